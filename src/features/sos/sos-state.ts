import type { SosReceipt, SosView } from '#contract/sos.ts';
import type { SosSituation } from '#contract/vocabulary.ts';
import type { Position } from '../../platform/platform.ts';
import type { KeptAlert } from './kept-alert.ts';

/** Where the person's alert has got to, as far as this phone knows. */
export type SosState =
  /** Nothing is under way. `isTakenBack`: one was stopped within its window, and nothing of it left. */
  | { kind: 'ready'; isTakenBack: boolean }
  /** The button was let go; it leaves at `leavesAtMs` unless it is taken back. */
  | { kind: 'window'; draft: SosDraft; leavesAtMs: number }
  /** On its way. `failures`: tries that brought no answer; it is tried again by itself. */
  | { kind: 'leaving'; alert: KeptAlert; failures: number }
  /** Found on the phone, unsent, from too long ago to leave by itself. */
  | { kind: 'unsent'; alert: KeptAlert }
  /** The server has it. `isLost`: nobody could be asked since `seenAt`, so that the view may be old. */
  | {
      kind: 'open';
      alert: KeptAlert;
      view: SosView;
      isLost: boolean;
      seenAt: string;
      remark: OpenRemark | null;
    }
  /** Closed or taken back, or (`isUnknown`) the server does not know it any more. */
  | { kind: 'over'; view: SosView; isUnknown: boolean };

/** What came of something the person did to an open alert. */
export type OpenRemark =
  | { kind: 'cancel-failed' }
  | { kind: 'adding' }
  | { kind: 'added' }
  | { kind: 'adding-waits' }
  | { kind: 'adding-refused'; reason: string };

/** What the phone says about where it is. `best` is what would be sent. */
export type SosPlaceState = {
  search: 'off' | 'asking' | 'found' | 'declined' | 'unavailable';
  best: Position | null;
};

/** What the person has chosen before the alert leaves. */
export type SosDraft = { unitId: string | null; situation: SosSituation | null };

/** What is known the moment the 201 is there, until the first view comes. */
export const viewOfReceipt = (sent: SosReceipt, alert: KeptAlert): SosView => ({
  id: sent.id,
  code: sent.code,
  status: 'stored',
  version: -1,
  situation: alert.body.situation ?? null,
  unit: sent.unit,
  otherUnits: sent.otherUnits,
  hotlines: sent.hotlines,
  createdAt: sent.createdAt,
  acknowledgeBy: sent.acknowledgeBy,
  forwardedAt: null,
  forwardedTo: [],
  climbs: [],
  acknowledgedAt: null,
  acknowledgedBy: null,
  dispatchedAt: null,
  closedAt: null,
  closeReason: null,
  cancelledAt: null,
  place: null,
  address: null,
  can: { cancel: true, sendPositions: true, update: true },
});
