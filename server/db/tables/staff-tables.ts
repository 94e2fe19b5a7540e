/** The staff, their keys, identities and browsers. */
export type StaffTables = {
  staff_members: StaffMembersTable;
  staff_keys: StaffKeysTable;
  staff_bindings: StaffBindingsTable;
  staff_binding_codes: StaffBindingCodesTable;
  staff_oa_users: StaffOaUsersTable;
  staff_sessions: StaffSessionsTable;
};

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
