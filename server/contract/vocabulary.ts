/**
 * The words both sides share. Plain constants without zod, so that the Mini App's first screen can import them for free.
 * The meaning of each word is in ARCHITECTURE.md (vocabulary).
 */

/** The sender's own view of what the tip is; never refused because of the category. */
export const tipKinds = ['crime', 'feedback', 'petition'] as const;
export type TipKind = (typeof tipKinds)[number];

export const tipStatuses = [
  'received',
  'acknowledged',
  'in_progress',
  'waiting_citizen',
  'transferred',
  'escalated',
  'answered',
  'closed',
  'declined',
] as const;
export type TipStatus = (typeof tipStatuses)[number];

/** What can happen to a tip and its sender is shown. The sender's own are received, message_citizen, rated, reopened. */
export const tipEvents = [
  'received',
  'acknowledged',
  /** The unit asks the sender; the question is a message. */
  'asked',
  'message_citizen',
  'message_unit',
  /** Another unit or a person is to work on it; the unit that has it keeps it. */
  'assigned',
  'transferred',
  'escalated',
  'reclassified',
  /** The unit's answer; it is a message. */
  'answered',
  'rated',
  'reopened',
  'closed',
  'declined',
] as const;
export type TipEvent = (typeof tipEvents)[number];

/** An entry of a tip's history is one of these. What `tipEvents` does not have stays among the staff. */
export const deskTipEvents = [
  ...tipEvents,
  'noted',
  'reply_drafted',
  'reply_sent_back',
  /** The clock told the unit that nobody has taken it up. */
  'reminded',
] as const;
export type DeskTipEvent = (typeof deskTipEvents)[number];

/** Who works for a unit: officer (trực ban), commander (chỉ huy), editor (biên tập), administrator. */
export const staffRoles = ['officer', 'commander', 'editor', 'admin'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** What a key of a staff member may be used for; never for more than the member's role has. */
export const staffScopes = ['read', 'act', 'approve', 'manage', 'edit'] as const;
export type StaffScope = (typeof staffScopes)[number];

export const staffStates = ['active', 'disabled'] as const;
export type StaffState = (typeof staffStates)[number];

/** What waits for a commander: a drafted reply, or a sender who was not content with an answer. */
export const tipAttentions = ['reply_to_approve', 'low_rating'] as const;
export type TipAttention = (typeof tipAttentions)[number];

/** How far the work on a tip has come: nobody has taken it up, somebody works on it, it is over. */
export const deskStages = ['waiting', 'working', 'over'] as const;
export type DeskStage = (typeof deskStages)[number];

/** Of a message to officers: passed on to the next destination, folded into a digest, parked where a person has to act. */
export const deliveryStates = ['waiting', 'claimed', 'sent', 'passed', 'folded', 'parked'] as const;

/** Whether a unit's own system is told what happens to its tips. */
export const webhookStates = ['active', 'disabled'] as const;
/** An administrator switched it off; nothing got through for days; it answered 410, which says never again. */
export const webhookDisabledReasons = ['person', 'failing', 'gone'] as const;
export type WebhookDisabledReason = (typeof webhookDisabledReasons)[number];

/** What `DELETE /api/me` removes. */
export const erasedThings = [
  'zalo_id',
  'sessions',
  'tip_links',
  'contacts',
  'chats',
  'staff_binding',
] as const;

/** Why the contact of a tip stays after `DELETE /api/me`: a report of a crime that is still being handled. */
export const keptReasons = ['crime_in_handling'] as const;

/** The copies of a photo that its sender can be shown. */
export const photoSizes = ['thumbnail', 'full'] as const;
export type PhotoSize = (typeof photoSizes)[number];

export const unitTypes = ['city', 'district', 'team', 'ward'] as const;

/** How sure we are that a point lies in one ward (design promise 3). */
export const certainties = ['inside', 'near_border', 'outside'] as const;
export type Certainty = (typeof certainties)[number];

/** How pressing a category of tips is by nature; the screen puts the emergency numbers first accordingly. */
export const urgencies = ['emergency', 'high', 'normal', 'low'] as const;

/** How much of a former unit an heir took over: all of it, the greater rest, or a smaller part (resolution 1685/NQ-UBTVQH15). */
export const heirShares = ['whole', 'rest', 'part'] as const;
export type HeirShare = (typeof heirShares)[number];

/** Where an alert (tin cứu giúp) has got to. */
export const sosStatuses = [
  /** On our disk; no group has it yet. */
  'stored',
  /** A group of officers has it, nobody has taken it up. */
  'forwarded',
  'acknowledged',
  /** Somebody is on the way. */
  'dispatched',
  'closed',
  /** Taken back by who sent it. */
  'cancelled',
] as const;
export type SosStatus = (typeof sosStatuses)[number];

/** What happens, as the picture buttons have it. */
export const sosSituations = [
  'attacked',
  'robbery',
  'fire',
  'accident',
  'domestic_violence',
  'missing_child',
  'other',
] as const;
export type SosSituation = (typeof sosSituations)[number];

/** Why an officer closed an alert: dealt with, nothing to it, a trial, given to somebody outside this portal. */
export const sosCloseReasons = ['resolved', 'false_alarm', 'test', 'handed_over'] as const;
export type SosCloseReason = (typeof sosCloseReasons)[number];

/** Who hears of an alert that nobody has taken up, after one, two and three minutes (promise 5). */
export const sosSteps = ['commander', 'parent', 'everyone'] as const;
export type SosStep = (typeof sosSteps)[number];

/** What can happen to an alert; `updated`: its sender added or corrected words. Positions are no events. */
export const sosEvents = [
  'created',
  'updated',
  'forwarded',
  'climbed',
  'acknowledged',
  'dispatched',
  'closed',
  'cancelled',
] as const;
export type SosEvent = (typeof sosEvents)[number];

/** How far the newest version of an article is; what the people see is the published one, until another is published or it is withdrawn. */
export const articleStates = [
  'draft',
  'submitted',
  /** A commander who wrote nothing of it has read it. */
  'approved',
  'scheduled',
  'published',
  /** For good. */
  'withdrawn',
] as const;
export type ArticleState = (typeof articleStates)[number];

export const articleActs = [
  /** Of what is published: begins a correction. */
  'edit',
  'submit',
  'approve',
  'send-back',
  'publish',
  /** Drops a correction; what is published stays. */
  'discard',
  'withdraw',
  'oa-article',
  'broadcast',
] as const;
export type ArticleAct = (typeof articleActs)[number];

export const articleEvents = [
  'created',
  /** A new version was begun. */
  'edited',
  'submitted',
  'sent_back',
  'approved',
  'scheduled',
  'published',
  'corrected',
  'discarded',
  'withdrawn',
  'sent_to_oa',
  'broadcast',
] as const;
export type ArticleEvent = (typeof articleEvents)[number];

/** What goes to Zalo: an article of the OA, its correction, its removal; a broadcast to all followers. */
export const articleDeliveryKinds = ['create', 'update', 'remove', 'broadcast'] as const;
export type ArticleDeliveryKind = (typeof articleDeliveryKinds)[number];
