import type { HistoryColumns } from './history-columns.ts';

/** Tips: what was sent, what became of it, who may see it, which clocks run. */
export type TipsTables = {
  tips: TipsTable;
  tip_words: TipWordsTable;
  tip_contacts: TipContactsTable;
  tip_history: TipHistoryTable;
  tip_entry_words: TipEntryWordsTable;
  tip_owners: TipOwnersTable;
  tip_access: TipAccessTable;
  tip_people: TipPeopleTable;
  tip_times: TipTimesTable;
  sender_chats: SenderChatsTable;
  sender_chat_codes: SenderChatCodesTable;
  clock_steps: ClockStepsTable;
  photos: PhotosTable;
  idempotent_answers: IdempotentAnswersTable;
};

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

export type TipHistoryTable = HistoryColumns & { tip_id: string };

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

/** Who is named on a tip: they read it also when it is restricted. */
export type TipPeopleTable = { tip_id: string; staff_id: string; since: string };

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
