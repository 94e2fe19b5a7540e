import * as z from 'zod';
import {
  FormDefinition,
  Law,
  ProcedureGroup,
  ProcedureRecord,
  SearchWordsRecord,
  Source,
} from '#contract/procedures.ts';
import { packLimits } from './pack.schema.ts';

/** The files about procedures, one schema each; beside a pack's other files they may come from the folders it includes. */

/** `procedures/<id>.json`. */
export const ProcedureFile = ProcedureRecord;
export type Procedure = ProcedureRecord;

/** `forms/<slug>.json`. */
export const FormFile = FormDefinition;

/** `laws.json`, `sources.json`, `procedure-groups.json`: of the same id, the pack's own stands in place of an included one. */
export const LawsFile = z.strictObject({ laws: z.array(Law).max(packLimits.proceduresMax) });
export const SourcesFile = z.strictObject({ sources: z.array(Source).max(packLimits.proceduresMax) });
export const GroupsFile = z.strictObject({ groups: z.array(ProcedureGroup).max(packLimits.linksMax) });

/** `search-words.json`. */
export const SearchWordsFile = SearchWordsRecord;
