import type { Generated } from 'kysely';
import type { HistoryColumns } from './history-columns.ts';

/** Procedures as they were edited, and news: the desk’s tables and the people’s. */
export type ContentTables = {
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

export type ArticleHistoryTable = HistoryColumns & {
  article_id: string;
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

/** The pictures that anybody may see. */
export type PublishedPhotosTable = { photo_id: string; article_id: string };

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
