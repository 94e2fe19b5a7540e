import * as z from 'zod';
import { UnitName } from './portal.ts';
import { ProcedureRecord, procedureLimits } from './procedures.ts';

/** How editors keep procedures right: what is shared by all units, and what one unit adds of its own. */

/** How much of an edit is kept and taken. */
export const editingLimits = {
  remarkCharsMax: 1_000,
  /** Shown with a procedure, newest first. */
  versionsShownMax: 50,
  /** Of those that were never in force; what was published is kept for good. */
  unpublishedKeptMax: 100,
  /** A procedure as large as the schema allows is far below it. */
  bodyBytesMax: 256 * 1024,
} as const;

/** `superseded`: another proposal came, before anybody decided on this one. */
export const editionStates = ['proposed', 'published', 'sent_back', 'superseded'] as const;
export type EditionState = (typeof editionStates)[number];

/** Lines and tabs are writing; other control characters are not, and PostgreSQL takes no NUL. */
const writing = (charsMax: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1)
    .max(charsMax)
    .regex(/^[\P{Cc}\n\t]*$/u, 'Không dùng ký tự điều khiển.');

const Person = z.object({ id: z.string(), name: z.string() });
const Remark = writing(editingLimits.remarkCharsMax);
const instant = z.iso.datetime();

/** One version without its content. */
const EditionFacts = z.object({
  version: z.number().int(),
  state: z.enum(editionStates),
  by: Person,
  at: instant,
  /** Why it was proposed. */
  remark: z.string().nullable(),
  /** Who published it or sent it back, when, and with which words. */
  decidedBy: Person.nullable(),
  decidedAt: instant.nullable(),
  decisionRemark: z.string().nullable(),
});
export type EditionFacts = z.infer<typeof EditionFacts>;

const editingActs = ['propose', 'publish', 'send-back'] as const;
export type EditingAct = (typeof editingActs)[number];

/** What is in force, what waits for a second person, and what there was. Its ETag is what `If-Match` of a PUT names. */
const editingOf = <Content extends z.ZodType>(content: Content) => ({
  inForce: z.object({
    /** 0: the content pack's own edition. */
    version: z.number().int(),
    publishedAt: instant.nullable(),
    content,
  }),
  /** The content pack changed after the version in force was written: somebody should look at both. */
  packHasChanged: z.boolean(),
  proposal: EditionFacts.extend({ content }).nullable(),
  /** The version that `?version=` asks for. */
  asked: EditionFacts.extend({ content }).nullable(),
  versions: z.array(EditionFacts).max(editingLimits.versionsShownMax),
  /** What this person may do now. */
  can: z.array(z.enum(editingActs)),
});

/** `GET /api/staff/procedures/{id}`. */
export const StaffProcedure = z.object({ id: z.string(), ...editingOf(ProcedureRecord) });
export type StaffProcedure = z.infer<typeof StaffProcedure>;

/** A unit's own words to a procedure; null: it has none. */
const Note = writing(procedureLimits.noteCharsMax).nullable();

/** `GET /api/staff/procedures/{id}/notes/{unit}`. */
export const StaffProcedureNote = z.object({
  id: z.string(),
  unit: UnitName,
  ...editingOf(Note),
});
export type StaffProcedureNote = z.infer<typeof StaffProcedureNote>;

export const EditionQuery = z.object({
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'Số phiên bản chưa đúng.')
    .transform(Number)
    .optional(),
});
export type EditionQuery = z.infer<typeof EditionQuery>;

/** `PUT /api/staff/procedures/{id}` and `…/notes/{unit}`: what shall be in force once a second person has published it. */
export const NewProcedureEdition = z.object({ content: ProcedureRecord, remark: Remark.optional() }).strict();
export type NewProcedureEdition = z.infer<typeof NewProcedureEdition>;
export const NewNoteEdition = z.object({ content: Note, remark: Remark.optional() }).strict();
export type NewNoteEdition = z.infer<typeof NewNoteEdition>;

const version = z.number().int().min(1).max(1_000_000_000);
/** `POST …/publish`: exactly the version that was read. */
export const PublishEdition = z.object({ version, remark: Remark.optional() }).strict();
export type PublishEdition = z.infer<typeof PublishEdition>;
/** `POST …/send-back`. */
export const SendBackEdition = z.object({ version, remark: Remark }).strict();
export type SendBackEdition = z.infer<typeof SendBackEdition>;

const Waiting = z.object({ version: z.number().int(), by: Person, at: instant });

/** `GET /api/staff/procedures`: all of them, with what waits for a second person. */
export const StaffProcedures = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      shortName: z.string(),
      group: z.string(),
      version: z.number().int(),
      publishedAt: instant.nullable(),
      proposal: Waiting.nullable(),
      /** Of units in this person's reach. */
      noteProposals: z.array(Waiting.extend({ unit: UnitName })),
    }),
  ),
  nextCursor: z.null(),
});
export type StaffProcedures = z.infer<typeof StaffProcedures>;
