import type { Generated } from 'kysely';

/**
 * Tables as both engines hold them (style: ids, instants and JSON are text, booleans integers 0/1). The drivers then give the
 * same values on SQLite and PostgreSQL. Only the store of the owning feature names a table's columns.
 */
export type Schema = {
  meta: MetaTable;
  tips: TipsTable;
  tip_words: TipWordsTable;
  tip_contacts: TipContactsTable;
  tip_history: TipHistoryTable;
  tip_entry_words: TipEntryWordsTable;
  tip_owners: TipOwnersTable;
  tip_access: TipAccessTable;
  tip_people: TipPeopleTable;
  tip_times: TipTimesTable;
  staff_members: StaffMembersTable;
  staff_keys: StaffKeysTable;
  staff_bindings: StaffBindingsTable;
  staff_binding_codes: StaffBindingCodesTable;
  staff_oa_users: StaffOaUsersTable;
  staff_sessions: StaffSessionsTable;
  sender_chats: SenderChatsTable;
  sender_chat_codes: SenderChatCodesTable;
  clock_steps: ClockStepsTable;
  live_events: LiveEventsTable;
  limit_counts: LimitCountsTable;
  limit_hours: LimitHoursTable;
  form_links: FormLinksTable;
  sos_alerts: SosAlertsTable;
  sos_units: SosUnitsTable;
  sos_history: SosHistoryTable;
  sos_words: SosWordsTable;
  sos_positions: SosPositionsTable;
  sos_steps: SosStepsTable;
  rosters: RostersTable;
  citizens: CitizensTable;
  citizen_sessions: CitizenSessionsTable;
  photos: PhotosTable;
  idempotent_answers: IdempotentAnswersTable;
  outbox_messages: OutboxMessagesTable;
  webhook_endpoints: WebhookEndpointsTable;
  oa_connections: OaConnectionsTable;
  officer_bindings: OfficerBindingsTable;
  webhook_events: WebhookEventsTable;
  oa_hearings: OaHearingsTable;
  oa_users: OaUsersTable;
  oa_consents: OaConsentsTable;
  chat_conversations: ChatConversationsTable;
  chat_answers: ChatAnswersTable;
  chat_words: ChatWordsTable;
  procedure_tracks: ProcedureTracksTable;
  procedure_versions: ProcedureVersionsTable;
  articles: ArticlesTable;
  article_versions: ArticleVersionsTable;
  article_history: ArticleHistoryTable;
  published_articles: PublishedArticlesTable;
  published_words: PublishedWordsTable;
  published_photos: PublishedPhotosTable;
  documents: DocumentsTable;
  published_documents: PublishedDocumentsTable;
  published_search: PublishedSearchTable;
  published_terms: PublishedTermsTable;
  article_deliveries: ArticleDeliveriesTable;
  oa_broadcasts: OaBroadcastsTable;
  deletion_records: DeletionRecordsTable;
  retention_rounds: RetentionRoundsTable;
  secret_key_versions: SecretKeyVersionsTable;
  reseal_rounds: ResealRoundsTable;
};

/** The chat with a unit's OA in which a tip's sender wants the answers. */
export type SenderChatsTable = {
  tip_id: string;
  unit_id: string;
  oa_id: string;
  /** Keyed digest of the OA's id and the person's there. */
  user_digest: string;
  user_sealed: string;
  linked_at: string;
};

/** A code that waits to be sent to the OA; gone once it was. */
export type SenderChatCodesTable = { digest: string; tip_id: string; unit_id: string; expires_at: string };

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

/** Facts about the store itself, such as the content pack it belongs to. */
export type MetaTable = { key: string; value: string };

export type TipsTable = {
  id: string;
  code: string;
  kind: string;
  category: string;
  unit_id: string;
  /** The content pack whose unit ids these are: a ward's id outlives its boundary. */
  pack_id: string;
  status: string;
  anonymous: number;
  restricted: number;
  /** Degrees WGS 84; plain by decision (promise 8), for lists and maps. */
  lat: number | null;
  lng: number | null;
  accuracy_m: number | null;
  certainty: string;
  happened_at: string | null;
  created_at: string;
  acknowledge_by: string;
  consent_version: string;
  /** HMAC of the receipt under the key of `key_version`. */
  receipt_digest: string;
  key_version: string;
  /** MAC of the newest history entry: a tail that was cut shows (promise 9). */
  history_head: string;
  /** Number of the newest history entry. */
  history_sequence: number;
  /** The newest entry that the sender has seen. */
  seen_sequence: number;
  /** Of the tip itself, without those of later messages. */
  photo_count: number;
  updated_at: string;
  /** What waits for a commander; null: nothing. */
  attention: string | null;
  /** When its words, place and sender were erased by their period; null: not yet, or something came to it since. */
  erased_at: string | null;
};

/** What a person wrote, sealed; in a table of its own so that it may be erased and the chain stays valid. */
export type TipWordsTable = { tip_id: string; sealed: string };

/** `erase_at`: the sender asked for erasure, but the case keeps it until then. */
export type TipContactsTable = { tip_id: string; sealed: string; erase_at: string | null };

export type TipHistoryTable = {
  tip_id: string;
  sequence: number;
  at: string;
  event: string;
  actor: string;
  unit_id: string | null;
  /** JSON without personal text; personal text enters as a salted digest. */
  details: string;
  key_version: string;
  previous_mac: string;
  mac: string;
};

/** The words that came with a history entry: a message, an answer, what was written to a rating. Sealed; may be erased. */
export type TipEntryWordsTable = { tip_id: string; sequence: number; sealed: string };

/** Whose a named tip is; an anonymous one has no row. */
export type TipOwnersTable = { tip_id: string; citizen_id: string };

/**
 * Which unit sees which tip, with a row also for every unit above: the list of a unit is one stretch of one index. Written in the
 * transaction that gives the tip to a unit.
 */
export type TipAccessTable = {
  tip_id: string;
  unit_id: string;
  since: string;
  /** received | transferred | escalated | assigned; above: through a unit below it. */
  why: string;
  /** 1 where the unit may act, not only see. */
  works: number;
  /** Where the tip stands in the unit's list, the most pressing first (tip-access.rules.ts). */
  desk_order: string;
  /** Of the tip, beside the order: what a list is narrowed by is found in an index of this table alone. */
  status: string;
  category: string;
  attention: string | null;
};

/** What reports count of a tip, made of its history (tip-times.rules.ts). */
export type TipTimesTable = {
  received_at: string;
  tip_id: string;
  unit_id: string;
  category: string;
  acknowledged_at: string | null;
  answered_at: string | null;
  transferred_at: string | null;
  reopened_at: string | null;
  declined_at: string | null;
  rated_at: string | null;
  stars: number | null;
  reclassified_at: string | null;
};

/** Who is named on a tip: they read it also when it is restricted. */
export type TipPeopleTable = { tip_id: string; staff_id: string; since: string };

export type StaffMembersTable = {
  id: string;
  name_sealed: string;
  role: string;
  unit_id: string;
  /** active | disabled */
  state: string;
  created_at: string;
  updated_at: string;
  /** When the name was erased of somebody who no longer works here. */
  erased_at: string | null;
};

export type StaffKeysTable = {
  id: string;
  staff_id: string;
  /** Keyed digest of the key, which is shown once and not stored. */
  digest: string;
  label: string;
  /** JSON array. */
  scopes: string;
  created_at: string;
  expires_at: string;
  /** A day; not when exactly. */
  last_used_on: string | null;
  revoked_at: string | null;
};

/** Which Zalo identity, as our Zalo App knows it, is which member of the staff: one each. */
export type StaffBindingsTable = {
  id: string;
  staff_id: string;
  /** Keyed, to find the row by the identity. */
  zalo_id_digest: string;
  zalo_id_sealed: string;
  created_at: string;
};

/** A code that waits to be typed by the member it is for; gone once it was. */
export type StaffBindingCodesTable = { digest: string; staff_id: string; expires_at: string };

/** A member of the staff as a unit's OA knows them: learnt from its webhook. */
export type StaffOaUsersTable = {
  unit_id: string;
  oa_user_digest: string;
  oa_user_sealed: string;
  staff_id: string;
  seen_at: string;
};

/** A browser that shows a code, and since it was confirmed, one in which a member has the desk open. */
export type StaffSessionsTable = {
  id: string;
  /** Keyed digest of what the browser keeps. */
  secret_digest: string;
  /** Null once it was confirmed. */
  code_digest: string | null;
  /** What the browser says it is. */
  label: string;
  created_at: string;
  code_expires_at: string;
  staff_id: string | null;
  confirmed_at: string | null;
  expires_at: string | null;
  /** A day; not when exactly. */
  last_used_on: string | null;
  revoked_at: string | null;
};

/** What happens when nobody takes a tip up: one row for each step of each clock that was started for it. */
export type ClockStepsTable = {
  tip_id: string;
  /** From 1; a transfer or a reopening starts another. */
  round: number;
  /** remind | commander | parent */
  step: string;
  /** Whose clock it is. */
  unit_id: string;
  started_at: string;
  due_at: string;
  /** waiting | done | late | void */
  state: string;
  done_at: string | null;
  /** The outbox message that tells of it. */
  notice_id: string | null;
};

/** How often a subject was counted in one step of a window by all servers together; PostgreSQL alone. */
export type LimitCountsTable = { digest: string; step: number; count: number; expires_at: string };

/** The key of an hour under which subjects are counted; PostgreSQL alone. */
export type LimitHoursTable = { hour: number; key_sealed: string };

/** A filled form until its link is used or over, locked under that link; PostgreSQL alone. */
export type FormLinksTable = { token_digest: string; file_locked: string; expires_at: string };

/** What open screens are told of (server/live); the engine gives the numbers. */
export type LiveEventsTable = {
  id: Generated<number>;
  channel: string;
  kind: string;
  /** JSON without anything personal. */
  data: string;
  at: string;
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

export type SosHistoryTable = {
  sos_id: string;
  sequence: number;
  at: string;
  event: string;
  actor: string;
  unit_id: string | null;
  /** JSON without personal text; personal text enters as a salted digest. */
  details: string;
  key_version: string;
  previous_mac: string;
  mac: string;
};

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

/** A person as Zalo vouches for them: the id and nothing else of their profile. */
export type CitizensTable = {
  id: string;
  /** Keyed, under the key of `key_version`: to find the row again. */
  zalo_id_digest: string;
  zalo_id_sealed: string;
  key_version: string;
  created_at: string;
};

export type CitizenSessionsTable = {
  /** Keyed digest of the token, which is shown once and not stored. */
  token_digest: string;
  citizen_id: string;
  created_at: string;
  last_used_at: string;
  expires_at: string;
};

export type PhotosTable = {
  id: string;
  tip_id: string | null;
  /** The article that shows it, or a version of it did: such a photo has no tip and is not swept. */
  article_id: string | null;
  /** The history entry it came with: 1 is the tip itself. Null while it waits. */
  entry_sequence: number | null;
  position: number | null;
  width: number;
  height: number;
  bytes: number;
  zalo_bytes: number;
  created_at: string;
};

/** One row per accepted Idempotency-Key; the receipt is not in the answer, a replay computes it anew (design 2). */
export type IdempotentAnswersTable = {
  key_digest: string;
  operation: string;
  body_digest: string;
  answer: string;
  key_version: string;
  created_at: string;
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

export type OaConnectionsTable = {
  unit_id: string;
  oa_id: string;
  /** connected | needs_reconnect | paused */
  state: string;
  state_reason: string | null;
  /** v3 | v2: which message endpoint this OA's type answers on (zalo/server.md 0.1). */
  profile: string;
  /** The same for 1-1 messages: an OA may have its groups on one and its chats on the other. */
  chat_profile: string;
  /** Sealed JSON of the token pair and, for audit, the one before. */
  tokens_sealed: string;
  token_expires_at: string;
  refresh_claimed_by: string | null;
  refresh_claimed_until: string | null;
  duty_group_id: string | null;
  sos_group_id: string | null;
  updated_at: string;
  /** JSON of what Zalo said of the OA when it was last asked. */
  capabilities: string | null;
  probed_at: string | null;
};

/** An officer as a unit's OA knows them; ids are scoped to the OA. */
export type OfficerBindingsTable = {
  id: string;
  unit_id: string;
  /** Keyed, to find the row by the id of a webhook. */
  oa_user_digest: string;
  oa_user_sealed: string;
  /** active | window_closed | unreachable */
  state: string;
  state_reason: string | null;
  last_interaction_at: string | null;
  updated_at: string;
};

/** What Zalo told us (server/webhooks). The body is erased once the event took effect; the row keeps it from happening twice. */
export type WebhookEventsTable = {
  /** UUIDv7: the order of arrival. */
  id: string;
  /** Keyed digest of what makes two arrivals the same event. */
  event_key: string;
  /** oa | mini_app | look: found by reading conversations back. */
  source: string;
  /** Zalo's name of the event. */
  name: string;
  oa_id: string | null;
  /** Keyed, of the person as the OA knows them: their events go one after the other. */
  person_digest: string | null;
  /** Keyed, of the person as our Zalo App knows them. */
  app_person_digest: string | null;
  /** By Zalo's clock. */
  event_at: string;
  received_at: string;
  sealed: string | null;
  /** waiting | done | failed */
  state: string;
  attempts: number;
  not_before: string;
  last_failure: string | null;
  finished_at: string | null;
};

/** When an OA was last heard from, and how far its conversations were read back. */
export type OaHearingsTable = {
  oa_id: string;
  heard_at: string | null;
  looked_until: string | null;
  /** Reading back found what no webhook had brought. */
  missed_at: string | null;
  look_claimed_until: string | null;
};

/** People as one OA knows them: who may be written to, and until when. */
export type OaUsersTable = {
  id: string;
  oa_id: string;
  user_digest: string;
  user_sealed: string;
  /** Keyed, of the same person as our Zalo App knows them. */
  app_user_digest: string | null;
  /** unknown | following | unfollowed */
  follow_state: string;
  /** When that became so, by Zalo's clock. */
  follow_at: string | null;
  /** Why Zalo took no message for this person: a short code. Null: nothing known against it. */
  refusal: string | null;
  refused_at: string | null;
  interacted_at: string | null;
  /** Messages sent since then, within the free hours and after them. */
  sent_free: number;
  sent_paid: number;
  updated_at: string;
};

/** Consent links that were given out for an OA; each is good once. */
export type OaConsentsTable = {
  state_digest: string;
  unit_id: string;
  staff_id: string;
  /** Of PKCE. */
  verifier_sealed: string;
  /** 1: another OA may take the place of the unit's present one. */
  may_replace: number;
  expires_at: string;
  used_at: string | null;
};

/** What is edited apart: the shared content of a procedure (`unit_id` empty), or one unit's note to it. */
export type ProcedureTracksTable = {
  procedure_id: string;
  unit_id: string;
  /** Grows with everything that happens to it: what an editor has read is known by it. */
  change: number;
  latest_version: number;
  /** 0: none yet; the content pack's edition is in force. */
  published_version: number;
};

/** Versions are added and decided upon, never written anew. */
export type ProcedureVersionsTable = {
  procedure_id: string;
  unit_id: string;
  version: number;
  state: string;
  /** JSON: the whole procedure, or the unit's note (null: none any more). */
  content: string;
  /** Of the pack's edition at the time, so that a later change of the pack shows. */
  pack_digest: string;
  /** Why it is proposed. */
  remark: string | null;
  proposed_by: string;
  proposed_at: string;
  /** Who published it or sent it back. */
  decided_by: string | null;
  decided_at: string | null;
  decision_remark: string | null;
};

/** One citizen's chat with one OA; the words themselves stay at Zalo. */
export type ChatConversationsTable = {
  id: string;
  oa_id: string;
  unit_id: string;
  /** Keyed, to find the row by the id of a webhook. */
  user_digest: string;
  user_sealed: string;
  /** What the assistant remembers, JSON; null once it is forgotten. */
  state_sealed: string | null;
  state_expires_at: string | null;
  /** When the citizen did something last. */
  said_at: string | null;
  /** A flood is counted from then on. */
  burst_from: string | null;
  burst_count: number;
  /** People have it since; null: the assistant does. */
  handed_over_at: string | null;
  /** asked | misses | late | officer */
  handed_over_why: string | null;
  /** The assistant keeps quiet until then. */
  silent_until: string | null;
  /** The oldest message of the citizen that no person has answered. */
  waiting_since: string | null;
  /** When a person of the OA wrote last. */
  answered_at: string | null;
  /** The alert that was started from here last. */
  sos_id: string | null;
  sos_at: string | null;
  created_at: string;
  updated_at: string;
};

/** What the assistant says, until it is sent; the id is that of the outbox message. */
export type ChatAnswersTable = {
  id: string;
  conversation_id: string;
  answer_sealed: string;
  created_at: string;
};

/** What a citizen said in a chat, for the form of a tip; found by the digest of an id that the link carries. */
export type ChatWordsTable = {
  digest: string;
  conversation_id: string;
  words_sealed: string;
  expires_at: string;
};

/** An article, by how far its newest version is; what the people see of it is in `published_articles`. */
export type ArticlesTable = {
  id: string;
  unit_id: string;
  state: string;
  /** The newest. */
  version: number;
  /** 0: nothing of it is published. */
  published_version: number;
  /** When it was first published. */
  published_at: string | null;
  /** When it is to be, while it is scheduled. */
  publish_at: string | null;
  /** The same, or later when it could not be done then. */
  due_at: string | null;
  /** 1: an article of the unit's OA as well, once it is published; 2: also of those of the units below. */
  to_zalo: number;
  withdrawn_at: string | null;
  /** Grows with every change: what an editor has read is known by it. */
  revision: number;
  updated_by: string;
  updated_at: string;
  history_head: string;
  history_sequence: number;
};

export type ArticleVersionsTable = {
  article_id: string;
  version: number;
  category: string;
  title: string;
  summary: string;
  /** Markdown as it was written. */
  body: string;
  cover_photo_id: string | null;
  urgent_until: string | null;
  /** Why what was published is corrected. */
  correction: string | null;
  /** JSON array of staff ids: none of them approves it. */
  authors: string;
  written_at: string;
  /** 1 since it was submitted: it never changes again. */
  frozen: number;
  /** JSON array of its PDF files: id, name, bytes, digest. Null: none. */
  attachments: string | null;
};

export type ArticleHistoryTable = {
  article_id: string;
  sequence: number;
  at: string;
  event: string;
  actor: string;
  unit_id: string | null;
  details: string;
  key_version: string;
  previous_mac: string;
  mac: string;
  /** A remark or a reason, with the salt of its digest, as JSON; may be erased. */
  words: string | null;
};

/** What the people see: a row is there exactly while it is published. */
export type PublishedArticlesTable = {
  article_id: string;
  version: number;
  unit_id: string;
  category: string;
  title: string;
  summary: string;
  /** JSON: photo, its size in pixels, what is on it. */
  cover: string | null;
  published_at: string;
  corrected_at: string | null;
  correction: string | null;
  urgent_until: string | null;
  /** As in `article_versions`. */
  attachments: string | null;
};

/** The words of what is published, folded, each once, with a space before every one: its rows of `published_terms`. */
export type PublishedWordsTable = { article_id: string; words: string };

/** What is published and can be found by its words; made anew from the articles where it is missing. */
export type PublishedSearchTable = {
  nr: Generated<number>;
  article_id: string;
  unit_id: string;
  category: string;
  published_at: string;
};

export type PublishedTermsTable = {
  /** A word, folded. */
  term: string;
  /** Of `published_search`. */
  nr: number;
  /** Where it stands at best: title, summary or text. */
  weight: number;
  /** As it is written there, where that is with marks: keys of `markedKey`, a space around each. */
  forms: string;
};

/** A PDF that an article carries, or will: it waits until a draft names it. */
export type DocumentsTable = {
  id: string;
  article_id: string | null;
  bytes: number;
  /** Of the file before it was sealed. */
  sha256: string;
  created_at: string;
};

/** The documents that anybody may fetch. */
export type PublishedDocumentsTable = { document_id: string; article_id: string };

/** The pictures that anybody may see. */
export type PublishedPhotosTable = { photo_id: string; article_id: string };

/** What goes to Zalo of an article; how it stands is on the outbox message of this id. */
export type ArticleDeliveriesTable = {
  message_id: string;
  article_id: string;
  unit_id: string;
  kind: string;
  version: number;
  /** Null: the clock published it. */
  requested_by: string | null;
  requested_at: string;
};

/** When an OA's followers last got a broadcast. */
export type OaBroadcastsTable = { unit_id: string; last_at: string };

/** What was erased: kinds, counts and rules, chained as a history; its head lies in `meta`. */
export type DeletionRecordsTable = {
  sequence: number;
  at: string;
  /** period | request | revocation */
  event: string;
  actor: string;
  unit_id: string | null;
  details: string;
  key_version: string;
  previous_mac: string;
  mac: string;
};

/** When all that was due of a kind was last found erased. */
export type RetentionRoundsTable = { kind: string; looked_at: string };

/** Keys that the servers of this store have named to each other; the keys themselves are never in the store. */
export type SecretKeyVersionsTable = {
  version: string;
  /** Keyed digest by which a key is known that has the same name and is another. */
  proof: string;
  known_at: string;
  /** From then on new things are made with it, once every server has had time to learn it. */
  usable_from: string;
  /** Of a key that may be removed: its parts for digests and histories, sealed under a newer one. */
  parts_sealed: string | null;
};

/** How far what is sealed under older keys has been sealed anew under this version. */
export type ResealRoundsTable = {
  kind: string;
  version: string;
  examined: number;
  resealed: number;
  finished_at: string | null;
};
