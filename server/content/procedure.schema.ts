import * as z from 'zod';
import {
  FormDefinition,
  Law,
  ProcedureGroup,
  procedureFacts,
  procedureLimits,
  Source,
} from '#contract/procedures.ts';
import { packLimits } from './pack.schema.ts';

/** The files about procedures, one schema each; beside a pack's other files they may come from the folders it includes. */

const Phrase = z.string().trim().min(1).max(procedureLimits.labelCharsMax);
const phrases = z.array(Phrase).max(packLimits.proceduresMax);
const Reference = ProcedureGroup.shape.id;

/** `procedures/<id>.json`. */
export const ProcedureFile = z.strictObject({
  ...procedureFacts,
  /** Place in the list, smallest first. */
  order: z.number().int().min(0).max(10_000),
  group: Reference,
  laws: z.array(Reference).min(1).max(procedureLimits.listMax),
  sources: z.array(Reference).min(1).max(procedureLimits.listMax),
  search: z.strictObject({
    /** What people call it, and what they say when they need it. */
    keywords: z.array(Phrase).min(1).max(procedureLimits.keywordsMax),
    oldTerms: z.array(Phrase).max(procedureLimits.listMax),
  }),
});
export type Procedure = z.infer<typeof ProcedureFile>;

/** `forms/<slug>.json`. */
export const FormFile = FormDefinition;

/** `laws.json`, `sources.json`, `procedure-groups.json`: of the same id, the pack's own stands in place of an included one. */
export const LawsFile = z.strictObject({ laws: z.array(Law).max(packLimits.proceduresMax) });
export const SourcesFile = z.strictObject({ sources: z.array(Source).max(packLimits.proceduresMax) });
export const GroupsFile = z.strictObject({ groups: z.array(ProcedureGroup).max(packLimits.linksMax) });

const IntentWords = z.strictObject({ say: phrases, alone: phrases, unless: phrases });

/** `search-words.json`: how people of the place ask (see SearchWords). */
export const SearchWordsFile = z.strictObject({
  synonyms: z.array(z.strictObject({ say: phrases.min(1), means: Phrase })).max(packLimits.proceduresMax),
  subjects: z
    .array(
      z.strictObject({ say: phrases.min(1), about: z.array(Reference).min(1).max(procedureLimits.listMax) }),
    )
    .max(packLimits.proceduresMax),
  stopWords: phrases,
  weakWords: phrases,
  elsewhere: phrases,
  intents: z.strictObject({ tip: IntentWords, hotline: IntentWords }),
});
