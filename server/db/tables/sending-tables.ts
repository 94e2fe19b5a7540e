import type { Generated } from 'kysely';

/** What goes out: to Zalo, to systems of the wards, to screens that are open. */
export type SendingTables = {
  outbox_messages: OutboxMessagesTable;
  webhook_endpoints: WebhookEndpointsTable;
  live_events: LiveEventsTable;
};

export type OutboxMessagesTable = {
  /** UUIDv7: the order of storing. */
  id: string;
  /** Where to, for people and metrics: "oa-group:tay-thanh:duty". */
  destination: string;
  /** Messages of one stream go one after the other, in order of id. */
  stream: string;
  /** 0 SOS, 1 tips, 2 all else: a lower lane goes first. */
  lane: number;
  topic: string;
  payload: string;
  state: string;
  attempts: number;
  last_attempt_at: string | null;
  /** 1 when the last attempt's outcome is unknown: look before sending again. */
  outcome_unknown: number;
  /** When the first attempt with an unknown outcome began: reading back starts there. */
  unknown_since: string | null;
  /** The digest in which this message goes, instead of by itself. */
  folded_into: string | null;
  not_before: string;
  claimed_by: string | null;
  claimed_until: string | null;
  last_failure: string | null;
  /** The receiving system's own id of the message. */
  external_id: string | null;
  created_at: string;
  finished_at: string | null;
};

/** Where a unit's own system is told of its tips. */
export type WebhookEndpointsTable = {
  id: string;
  unit_id: string;
  label: string;
  /** May hold a secret of the receiving system. */
  url_sealed: string;
  secret_sealed: string;
  /** Signs too until `previous_until`, so that the receiver can change over. */
  previous_secret_sealed: string | null;
  previous_until: string | null;
  /** 1: also hears that there are restricted tips. */
  takes_restricted: number;
  /** active · disabled */
  state: string;
  /** person · failing · gone; null while active. */
  disabled_because: string | null;
  created_by: string;
  created_at: string;
  last_success_at: string | null;
  last_failure_at: string | null;
  /** A short code such as "http 500". */
  last_failure: string | null;
  /** Since then nothing has got through. */
  failing_since: string | null;
};

/** What open screens are told of (server/live); the engine gives the numbers. */
export type LiveEventsTable = {
  id: Generated<number>;
  channel: string;
  kind: string;
  /** JSON without anything personal. */
  data: string;
  at: string;
};
