import * as z from 'zod';
import { newsLimits } from './news-limits.ts';
import { UnitName } from './portal.ts';
import { articleActs, articleDeliveryKinds, articleEvents, articleStates } from './vocabulary.ts';

/** What the police tell the people, and how the staff write it. */

/** Lines and tabs are writing; other control characters are not, and PostgreSQL takes no NUL. */
const writing = (charsMax: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n'))
    .pipe(
      z
        .string()
        .trim()
        .normalize('NFC')
        .min(1, 'Không để trống.')
        .max(charsMax, `Không quá ${charsMax.toLocaleString('vi')} ký tự.`)
        .regex(/^[\P{Cc}\n\t]*$/u, 'Không dùng ký tự điều khiển.'),
    );
const line = (charsMax: number) =>
  writing(charsMax).pipe(z.string().regex(/^[^\n\t]*$/, 'Viết trên một dòng.'));

const instant = z.iso.datetime();
const Id = z.uuid();
/** Of a unit or category; whether there is one is asked later. PostgreSQL takes no NUL. */
const PackId = z.string().regex(/^[\p{L}\p{N}:_-]{1,60}$/u, 'Mã này chưa đúng dạng.');
const Person = z.object({ id: z.string(), name: z.string() });

/** A picture's address begins at our server's root; `size=thumbnail` makes it small. */
const Cover = z.object({
  url: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  alt: z.string(),
});

/** One article as lists have it. */
export const NewsItem = z.object({
  id: Id,
  title: z.string(),
  summary: z.string(),
  category: z.string(),
  /** Whose it is: everybody of this unit and of those below it is meant. */
  unit: UnitName,
  publishedAt: instant,
  /** When a correction of it was published; null: never. */
  correctedAt: instant.nullable(),
  /** It is an urgent notice until then; null: it is none. */
  urgentUntil: instant.nullable(),
  cover: Cover.nullable(),
});
export type NewsItem = z.infer<typeof NewsItem>;

/** `GET /api/news`. */
export const NewsList = z.object({
  items: z.array(NewsItem).max(newsLimits.pageMax),
  nextCursor: z.string().nullable(),
  /** With the first page of a list without a question: what was withdrawn lately, so that no copy outlives it. */
  withdrawn: z.array(Id).max(newsLimits.withdrawnToldMax),
});
export type NewsList = z.infer<typeof NewsList>;

/** A PDF that goes with an article. Its address begins at our server's root. */
export const NewsAttachment = z.object({
  url: z.string(),
  /** As people read it, with `.pdf` at its end. */
  name: z.string(),
  bytes: z.number().int(),
});
export type NewsAttachment = z.infer<typeof NewsAttachment>;

/** `GET /api/news/{id}`. */
export const NewsArticle = NewsItem.extend({
  /** Sanitised: only headings, paragraphs, lists, quotes, links and our own pictures, whose addresses begin with one slash. */
  html: z.string(),
  /** Why it was corrected, in the editors' words. */
  correction: z.string().nullable(),
  attachments: z.array(NewsAttachment).max(newsLimits.attachmentsPerVersionMax),
});
export type NewsArticle = z.infer<typeof NewsArticle>;

/** `GET /api/notices`: all urgent notices in force, the newest first; an app shows those of its unit and of the ones above. */
export const Notices = z.object({
  items: z
    .array(
      z.object({
        id: Id,
        title: z.string(),
        summary: z.string(),
        unit: UnitName,
        publishedAt: instant,
        until: instant,
      }),
    )
    .max(newsLimits.noticesMax),
});
export type Notices = z.infer<typeof Notices>;

/** `<instant>~<id>` of the last one; of a search with how good that was in front. */
const Cursor = z
  .string()
  .regex(
    /^(?:\d{1,4}~)?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[0-9a-f-]{36}$/,
    'Trang này không còn. Vui lòng tải lại.',
  );

export const NewsQuery = z.object({
  /** That unit's and those above it; without one, everybody's. */
  unit: PackId.optional(),
  category: PackId.optional(),
  q: z.string().trim().max(newsLimits.queryCharsMax).optional(),
  cursor: Cursor.optional(),
});
export type NewsQuery = z.infer<typeof NewsQuery>;

export const NewsPhotoQuery = z.object({
  size: z.enum(['full', 'thumbnail', 'zalo']).default('full'),
});

const fields = {
  category: PackId,
  title: line(newsLimits.titleCharsMax),
  summary: line(newsLimits.summaryCharsMax),
  /** CommonMark. Pictures are `![what is on it](photo:<id> "caption")`, their ids those of `POST /api/photos`. */
  body: writing(newsLimits.bodyCharsMax),
  /** Null: the first picture of the text, where it has one. */
  coverPhotoId: Id.nullable(),
  /** PDF files, by their ids from `POST /api/staff/news/documents`; `name` is what people read. */
  attachments: z
    .array(z.object({ id: Id, name: line(newsLimits.attachmentNameCharsMax) }).strict())
    .max(newsLimits.attachmentsPerVersionMax, `Không quá ${newsLimits.attachmentsPerVersionMax} tệp.`),
  /** Makes it an urgent notice until then. */
  urgentUntil: instant.nullable(),
  /** Why what was published is corrected; readers see it. Only in a correction, where it is needed. */
  correction: line(newsLimits.remarkCharsMax).nullable(),
};

/** `POST /api/staff/news/documents`: the PDF itself as the body; gone after a day unless a draft names it. */
export const StoredDocument = z.object({ id: Id, bytes: z.number().int(), pages: z.number().int() });
export type StoredDocument = z.infer<typeof StoredDocument>;

/** `POST /api/staff/news`: a draft. */
export const NewArticle = z
  .object({
    unitId: PackId,
    category: fields.category,
    title: fields.title,
    summary: fields.summary,
    body: fields.body,
    coverPhotoId: fields.coverPhotoId.optional(),
    attachments: fields.attachments.optional(),
    urgentUntil: fields.urgentUntil.optional(),
  })
  .strict();
export type NewArticle = z.infer<typeof NewArticle>;

/** `PATCH /api/staff/news/{id}`, with `If-Match`: what is left out stays. */
export const ArticleChange = z
  .object({
    category: fields.category.optional(),
    title: fields.title.optional(),
    summary: fields.summary.optional(),
    body: fields.body.optional(),
    coverPhotoId: fields.coverPhotoId.optional(),
    attachments: fields.attachments.optional(),
    urgentUntil: fields.urgentUntil.optional(),
    correction: fields.correction.optional(),
  })
  .strict();
export type ArticleChange = z.infer<typeof ArticleChange>;

const version = z.number().int().min(1).max(newsLimits.versionsMax);
/** `POST …/submit`, `…/approve`, `…/discard`: exactly the version that was read. */
export const ArticleMove = z.object({ version }).strict();
export type ArticleMove = z.infer<typeof ArticleMove>;
/** `POST …/oa-article`. */
export const PostToOa = z.object({ version, toUnitsBelow: z.boolean().optional() }).strict();
export type PostToOa = z.infer<typeof PostToOa>;
/** `POST …/send-back`. */
export const SendBackArticle = z.object({ version, remark: writing(newsLimits.remarkCharsMax) }).strict();
/** `POST …/withdraw`. */
export const WithdrawArticle = z.object({ version, reason: writing(newsLimits.remarkCharsMax) }).strict();
/** `POST …/publish`: at once, or at a time; `toZalo`: as an article of the unit's OA too, and with `toUnitsBelow` of those of the units below. */
export const PublishArticle = z
  .object({
    version,
    at: instant.optional(),
    toZalo: z.boolean().optional(),
    toUnitsBelow: z.boolean().optional(),
  })
  .strict();
export type PublishArticle = z.infer<typeof PublishArticle>;

/** `GET …/broadcast?with=<id>,<id>`: up to four more in the same broadcast. */
export const BroadcastQuery = z.object({
  with: z
    .string()
    .max(200)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(Id).max(newsLimits.articlesPerBroadcastMax - 1))
    .optional(),
});
/** `POST …/broadcast`: what `GET …/broadcast` gave, once a commander has read it. */
export const Broadcast = z.object({ confirmation: z.string().min(1).max(2_000) }).strict();

/** What a broadcast would be, before anybody presses it. */
export const BroadcastPlan = z.object({
  unit: UnitName,
  articles: z.array(z.object({ id: Id, title: z.string() })).max(newsLimits.articlesPerBroadcastMax),
  /** Who would get it, as Zalo counts them now. */
  followers: z.number().int(),
  /** What it costs: one of the month's broadcasts. How many a package has is Zalo's to say; null: not known. */
  quota: z.object({
    cost: z.literal(1),
    usedThisMonth: z.number().int(),
    packageName: z.string().nullable(),
  }),
  /** Zalo takes none earlier: thirty minutes after the last, and never from 22:00 to 06:00. Null: now. */
  notBefore: instant.nullable(),
  /** To be sent with `POST …/broadcast`; null while it is not to be sent. */
  confirmation: z.string().nullable(),
  confirmBefore: instant.nullable(),
});
export type BroadcastPlan = z.infer<typeof BroadcastPlan>;

/** One article as the desk's list has it, by its newest version. */
export const StaffNewsItem = z.object({
  id: Id,
  unit: UnitName,
  category: z.string(),
  title: z.string(),
  state: z.enum(articleStates),
  version: z.number().int(),
  /** What the people see; 0: nothing. */
  publishedVersion: z.number().int(),
  publishedAt: instant.nullable(),
  /** When it is to be published, while it is scheduled. */
  publishAt: instant.nullable(),
  urgentUntil: instant.nullable(),
  updatedAt: instant,
  updatedBy: Person,
});
export type StaffNewsItem = z.infer<typeof StaffNewsItem>;

/** `GET /api/staff/news`. */
export const StaffNews = z.object({
  items: z.array(StaffNewsItem).max(newsLimits.deskPageMax),
  nextCursor: z.string().nullable(),
});
export type StaffNews = z.infer<typeof StaffNews>;

export const StaffNewsQuery = z.object({
  state: z.enum(articleStates).optional(),
  unit: PackId.optional(),
  cursor: Id.optional(),
});
export type StaffNewsQuery = z.infer<typeof StaffNewsQuery>;

export const ArticleVersionQuery = z.object({
  version: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'Số phiên bản chưa đúng.')
    .transform(Number)
    .optional(),
});

/** What became of it at Zalo. */
export const ArticleDelivery = z.object({
  id: Id,
  /** Whose OA. */
  unit: UnitName,
  kind: z.enum(articleDeliveryKinds),
  version: z.number().int(),
  /** As the outbox has it: waiting, claimed, sent, parked … */
  state: z.string(),
  /** Why it is not sent: a short code. */
  reason: z.string().nullable(),
  requestedAt: instant,
  requestedBy: Person.nullable(),
  finishedAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
});
export type ArticleDelivery = z.infer<typeof ArticleDelivery>;

/** `GET /api/staff/news/{id}`: its newest version, or the one that `?version=` names. Its ETag is what `If-Match` names. */
export const StaffArticle = StaffNewsItem.extend({
  text: z.object({
    version: z.number().int(),
    category: z.string(),
    title: z.string(),
    summary: z.string(),
    body: z.string(),
    coverPhotoId: Id.nullable(),
    urgentUntil: instant.nullable(),
    correction: z.string().nullable(),
    /** `address`: for the staff, published or not. */
    attachments: z.array(
      z.object({ id: Id, name: z.string(), bytes: z.number().int(), address: z.string() }),
    ),
    /** Who wrote on it, none of whom approves it. */
    authors: z.array(Person),
    writtenAt: instant,
  }),
  /** As readers would see it. Its pictures' addresses are the public ones, which open once it is published; until then take those of `photos`. */
  html: z.string(),
  photos: z.array(
    z.object({ id: Id, width: z.number().int(), height: z.number().int(), address: z.string() }),
  ),
  versions: z.array(
    z.object({ version: z.number().int(), title: z.string(), writtenAt: instant, isFrozen: z.boolean() }),
  ),
  history: z.array(
    z.object({
      sequence: z.number().int(),
      at: instant,
      event: z.enum(articleEvents),
      /** Null: the clock. */
      by: Person.nullable(),
      version: z.number().int(),
      /** A remark, a reason. */
      words: z.string().nullable(),
    }),
  ),
  deliveries: z.array(ArticleDelivery),
  /** What this person may do now. */
  can: z.array(z.enum(articleActs)),
});
export type StaffArticle = z.infer<typeof StaffArticle>;
