/** Citizens who signed in, and what is kept of a form until its link is opened. */
export type CitizensTables = {
  citizens: CitizensTable;
  citizen_sessions: CitizenSessionsTable;
  form_links: FormLinksTable;
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

/** A filled form until its link is used or over, locked under that link; PostgreSQL alone. */
export type FormLinksTable = { token_digest: string; file_locked: string; expires_at: string };
