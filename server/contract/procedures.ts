import * as z from 'zod';
import { UnitName } from './portal.ts';

/**
 * Procedures and forms: the facts as the content packs keep them and as the API hands them out. Unknown keys are refused, so that a
 * misspelt one in a pack is not silently without effect. `null` means: not known.
 */

/** How much one procedure or form may hold, and what may be asked of the list. */
export const procedureLimits = {
  queryCharsMax: 200,
  pageMax: 50,
  idCharsMax: 40,
  labelCharsMax: 250,
  textCharsMax: 600,
  listMax: 40,
  keywordsMax: 120,
  fieldsMax: 80,
  rowsMax: 50,
  /** Of one kind of search words. */
  phrasesMax: 500,
  /** What a unit adds of its own. */
  noteCharsMax: 1_000,
} as const;

const procedureStatuses = ['active', 'abolished'] as const;
const procedureLevels = ['commune', 'province', 'other'] as const;
const confidences = ['high', 'medium', 'low', 'none'] as const;
/** How a dossier is handed in: at the counter, or over the network. */
const feeChannels = ['truc-tiep', 'truc-tuyen'] as const;
/** `truc-tuyen`: there is a way online, of a grade the source does not name. */
const onlineLevels = ['toan-trinh', 'mot-phan', 'truc-tuyen', 'dat-lich', 'truc-tiep'] as const;
const timeUnits = ['working-day', 'working-hour', 'day', 'hour'] as const;
const searchIntents = ['sos', 'tip', 'hotline'] as const;

const Id = z
  .string()
  .max(procedureLimits.idCharsMax)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug: a-z, 0-9 and single hyphens');
const Label = z.string().trim().min(1).max(procedureLimits.labelCharsMax);
const Text = z.string().trim().min(1).max(procedureLimits.textCharsMax);
const Code = z.string().trim().min(1).max(40);
const Day = z.iso.date('must be a day, for example 2026-07-01');
const WebAddress = z
  .url({ protocol: /^https?$/, error: 'must be a web address with http or https' })
  .max(300);
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(procedureLimits.listMax);

/** Where a fact comes from: the id of a source, the day it was checked against it (null: against nothing that can be opened). */
const provenance = { source: Id, checkedOn: Day.nullable(), confidence: z.enum(confidences) };

export const Source = z.strictObject({
  id: Id,
  title: Label,
  /** Through which copy it was read, when not directly. */
  via: Label.nullable(),
  url: WebAddress.nullable(),
  kind: z.enum(['official', 'official-extract', 'official-ocr', 'secondary', 'press', 'general-knowledge']),
  checkedOn: Day.nullable(),
});
export type Source = z.infer<typeof Source>;

export const Law = z.strictObject({
  id: Id,
  number: Code,
  title: Label,
  signedOn: Day.nullable(),
  inForceFrom: Day.nullable(),
});
export type Law = z.infer<typeof Law>;

export const ProcedureGroup = z.strictObject({ id: Id, name: Label });
export type ProcedureGroup = z.infer<typeof ProcedureGroup>;

/** One paper to bring. `form`: the slug of the form it is written on. */
const DossierItem = z.strictObject({
  name: Label,
  form: Id.nullable(),
  originals: z.number().int().min(0).max(20),
  copies: z.number().int().min(0).max(20),
  isRequired: z.boolean(),
  /** Only in this case; null: always. */
  appliesWhen: Label.nullable(),
  note: Text.nullable(),
});

const TimeLimit = z.strictObject({
  text: Text,
  value: z.number().int().min(0).max(1_000).nullable(),
  unit: z.enum(timeUnits).nullable(),
  ...provenance,
});

/** In đồng. An amount that is not known is null, and its note says whom to ask. */
const Fee = z.strictObject({
  label: Label,
  amountVnd: z.number().int().min(0).max(1_000_000_000).nullable(),
  channel: z.enum(feeChannels).nullable(),
  appliesWhen: Label.nullable(),
  note: Text.nullable(),
  ...provenance,
});

const Online = z.strictObject({
  level: z.enum(onlineLevels).nullable(),
  nationalPortalUrl: WebAddress.nullable(),
  policePortalUrl: WebAddress.nullable(),
  vneid: z.boolean().nullable(),
  note: Text.nullable(),
  confidence: z.enum(confidences),
});

/** What changed. `on`: a day, or a year alone where no more is known. */
const Change = z.strictObject({
  on: z.union([Day, z.string().regex(/^\d{4}$/, 'must be a day or a year')]).nullable(),
  text: Text,
  ...provenance,
});

const summary = {
  id: Id,
  name: Label,
  shortName: Label,
  /** What, where, how long, how much, in two sentences. */
  answer: Text,
  status: z.enum(procedureStatuses),
  level: z.enum(procedureLevels),
  /** Whether the police of the ward take the dossier. */
  wardPoliceHandles: z.boolean(),
};

/** What a pack keeps of a procedure and the API hands on as it is. */
const procedureFacts = {
  ...summary,
  /** False: not an administrative procedure (reporting a crime). */
  isAdministrativeProcedure: z.boolean(),
  /** On the national portal; several procedures share one since they were merged there. */
  code: Code.nullable(),
  altCodes: listOf(Code),
  isCodeShared: z.boolean(),
  authority: Label,
  officeHours: Label.nullable(),
  /** Who knows what is unknown here. */
  whoToAsk: Label,
  applicants: listOf(Label),
  conditions: listOf(Text),
  /** Until when the citizen has to act. */
  citizenDeadline: Text.nullable(),
  dossier: listOf(DossierItem),
  steps: listOf(Text).min(1),
  timeLimit: TimeLimit,
  fees: listOf(Fee).min(1),
  result: Label.nullable(),
  online: Online,
  commonMistakes: listOf(Text),
  penalty: z.strictObject({ text: Text, ...provenance }).nullable(),
  changes: listOf(Change),
  /** What is not known, a sentence each. */
  unknown: listOf(Text),
  seeAlso: listOf(Id),
  /** Of everything that names no source of its own. */
  checkedOn: Day,
  confidence: z.enum(confidences),
};

const Phrase = z.string().trim().min(1).max(procedureLimits.labelCharsMax);
const phrases = z.array(Phrase).max(procedureLimits.phrasesMax);

/** A procedure as the packs, the editors and the phone's copy keep it; laws and sources by their ids. */
export const ProcedureRecord = z.strictObject({
  ...procedureFacts,
  /** Place in the list, smallest first. */
  order: z.number().int().min(0).max(10_000),
  group: Id,
  laws: z.array(Id).min(1).max(procedureLimits.listMax),
  sources: z.array(Id).min(1).max(procedureLimits.listMax),
  search: z.strictObject({
    /** What people call it, and what they say when they need it. */
    keywords: z.array(Phrase).min(1).max(procedureLimits.keywordsMax),
    oldTerms: z.array(Phrase).max(procedureLimits.listMax),
  }),
});
export type ProcedureRecord = z.infer<typeof ProcedureRecord>;

const IntentWords = z.strictObject({ say: phrases, alone: phrases, unless: phrases });

/** How people of the place ask (procedure-search.ts says what each part does). */
export const SearchWordsRecord = z.strictObject({
  synonyms: z.array(z.strictObject({ say: phrases.min(1), means: Phrase })).max(procedureLimits.phrasesMax),
  subjects: z
    .array(z.strictObject({ say: phrases.min(1), about: z.array(Id).min(1).max(procedureLimits.listMax) }))
    .max(procedureLimits.phrasesMax),
  stopWords: phrases,
  weakWords: phrases,
  elsewhere: phrases,
  intents: z.strictObject({ tip: IntentWords, hotline: IntentWords }),
});

const FieldKind = z.enum([
  'text',
  'textarea',
  'date',
  'date-range',
  'year',
  'digits9',
  'digits12',
  'phone',
  'email',
  'number',
  'choice',
  'choice-text',
  'checkbox-group',
  'table',
]);
const FieldKey = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must be a camelCase key');

/** A column of a table, in order. */
const FormColumn = z.strictObject({
  key: FieldKey,
  label: Label,
  kind: FieldKind.exclude(['table', 'checkbox-group']),
  options: listOf(Label).optional(),
});

const FormField = z.strictObject({
  /** As printed. */
  no: Code,
  /** The key of the answer. */
  key: FieldKey,
  label: Label,
  /** `digits12`: a personal number in boxes; `choice-text`: a choice that may also be written out. */
  kind: FieldKind,
  isRequired: z.boolean(),
  filledBy: z.enum(['citizen', 'office']),
  /** As printed on the form. */
  hint: Text.nullable(),
  /** For who fills it in on a phone, where the printed hint does not help. */
  help: Text.optional(),
  options: listOf(Label).optional(),
  table: z
    .strictObject({
      rowsMax: z.number().int().min(1).max(procedureLimits.rowsMax),
      /** A first column with the number of the row. */
      isNumbered: z.boolean(),
      columns: listOf(FormColumn).min(1),
    })
    .optional(),
});

/** One screen of filling in on a phone: a few fields that belong together, in the words of who asks for them. */
const FormStep = z.strictObject({
  title: Label,
  lead: Text.nullable(),
  /** Keys of fields. */
  fields: listOf(FieldKey).min(1),
});

const Signature = z.strictObject({
  no: Code.nullable(),
  label: Label,
  by: z.enum(['citizen', 'office']),
  appliesWhen: Label.nullable(),
  note: Text.nullable(),
});

const formSummary = {
  /** In addresses. */
  slug: Id,
  /** As printed on the form. */
  code: Code,
  title: Label,
  /** `issued`: the office writes it, the citizen does not. */
  use: z.enum(['to-fill', 'issued']),
  /** Its layout is known well enough to fill it in here. */
  isFillable: z.boolean(),
};

const FormSummary = z.strictObject(formSummary);

/** `GET /api/forms/{code}`. Of a form whose layout is not known there are no fields, and `official` says where to get it. */
export const FormDefinition = z.strictObject({
  ...formSummary,
  law: z.strictObject({
    number: Label.nullable(),
    signedOn: Day.nullable(),
    inForceFrom: Day.nullable(),
    note: Text.nullable(),
  }),
  replaces: Label.nullable(),
  /** The law whose edition the layout was taken from, when another. */
  layoutBasis: Label.nullable(),
  /** Ids of procedures. */
  usedBy: listOf(Id).min(1),
  official: z.strictObject({ text: Text, url: WebAddress.nullable() }),
  layout: z
    .strictObject({
      headings: listOf(Label),
      addressee: Label.nullable(),
      sections: listOf(Label),
      pages: z.number().int().min(1).max(20).nullable(),
    })
    .nullable(),
  fields: z.array(FormField).max(procedureLimits.fieldsMax),
  /** Every field that the citizen fills in stands in exactly one of them. */
  steps: listOf(FormStep),
  signatures: listOf(Signature),
  notes: listOf(Text),
  unknown: listOf(Text),
  source: Id.nullable(),
  sourceNote: Label.nullable(),
  checkedOn: Day.nullable(),
  confidence: z.enum(confidences),
});
export type FormDefinition = z.infer<typeof FormDefinition>;

/** One line of the list. */
export const ProcedureSummary = z.strictObject({ ...summary, group: Id });
export type ProcedureSummary = z.infer<typeof ProcedureSummary>;

/** `GET /api/procedures`. `intent`: the question asks for help, for reporting or for a phone rather than for a procedure. */
export const ProcedureList = z.object({
  items: z.array(ProcedureSummary),
  nextCursor: z.string().nullable(),
  intent: z.enum(searchIntents).nullable(),
  groups: z.array(ProcedureGroup),
});
export type ProcedureList = z.infer<typeof ProcedureList>;

/** What a unit adds of its own to a procedure: its counter, its hours. It holds for the unit and those below it. */
const UnitNote = z.object({ unit: UnitName, text: z.string(), publishedAt: z.iso.datetime() });
export type UnitNote = z.infer<typeof UnitNote>;

const BookNote = UnitNote.extend({ procedureId: z.string() });
export type BookNote = z.infer<typeof BookNote>;

/** Which edition of a procedure is in force: 0 is the content pack's own, which nobody has published here. */
const edition = { version: z.number().int(), publishedAt: z.iso.datetime().nullable() };
const Edition = z.object(edition);
export type Edition = z.infer<typeof Edition>;

/** `GET /api/procedures/{id}`. */
export const ProcedureDetail = z.object({
  ...procedureFacts,
  ...edition,
  group: ProcedureGroup,
  notes: z.array(UnitNote),
  laws: z.array(Law),
  sources: z.array(Source),
  /** Every form that has to do with it, also those the office writes. */
  forms: z.array(FormSummary),
});
export type ProcedureDetail = z.infer<typeof ProcedureDetail>;

/** `GET /api/procedures/bundle`: all of it at once, for the phone to keep. `procedure-book.ts` reads it. */
export const ProcedureBundle = z.object({
  procedures: z.array(ProcedureRecord),
  /** Those that an editor has changed here, by the procedure's id. */
  editions: z.record(z.string(), Edition),
  notes: z.array(BookNote),
  groups: z.array(ProcedureGroup),
  forms: z.array(FormDefinition),
  laws: z.array(Law),
  sources: z.array(Source),
  searchWords: SearchWordsRecord,
});

/** The query of `GET /api/procedures`. */
export const ProcedureQuery = z.object({
  q: z
    .string()
    .max(procedureLimits.queryCharsMax, `Câu tìm kiếm dài quá ${procedureLimits.queryCharsMax} chữ.`)
    .optional(),
  category: z.string().max(procedureLimits.idCharsMax, 'Nhóm thủ tục này không có.').optional(),
  unit: z.string().max(procedureLimits.idCharsMax, 'Đơn vị này không có.').optional(),
  cursor: z.string().max(procedureLimits.idCharsMax, 'Trang này không có.').optional(),
});
export type ProcedureQuery = z.infer<typeof ProcedureQuery>;
