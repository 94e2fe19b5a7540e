import * as z from 'zod';
import type { RetentionKind } from '#contract/retention.ts';
import { Roster } from '#contract/roster.ts';
import { heirShares, unitTypes, urgencies } from '#contract/vocabulary.ts';

/**
 * The files of a content pack, one schema each. A place that adopts the product writes these and no code, so a key that is
 * not known is refused: a misspelt key would otherwise be silently without effect.
 */

/** How much a pack may hold. */
export const packLimits = {
  fileBytesMax: 10_000_000,
  unitsMax: 1_000,
  formerUnitsMax: 1_000,
  hotlinesPerUnitMax: 10,
  areaOfficersPerUnitMax: 200,
  categoriesMax: 200,
  linksMax: 50,
  includesMax: 10,
  proceduresMax: 500,
  notesMax: 50,
  boundariesMax: 1_000,
  polygonsPerBoundaryMax: 200,
  ringsPerPolygonMax: 200,
  positionsPerRingMax: 20_000,
  nameCharsMax: 120,
  sentenceCharsMax: 300,
  textCharsMax: 20_000,
  borderErrorMetresMax: 1_000,
  englishWordsMax: 3_000,
  englishCharsMax: 600,
} as const;

/** A tip is acknowledged within this many minutes (promise 5, the promise of 2021); a category may only shorten it. */
const acknowledgeMinutesDefault = 15;
/** How much of a tip's words the duty group sees, in letters; none of a restricted one (promise 11). */
const groupTextCharsDefault = 300;

/** Land and islands of Viet Nam in degrees: catches latitude and longitude in the wrong order. */
const vietnam = { lngMin: 102, lngMax: 118, latMin: 6, latMax: 23.5 } as const;

/** Short, lower-case, lasting: unit ids are printed in QR codes. */
const Slug = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug: a-z, 0-9 and single hyphens');
const Name = z.string().trim().min(1).max(packLimits.nameCharsMax);
const Sentence = z.string().trim().min(1).max(packLimits.sentenceCharsMax);
const Day = z.iso.date('must be a day, for example 2025-07-01');
const WebAddress = z
  .url({ protocol: /^https?$/, error: 'must be a web address with http or https' })
  .max(300);
const OaId = z.string().regex(/^\d{5,25}$/, 'must be the digits of an OA id');

/** `pack.json`: whose portal this is and which organisation of the police it describes. */
export const PackFile = z.strictObject({
  /** The store remembers it; tips keep it beside their unit's id. */
  id: Slug,
  title: Name,
  tenant: z.strictObject({ id: Slug, name: Name }),
  era: Slug,
  /**
   * Folders whose procedures and forms this pack takes over, the first before the next: a name is a folder under server/content, a
   * path is seen from this pack. A file of the pack itself stands in place of theirs with the same name.
   */
  includes: z
    .array(z.string().min(1).max(packLimits.sentenceCharsMax))
    .max(packLimits.includesMax)
    .default([]),
  /** For the people who keep the pack: sources, assumptions. */
  notes: z.array(Sentence).max(packLimits.notesMax),
});

const PackHotline = z.strictObject({
  label: Name,
  phone: z.string().regex(/^\+?\d[\d ]{1,18}\d$/, 'must be a phone number: digits and spaces'),
  placeholder: z.boolean(),
});

/** A police officer in charge of an area (cảnh sát khu vực), where the unit wants that to be known. */
const AreaOfficer = z.strictObject({
  area: Name,
  name: Name,
  phone: PackHotline.shape.phone.optional(),
});

const Point = z.strictObject({
  lat: z.number().min(vietnam.latMin).max(vietnam.latMax),
  lng: z.number().min(vietnam.lngMin).max(vietnam.lngMax),
});

/**
 * How a tip can be put in front of a unit's officers: the duty group of its OA, 1-1 messages to its bound officers, the duty group
 * of the unit above. Its desk always has it.
 */
export const destinationKinds = ['oa-group', 'oa-officers', 'parent-group'] as const;
export type DestinationKind = (typeof destinationKinds)[number];

const Unit = z.strictObject({
  id: Slug,
  name: Name,
  shortName: Name,
  type: z.enum(unitTypes),
  parentId: Slug.nullable(),
  address: Sentence.nullable(),
  /** Where its office stands; without it the middle of a ward's land is taken for nearness. */
  office: Point.optional(),
  /** When the office is open, in words. */
  hours: Sentence.optional(),
  areaOfficers: z.array(AreaOfficer).max(packLimits.areaOfficersPerUnitMax).optional(),
  hotlines: z.array(PackHotline).min(1).max(packLimits.hotlinesPerUnitMax),
  topics: z.array(Name).max(packLimits.linksMax),
  oaId: OaId.nullable(),
  /** Tried one after the other until one takes the message; all of them, in this order, where a unit says nothing. */
  destinations: z.array(z.enum(destinationKinds)).min(1).optional(),
  /** First and last day in force; null: not known, or not set. They inform and switch nothing off. */
  validFrom: Day.nullable(),
  validUntil: Day.nullable(),
  /** Wards only: how far the boundary in the pack may lie from the real one, in metres. */
  borderErrorM: z.number().int().min(0).max(packLimits.borderErrorMetresMax).optional(),
});
export type Unit = z.infer<typeof Unit>;

const FormerUnit = z.strictObject({
  id: Slug,
  name: Name,
  shortName: Name,
  type: z.enum(unitTypes),
  /** The last day the unit existed. */
  until: Day,
  /** Who serves its people today, largest share first. */
  heirs: z
    .array(z.strictObject({ id: Slug, share: z.enum(heirShares) }))
    .min(1)
    .max(packLimits.linksMax),
  /** For the people who keep the pack. */
  note: Sentence.optional(),
});
export type FormerUnit = z.infer<typeof FormerUnit>;

/** `units.json`. */
export const UnitsFile = z.strictObject({
  units: z.array(Unit).min(1).max(packLimits.unitsMax),
  former: z.array(FormerUnit).max(packLimits.formerUnitsMax),
});

const Position = z.tuple([
  z.number().min(vietnam.lngMin).max(vietnam.lngMax),
  z.number().min(vietnam.latMin).max(vietnam.latMax),
]);
const Ring = z.array(Position).min(4).max(packLimits.positionsPerRingMax);
const PolygonRings = z.array(Ring).min(1).max(packLimits.ringsPerPolygonMax);
const Geometry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: PolygonRings }),
  z.strictObject({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(PolygonRings).min(1).max(packLimits.polygonsPerBoundaryMax),
  }),
]);
export type Ring = z.infer<typeof Ring>;
export type Geometry = z.infer<typeof Geometry>;

/** `wards.geojson` and `neighbours.geojson`: WGS 84, longitude first, as GeoJSON has it. */
export const BoundariesFile = z.strictObject({
  type: z.literal('FeatureCollection'),
  /** Whose work the lines are, and their licence. */
  attribution: z.string().trim().min(1).max(1_000),
  features: z
    .array(
      z.strictObject({
        type: z.literal('Feature'),
        properties: z.strictObject({
          slug: Slug,
          name: Name,
          /** The statistics office's code. Codes were reused in 2025 with new meanings: never a key. */
          code: z.string().regex(/^\d{5}$/, 'must be five digits'),
        }),
        geometry: Geometry,
      }),
    )
    .min(1)
    .max(packLimits.boundariesMax),
});
export type BoundariesFile = z.infer<typeof BoundariesFile>;

/** `links.json`: numbers that always answer, and portals elsewhere. */
export const LinksFile = z.strictObject({
  emergencyNumbers: z
    .array(
      z.strictObject({ number: z.string().regex(/^\d{3,4}$/, 'must be three or four digits'), name: Name }),
    )
    .min(1)
    .max(packLimits.linksMax),
  links: z.array(z.strictObject({ name: Name, url: WebAddress })).max(packLimits.linksMax),
});

const NamedId = z.strictObject({ id: Slug, name: Name });

const TipCategory = z
  .strictObject({
    id: Slug,
    name: Name,
    group: Slug,
    urgency: z.enum(urgencies),
    examples: z.array(Name).max(packLimits.linksMax),
    advice: Sentence.nullable(),
    /** Nothing of the content reaches a group; read by the commander and named staff alone (promise 11). */
    restricted: z.boolean(),
    /** The team that usually takes such tips on, a hint for the duty officer. */
    routing: Slug.nullable(),
    /** Goes to the parent of the unit it would otherwise go to: complaints about officers. */
    toParent: z.boolean().default(false),
    groupTextCharsMax: z.number().int().min(0).max(4_000).optional(),
    clock: z
      .strictObject({ acknowledgeMinutes: z.number().int().min(1).max(acknowledgeMinutesDefault) })
      .default({ acknowledgeMinutes: acknowledgeMinutesDefault }),
  })
  .transform((category) => ({
    ...category,
    groupTextCharsMax: category.groupTextCharsMax ?? (category.restricted ? 0 : groupTextCharsDefault),
  }));
export type TipCategory = z.infer<typeof TipCategory>;

/** `categories.json`. */
export const CategoriesFile = z.strictObject({
  tipCategoryGroups: z.array(NamedId).min(1).max(packLimits.categoriesMax),
  tipCategories: z.array(TipCategory).min(1).max(packLimits.categoriesMax),
  newsCategories: z.array(NamedId).max(packLimits.categoriesMax),
});

/**
 * How long something is kept, in days from when it came to rest. Null: not decided yet, nothing is erased. `basis`: the law that asks for
 * it, or whose decision it is. `demo`: a value to show with, not a decision.
 */
const retentionPeriod = ({ daysMin = 1 } = {}) =>
  z.strictObject({
    days: z.number().int().min(daysMin).max(36_500).nullable(),
    basis: Sentence,
    demo: z.boolean(),
  });
/** What is found by reading conversations back a week is then known by its event. */
const webhookEventDaysMin = 8;

/** `retention.json`: the adopter's decision. */
export const RetentionFile = z.strictObject({
  periods: z.strictObject({
    /** Words, messages, place, sender: from the answer or the end. What happened when stays, for reports. */
    tips: retentionPeriod(),
    /** Name and phone of the sender: the same. */
    contacts: retentionPeriod(),
    /** The same. */
    photos: retentionPeriod(),
    /** Words, phone, positions: from the end of the alert. */
    sos: retentionPeriod(),
    /** What became of each message to officers: from when it was sent. */
    deliveries: retentionPeriod(),
    /** Who wrote to an OA's assistant: from the last word. */
    chats: retentionPeriod(),
    /** What Zalo told us: from when it took effect. */
    webhookEvents: retentionPeriod({ daysMin: webhookEventDaysMin }),
    /** Browsers with the desk open: from their end. */
    staffSessions: retentionPeriod(),
    /** Names and identities of staff who were disabled: from then. */
    formerStaff: retentionPeriod(),
    /** What the same sending is answered with again: from the first time. */
    answers: retentionPeriod(),
  } satisfies Record<RetentionKind, unknown>),
});

/** `roster.json`, which a pack may leave out: the roster that a unit starts with, by the unit's id. */
export const RosterFile = z.strictObject({ units: z.record(Slug, Roster) });

/** `consent.md`: the front matter's `version` and the text, which a tip's consent names by that version. */
export const ConsentFile = z.strictObject({
  version: z.string().regex(/^[a-zA-Z0-9.-]{1,40}$/, 'must be letters, digits, dots and hyphens'),
  text: z.string().trim().min(1).max(packLimits.textCharsMax),
});

const EnglishWords = z.string().trim().min(1).max(packLimits.englishCharsMax);

/**
 * `english.json`, which a pack may leave out: what its content says, in English, by the Vietnamese words as they stand there. So one
 * entry serves every place that says them, and none of the other files has to know of it.
 */
export const EnglishFile = z.strictObject({
  words: z
    .record(EnglishWords, EnglishWords)
    .refine((words) => Object.keys(words).length <= packLimits.englishWordsMax, {
      error: `at most ${packLimits.englishWordsMax} entries`,
    }),
});

/** `privacy.md`. */
export const PrivacyFile = z.string().trim().min(1).max(packLimits.textCharsMax);
