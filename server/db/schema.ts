import type { CitizensTables } from './tables/citizen-tables.ts';
import type { ContentTables } from './tables/content-tables.ts';
import type { OaTables } from './tables/oa-tables.ts';
import type { SendingTables } from './tables/sending-tables.ts';
import type { SosTables } from './tables/sos-tables.ts';
import type { StaffTables } from './tables/staff-tables.ts';
import type { TipsTables } from './tables/tip-tables.ts';
import type { UpkeepTables } from './tables/upkeep-tables.ts';

/**
 * Tables as both engines hold them (style: ids, instants and JSON are text, booleans integers 0/1). The drivers then give the
 * same values on SQLite and PostgreSQL. Only the store of the owning feature names a table's columns.
 */
export type Schema = TipsTables &
  StaffTables &
  CitizensTables &
  SosTables &
  SendingTables &
  OaTables &
  ContentTables &
  UpkeepTables;
