import type { StaffRole, StaffScope } from '#contract/vocabulary.ts';
import type { UnitTree } from './unit-tree.rules.ts';

/** A staff member as their credential shows them. */
export type StaffActor = {
  id: string;
  name: string;
  role: StaffRole;
  /** Their rights reach this unit and everything below it. */
  unitId: string;
  /** What this credential may be used for. */
  scopes: readonly StaffScope[];
  /** The browser's session that it came by; missing: a key, or a Zalo identity. */
  sessionId?: string;
};

/** What a role is there for. An administrator keeps the staff and reads no tip; an editor has neither, and keeps what people read. */
const scopesOfRole: Readonly<Record<StaffRole, readonly StaffScope[]>> = {
  officer: ['read', 'act'],
  commander: ['read', 'act', 'approve', 'edit'],
  editor: ['edit'],
  admin: ['manage'],
};

/** All that a role may do, narrowed to `wished` where something is wished for. */
export function scopesFor(role: StaffRole, wished?: readonly StaffScope[]): StaffScope[] {
  return scopesOfRole[role].filter((scope) => wished === undefined || wished.includes(scope));
}

/** How a unit has access to a tip; null: it knows nothing of it. */
export type UnitAccess = { works: boolean } | null;

/** What of a tip decides who may do what. */
export type GuardedTip = {
  /** The unit that has it. */
  unitId: string;
  isRestricted: boolean;
  /** The access of the actor's own unit, which has one through every unit below it. */
  access: UnitAccess;
  /** The actor is named on it. */
  isNamed: boolean;
};

/**
 * Promise 11: an officer sees what their unit and its children received and what was transferred or escalated to them; a restricted
 * tip is read by the commander and by those who are named on it. Nobody else sees that it exists.
 */
export function maySee(actor: StaffActor, tip: GuardedTip): boolean {
  if (!actor.scopes.includes('read') || tip.access === null) return false;
  return !tip.isRestricted || actor.role === 'commander' || tip.isNamed;
}

/** Whether the actor may make a move of this reach (tip-moves.rules.ts) on a tip that they see. */
export function mayMove(
  actor: StaffActor,
  tip: GuardedTip,
  move: { by: readonly string[]; reach: 'working' | 'holding' | 'seeing' },
  tree: UnitTree,
): boolean {
  if (!move.by.includes(actor.role) || !maySee(actor, tip)) return false;
  const isForCommanders = !move.by.includes('officer');
  if (!actor.scopes.includes(isForCommanders ? 'approve' : 'act')) return false;
  switch (move.reach) {
    case 'seeing':
      return true;
    case 'working':
      return tip.access?.works === true;
    case 'holding':
      return tree.isWithin(tip.unitId, actor.unitId);
  }
}

/** Who sent it is shown to those that work on it. */
export function maySeeContact(actor: StaffActor, tip: GuardedTip): boolean {
  return maySee(actor, tip) && tip.access?.works === true;
}
