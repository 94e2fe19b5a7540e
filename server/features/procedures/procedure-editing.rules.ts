import type { EditingAct } from '#contract/staff-procedures.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { Track } from './procedure-version.store.ts';

/**
 * Whose a track is: the shared content belongs to the unit at the top (the law is the same at every counter), a note to its unit and
 * those above it.
 */
export function isOwn(actor: StaffActor, { unitId }: Track, tree: UnitTree, rootId: string): boolean {
  return unitId === null ? actor.unitId === rootId : tree.isWithin(unitId, actor.unitId);
}

/**
 * Whether the actor may open the track for editing. Every editor may propose a change of the shared content, because mistakes show at
 * the counter; of a note, only its own people.
 */
export function mayOpen(actor: StaffActor, track: Track, tree: UnitTree): boolean {
  return track.unitId === null || tree.isWithin(track.unitId, actor.unitId);
}

/**
 * What the actor may do now. Nobody decides on their own proposal (promise 9), but whoever made one may take it back. `proposedBy`: of
 * the proposal that waits; null: none does.
 */
export function editingActsOf(
  actor: StaffActor,
  { isOwn: isTheirs, proposedBy }: { isOwn: boolean; proposedBy: string | null },
): EditingAct[] {
  if (proposedBy === null) return ['propose'];
  if (proposedBy === actor.id) return ['propose', 'send-back'];
  return isTheirs ? ['propose', 'publish', 'send-back'] : ['propose'];
}
