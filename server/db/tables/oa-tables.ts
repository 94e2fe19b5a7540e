/** The OAs: how they are connected, what Zalo told us, who writes to them and what the assistant said. */
export type OaTables = {
  oa_connections: OaConnectionsTable;
  officer_bindings: OfficerBindingsTable;
  webhook_events: WebhookEventsTable;
  oa_hearings: OaHearingsTable;
  oa_users: OaUsersTable;
  oa_consents: OaConsentsTable;
  chat_conversations: ChatConversationsTable;
  chat_answers: ChatAnswersTable;
  chat_words: ChatWordsTable;
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
  /** When the assistant got it back last. */
  given_back_at: string | null;
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
