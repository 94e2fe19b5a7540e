import * as z from 'zod';
import { limits } from './limits.ts';
import { UnitName } from './portal.ts';
import { photoSizes, tipEvents, tipKinds, tipStatuses } from './vocabulary.ts';

const text = (charsMax: number) => z.string().trim().normalize('NFC').max(charsMax);

/** Characters of no width and of no ink alone tell an officer nothing. */
const canBeSeen = (words: string): boolean =>
  /[^\p{Cf}\p{Cc}\p{Z}\p{M}\u115F\u1160\u2800\u3164]/u.test(words);
const nothingToSee = 'Chưa có chữ nào đọc được. Vui lòng kể lại sự việc.';

const photoIds = (photosMax: number) =>
  z
    .array(z.uuid())
    .max(photosMax)
    .refine((ids) => new Set(ids).size === ids.length, 'Một ảnh được nêu hai lần.');

/** Where it happened: a point, an address in words, or both. */
export const Place = z
  .object({
    lat: z.number().min(-90).max(90).optional(),
    lng: z.number().min(-180).max(180).optional(),
    accuracyM: z.number().min(0).max(100_000).optional(),
    address: text(limits.addressCharsMax).optional(),
  })
  .strict()
  .superRefine((place, context) => {
    if ((place.lat === undefined) !== (place.lng === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [place.lat === undefined ? 'lat' : 'lng'],
        message: 'Cần cả vĩ độ và kinh độ.',
      });
    }
    if (place.lat === undefined && !place.address) {
      context.addIssue({
        code: 'custom',
        path: ['address'],
        message: 'Cần vị trí trên bản đồ hoặc địa chỉ.',
      });
    }
  });
export type Place = z.infer<typeof Place>;

/** Vietnamese phone number: ten digits from 0, or with +84/84 in place of the 0. */
const PhoneNumber = z
  .string()
  .trim()
  .transform((value) => value.replace(/[\s.-]/g, '').replace(/^(\+?84)/, '0'))
  .pipe(z.string().regex(/^0\d{9,10}$/, 'Số điện thoại chưa đúng, ví dụ 0912345678.'));

const Contact = z
  .object({ name: text(limits.contactNameCharsMax).min(1).optional(), phone: PhoneNumber.optional() })
  .strict()
  .refine(
    (contact) => contact.name !== undefined || contact.phone !== undefined,
    'Cần họ tên hoặc số điện thoại.',
  );

/** `POST /api/tips`. */
export const NewTip = z
  .object({
    kind: z.enum(tipKinds),
    category: z.string().min(1).max(60),
    description: text(limits.descriptionCharsMax)
      .min(limits.descriptionCharsMin)
      .refine(canBeSeen, nothingToSee),
    place: Place.nullable(),
    unitId: z.string().min(1).max(60).optional(),
    anonymous: z.boolean(),
    contact: Contact.optional(),
    photoIds: photoIds(limits.photosPerTipMax),
    happenedAt: z.iso.datetime({ offset: true }).optional(),
    consentVersion: z.string().min(1).max(60),
  })
  .strict();
export type NewTip = z.infer<typeof NewTip>;

/** The 201 of a tip. The receipt is shown once; a replay of the same key computes the same one. */
export const TipReceipt = z.object({
  code: z.string(),
  receipt: z.string(),
  unit: UnitName,
  status: z.enum(tipStatuses),
  createdAt: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
});
export type TipReceipt = z.infer<typeof TipReceipt>;

const TipMessage = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  from: z.enum(['citizen', 'unit']),
  /** Empty once the words were erased, or when the message is photos alone. */
  text: z.string(),
  photoIds: z.array(z.string()),
  /** From the unit, and not there when the sender last opened the tip. */
  isNew: z.boolean(),
});
export type TipMessage = z.infer<typeof TipMessage>;

const TipTimelineEntry = z.object({
  /** 1 is the tip's arrival; grows by one with every entry. */
  sequence: z.number().int(),
  at: z.iso.datetime(),
  event: z.enum(tipEvents),
  unit: UnitName.nullable(),
  /** From the unit, and not there when the sender last opened the tip. */
  isNew: z.boolean(),
});
export type TipTimelineEntry = z.infer<typeof TipTimelineEntry>;

/** What the sender sees of a tip, by its receipt or with the session that sent it. Seeing it marks everything as read, unless one only peeks. */
export const TipView = z.object({
  code: z.string(),
  kind: z.enum(tipKinds),
  category: z.object({ id: z.string(), name: z.string() }),
  unit: UnitName,
  status: z.enum(tipStatuses),
  anonymous: z.boolean(),
  /** Sensitive by its category: the app covers it. */
  restricted: z.boolean(),
  description: z.string(),
  address: z.string().nullable(),
  /** Of the tip itself; those of a message are with the message. */
  photoIds: z.array(z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
  timeline: z.array(TipTimelineEntry),
  messages: z.array(TipMessage),
  /** What the sender gave for the newest answer; null before. */
  rating: z.object({ stars: z.number().int(), text: z.string(), at: z.iso.datetime() }).nullable(),
  /** What the sender may do now. */
  can: z.object({ sendMessage: z.boolean(), rate: z.boolean(), reopen: z.boolean() }),
  reopensLeft: z.number().int(),
});
export type TipView = z.infer<typeof TipView>;

/** `GET /api/tips/{code}?peek=`: `true` leaves what is new as new, for a list of tips that were not opened yet. */
export const TipQuery = z.object({ peek: z.literal('true').optional() });

/** `GET /api/tips/{code}/photos/{id}?size=`: a JPEG. */
export const PhotoQuery = z.object({ size: z.enum(photoSizes).default('full') });

/** `POST /api/tips/{code}/messages`: words, photos, or both. */
export const NewTipMessage = z
  .object({ text: text(limits.messageCharsMax), photoIds: photoIds(limits.photosPerMessageMax) })
  .strict()
  .refine((message) => message.text !== '' || message.photoIds.length > 0, {
    path: ['text'],
    message: 'Cần lời nhắn hoặc ảnh.',
  });
export type NewTipMessage = z.infer<typeof NewTipMessage>;

/** The 201 of a message. An answer to the unit's question moves the tip on, so the status is the one after it. */
export const SentTipMessage = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  status: z.enum(tipStatuses),
});
export type SentTipMessage = z.infer<typeof SentTipMessage>;

/** `POST /api/tips/{code}/rating`: once for each answer of the unit. */
export const NewTipRating = z
  .object({ stars: z.number().int().min(1).max(5), text: text(limits.ratingCharsMax).optional() })
  .strict();
export type NewTipRating = z.infer<typeof NewTipRating>;

/** The 201 of a rating. */
export const SentTipRating = z.object({ stars: z.number().int(), at: z.iso.datetime() });
export type SentTipRating = z.infer<typeof SentTipRating>;

/** `POST /api/tips/{code}/reopen`: "chưa được: xem lại". The reason becomes a message of the sender. */
export const TipReopening = z.object({ reason: text(limits.reopenReasonCharsMax).optional() }).strict();
export type TipReopening = z.infer<typeof TipReopening>;

export const ReopenedTip = z.object({
  status: z.enum(tipStatuses),
  at: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
  reopensLeft: z.number().int(),
});
export type ReopenedTip = z.infer<typeof ReopenedTip>;

/** `POST /api/photos`: a photo that waits, at most a day, for the tip it belongs to. */
export const StoredPhoto = z.object({
  id: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
});
export type StoredPhoto = z.infer<typeof StoredPhoto>;
