import type { Hotline } from '#contract/portal.ts';
import type { DeskSos, DeskSosItem, SosView } from '#contract/sos.ts';
import type { SosStep } from '#contract/vocabulary.ts';
import { isOpen, sosCode, statusAfter } from './sos.rules.ts';
import type { Sos } from './sos.store.ts';
import { latestWords, readDetails, type SosHistoryRow, type SosWords } from './sos-history.ts';
import type { SosUnit } from './sos-unit.store.ts';
import { ownUnits } from './sos-writer.ts';

/** An alert with all that is looked up beside it. */
export type SosFacts = {
  alert: Sos;
  /** In the order in which they got it. */
  units: readonly SosUnit[];
  words: ReadonlyMap<number, SosWords> | undefined;
  climbs: readonly { step: SosStep; at: string }[];
  unitName(id: string): string;
};

/** As its sender sees it. */
export function sosView(facts: SosFacts & { hotlines: readonly Hotline[] }): SosView {
  const { alert, units } = facts;
  const named = (id: string) => ({ id, name: facts.unitName(id) });
  const forwarded = units.flatMap(({ unitId, forwardedAt }) =>
    forwardedAt === null ? [] : [{ unit: named(unitId), at: forwardedAt }],
  );
  return {
    ...common(facts),
    hotlines: [...facts.hotlines],
    forwardedTo: forwarded.toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    acknowledgedBy: alert.acknowledgedUnitId === null ? null : named(alert.acknowledgedUnitId),
    can: {
      cancel: statusAfter('cancelled', 'citizen', alert.status) !== null,
      sendPositions: isOpen(alert.status),
      update: statusAfter('updated', 'citizen', alert.status) !== null,
    },
  };
}

/** As a row of the desk's list. */
export function deskSosItem(
  facts: SosFacts & { mayAct: boolean; staffName(id: string): string },
): DeskSosItem {
  const { alert, mayAct } = facts;
  const { phone, text } = latestWords(facts.words);
  const may = (event: 'acknowledged' | 'dispatched' | 'closed') =>
    mayAct && statusAfter(event, 'unit', alert.status) !== null;
  return {
    ...common(facts),
    open: isOpen(alert.status),
    flagged: alert.isFlagged,
    source: alert.source,
    acknowledgedBy:
      alert.acknowledgedUnitId === null
        ? null
        : {
            unit: { id: alert.acknowledgedUnitId, name: facts.unitName(alert.acknowledgedUnitId) },
            staff: namedStaff(alert.acknowledgedStaffId, facts.staffName),
          },
    phone,
    text,
    can: { acknowledge: may('acknowledged'), dispatch: may('dispatched'), close: may('closed') },
  };
}

export function deskSos(
  facts: Parameters<typeof deskSosItem>[0] & {
    positions: DeskSos['positions'];
    history: readonly SosHistoryRow[];
  },
): DeskSos {
  return {
    ...deskSosItem(facts),
    positions: facts.positions,
    history: facts.history.map((row) => {
      const details = readDetails(row);
      const words = facts.words?.get(row.sequence);
      return {
        sequence: row.sequence,
        at: row.at,
        event: row.event as DeskSos['history'][number]['event'],
        actor: row.actor as DeskSos['history'][number]['actor'],
        unit: row.unit_id === null ? null : { id: row.unit_id, name: facts.unitName(row.unit_id) },
        staff: namedStaff(details.staffId ?? null, facts.staffName),
        step: details.step ?? null,
        text: words?.note ?? words?.text ?? null,
      };
    }),
  };
}

function common({ alert, units, words, climbs, unitName }: SosFacts) {
  const named = (id: string) => ({ id, name: unitName(id) });
  return {
    id: alert.id,
    code: sosCode(alert.id),
    status: alert.status,
    version: alert.version,
    situation: alert.situation,
    unit: named(alert.unitId),
    otherUnits: ownUnits(units)
      .filter((id) => id !== alert.unitId)
      .map(named),
    createdAt: alert.createdAt,
    acknowledgeBy: alert.acknowledgeBy,
    forwardedAt: alert.forwardedAt,
    climbs: climbs.map(({ step, at }) => ({ step, at })),
    acknowledgedAt: alert.acknowledgedAt,
    dispatchedAt: alert.dispatchedAt,
    closedAt: alert.closedAt,
    closeReason: alert.closeReason,
    cancelledAt: alert.cancelledAt,
    place: alert.place,
    address: latestWords(words).address,
  };
}

const namedStaff = (id: string | null, nameOf: (id: string) => string) =>
  id === null ? null : { id, name: nameOf(id) };
