/** The groups that a unit's OA has; one without a group for emergencies gets those in its duty group. */
export type OfficersGroup = 'duty' | 'sos';

/** What forwarding asks of Zalo's side. */
export type ZaloSender = {
  sendGroupText(unitId: string, group: OfficersGroup, text: string): Promise<SendOutcome>;
  sendGroupPhoto(unitId: string, group: OfficersGroup, photo: GroupPhoto): Promise<SendOutcome>;
  findInGroup(unitId: string, group: OfficersGroup, needle: string, since: Date): Promise<FindOutcome>;
  sendChatText(unitId: string, userId: string, text: string): Promise<ChatOutcome>;
  findInChat(unitId: string, userId: string, needle: string, since: Date): Promise<FindOutcome>;
};

export type GroupPhoto = { jpeg: Uint8Array; fileName: string; caption: string };

export type SendOutcome =
  | { kind: 'sent'; messageId: string }
  | { kind: 'retry'; afterMs: number | null; reason: string }
  | { kind: 'unknown'; reason: string }
  | { kind: 'permanent'; reason: string }
  | { kind: 'human'; reason: string };

/** person: it is about this person alone. */
export type ChatOutcome =
  | SendOutcome
  | { kind: 'person'; problem: 'unreachable' | 'window_closed' | 'quota'; reason: string };

export type FindOutcome =
  | { kind: 'found'; messageId: string }
  | { kind: 'absent' }
  /** `needsPerson`: no waiting mends it. */
  | { kind: 'failed'; reason: string; needsPerson: boolean };

/** An officer who may be written to 1-1 now. */
export type ReachableOfficer = { id: string; oaUserId: string };

/** The officers of a unit who are bound to its OA. */
export type OfficerDirectory<Officer extends ReachableOfficer = ReachableOfficer> = {
  listReachable(unitId: string, now: Date): Promise<Officer[]>;
  markRefused(
    officer: Officer,
    state: 'unreachable' | 'window_closed',
    reason: string,
    now: Date,
  ): Promise<void>;
};
