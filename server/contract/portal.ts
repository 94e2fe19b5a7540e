import * as z from 'zod';
import { certainties, heirShares, unitTypes, urgencies } from './vocabulary.ts';

/** A number that can be called; a placeholder is shown as "số thử" and never dialled (design 8). */
export const Hotline = z.object({ label: z.string(), phone: z.string(), placeholder: z.boolean() });
export type Hotline = z.infer<typeof Hotline>;

const Point = z.object({ lat: z.number(), lng: z.number() });

export const UnitSummary = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  type: z.enum(unitTypes),
  parentId: z.string().nullable(),
  oaId: z.string().nullable(),
  hotlines: z.array(Hotline),
  /** What one may turn to it for, in a few words each. */
  topics: z.array(z.string()),
  /** Where it is for "which is near me": its office, else the middle of a ward's land. WGS 84; null: nobody knows. */
  centre: Point.nullable(),
});
export type UnitSummary = z.infer<typeof UnitSummary>;

export const UnitName = z.object({ id: z.string(), name: z.string() });
export type UnitName = z.infer<typeof UnitName>;

/**
 * One unit in full. A former id answers with its heirs, largest first; an id in use today names the former units it took
 * over, with the last day they existed. Days are ISO dates; `validUntil` is the last day in force, null when none is set.
 */
export const UnitDetail = UnitSummary.extend({
  address: z.string().nullable(),
  /** Where the office stands, only where the pack tells. */
  office: Point.nullable(),
  /** When it is open, in words. */
  hours: z.string().nullable(),
  /** Who is in charge of which area (cảnh sát khu vực), where the unit makes it known. */
  areaOfficers: z.array(z.object({ area: z.string(), name: z.string(), phone: z.string().nullable() })),
  validFrom: z.iso.date().nullable(),
  validUntil: z.iso.date().nullable(),
  successors: z.array(UnitName.extend({ share: z.enum(heirShares) })),
  formerOf: z.array(UnitName.extend({ until: z.iso.date(), share: z.enum(heirShares) })),
});
export type UnitDetail = z.infer<typeof UnitDetail>;

export const TipCategory = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string(),
  restricted: z.boolean(),
  /** Goes to the parent of the ward it would otherwise go to (promise 11), so that the check screen can name the right unit. */
  toParent: z.boolean(),
  urgency: z.enum(urgencies),
  /** A few cases in the sender's words, to recognise the category by. */
  examples: z.array(z.string()),
  /** What to do first, before writing: whom to call, what to keep. */
  advice: z.string().nullable(),
});
export type TipCategory = z.infer<typeof TipCategory>;

/** `GET /api/portal`: all that the app needs to know of the place it serves. */
export const Portal = z.object({
  tenant: z.object({ id: z.string(), name: z.string() }),
  units: z.array(UnitSummary),
  emergencyNumbers: z.array(z.object({ number: z.string(), name: z.string() })),
  links: z.array(z.object({ name: z.string(), url: z.string() })),
  tipCategories: z.array(TipCategory),
  tipCategoryGroups: z.array(z.object({ id: z.string(), name: z.string() })),
  newsCategories: z.array(z.object({ id: z.string(), name: z.string() })),
  consent: z.object({ version: z.string(), text: z.string() }),
  miniAppId: z.string().nullable(),
  /** True while the sandbox stands in Zalo's place: every screen then says that nothing reaches the police. */
  sandbox: z.boolean(),
});
export type Portal = z.infer<typeof Portal>;

/** `GET /api/privacy`: how the place protects data, as Markdown, and the consent in force. */
export const Privacy = z.object({
  text: z.string(),
  consent: z.object({ version: z.string(), text: z.string() }),
});
export type Privacy = z.infer<typeof Privacy>;

/**
 * `GET /api/english`: what of the content is there in English. `words`: by the Vietnamese words that stand in other answers, such as names of
 * units, categories, procedures and fields of forms. `consent` is of the version in force; the Vietnamese one binds. Null: not translated.
 */
export const ContentEnglish = z.object({
  words: z.record(z.string(), z.string()),
  consent: z.object({ version: z.string(), text: z.string() }).nullable(),
  privacy: z.string().nullable(),
});
export type ContentEnglish = z.infer<typeof ContentEnglish>;

/** `GET /api/units/locate`: which ward a point lies in, and how sure that is (promise 3). */
export const Location = z.object({
  certainty: z.enum(certainties),
  unit: UnitName.nullable(),
  candidates: z.array(z.object({ unit: UnitName, distanceM: z.number() })),
  /** Outside: the place's own ward where its name is known, and who takes the tip anyway. */
  outsideName: z.string().nullable(),
  takenBy: UnitName,
});
export type Location = z.infer<typeof Location>;

/** A number as it stands in an address line. An empty value is no number, though `Number('')` is 0. */
const queryNumber = (min: number, max: number, message: string) =>
  z.preprocess(
    (value) =>
      typeof value === 'string' && !/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(value) ? Number.NaN : value,
    z.coerce.number({ error: message }).min(min, message).max(max, message),
  );

/** Degrees WGS 84, metres. Numbers that are missing or no numbers at all are refused. */
export const LocateQuery = z.object({
  lat: queryNumber(-90, 90, 'Vĩ độ phải là số từ -90 đến 90.'),
  lng: queryNumber(-180, 180, 'Kinh độ phải là số từ -180 đến 180.'),
  accuracy: queryNumber(0, 100_000, 'Sai số phải là số mét từ 0 đến 100000.').default(0),
});
