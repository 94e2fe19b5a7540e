import type { DestinationKind } from '../../../content/pack.schema.ts';
import type { OfficersGroup } from './zalo-sender.ts';

/** Where a message has been refused, and why: a short code. */
export type Refusal = { via: DestinationKind; reason: string };

/** A unit as forwarding knows it. */
export type ForwardingUnit = {
  id: string;
  name: string;
  parentId: string | null;
  /** Tried one after the other. */
  destinations: readonly DestinationKind[];
};

/** Where to after these refusals; null at the chain's end. */
export function nextDestination(unit: ForwardingUnit, refusals: readonly Refusal[]): DestinationKind | null {
  const open = unit.destinations.filter((via) => via !== 'parent-group' || unit.parentId !== null);
  return open.find((via) => !refusals.some((refusal) => refusal.via === via)) ?? null;
}

/**
 * The destination's name, and the stream in whose order it goes: all that is written into one group stands in one stream, whichever
 * unit it is about.
 */
export function addressOf(
  unit: Pick<ForwardingUnit, 'id' | 'parentId'>,
  via: DestinationKind,
  group: OfficersGroup = 'duty',
): { destination: string; stream: string } {
  switch (via) {
    case 'oa-group':
      return { destination: groupName(unit.id, group), stream: groupName(unit.id, group) };
    case 'oa-officers':
      return { destination: `oa-officers:${unit.id}`, stream: `oa-officers:${unit.id}` };
    case 'parent-group':
      return {
        destination: `parent-group:${unit.parentId ?? ''}:${unit.id}`,
        stream: groupName(unit.parentId ?? '', group),
      };
  }
}

/** Whose OA a message goes through. */
export function groupUnitId(unit: Pick<ForwardingUnit, 'id' | 'parentId'>, via: DestinationKind): string {
  return via === 'parent-group' && unit.parentId !== null ? unit.parentId : unit.id;
}

const groupName = (unitId: string, group: OfficersGroup): string => `oa-group:${unitId}:${group}`;
