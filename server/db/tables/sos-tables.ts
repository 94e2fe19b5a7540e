import type { HistoryColumns } from './history-columns.ts';

/** Alerts, and who is on duty for them. */
export type SosTables = {
  sos_alerts: SosAlertsTable;
  sos_units: SosUnitsTable;
  sos_history: SosHistoryTable;
  sos_words: SosWordsTable;
  sos_positions: SosPositionsTable;
  sos_steps: SosStepsTable;
  rosters: RostersTable;
};

export type SosAlertsTable = {
  id: string;
  unit_id: string;
  pack_id: string;
  status: string;
  /** 1 while it is neither closed nor cancelled. */
  open: number;
  situation: string | null;
  /** app | chat */
  source: string;
  /** 1 when its network sends more alerts than one person would. */
  flagged: number;
  /** The best fix; degrees WGS 84, plain by decision (promise 8). */
  lat: number | null;
  lng: number | null;
  accuracy_m: number | null;
  fix_at: string | null;
  created_at: string;
  acknowledge_by: string;
  forwarded_at: string | null;
  acknowledged_at: string | null;
  acknowledged_unit_id: string | null;
  acknowledged_staff_id: string | null;
  dispatched_at: string | null;
  closed_at: string | null;
  close_reason: string | null;
  cancelled_at: string | null;
  receipt_digest: string;
  key_version: string;
  history_head: string;
  history_sequence: number;
  version: number;
  updated_at: string;
  erased_at: string | null;
};

/** Whose officers have an alert, or get it. */
export type SosUnitsTable = {
  sos_id: string;
  unit_id: string;
  /** own | climbed */
  reach: string;
  since: string;
  forwarded_at: string | null;
  /** Where they were told it is, and up to which entry of the history they know. */
  told_lat: number | null;
  told_lng: number | null;
  told_accuracy_m: number | null;
  told_sequence: number;
  /** The outbox message that last told them what changed. */
  news_id: string | null;
  news_count: number;
  news_at: string | null;
};

export type SosHistoryTable = HistoryColumns & { sos_id: string };

/** What came with an entry of an alert's history: words, a phone, an address. Sealed; may be erased. */
export type SosWordsTable = { sos_id: string; sequence: number; sealed: string };

export type SosPositionsTable = {
  sos_id: string;
  /** When the phone measured it. */
  at: string;
  lat: number;
  lng: number;
  accuracy_m: number | null;
  received_at: string;
};

/** What happens while nobody takes an alert up. */
export type SosStepsTable = {
  sos_id: string;
  /** commander | parent | everyone */
  step: string;
  due_at: string;
  /** waiting | done | void */
  state: string;
  done_at: string | null;
};

/** A unit's duty roster, once somebody has changed what the content pack has. */
export type RostersTable = {
  unit_id: string;
  version: number;
  /** JSON (contract/roster.ts): roles and phones, no names. */
  roster: string;
  staff_id: string;
  updated_at: string;
};
