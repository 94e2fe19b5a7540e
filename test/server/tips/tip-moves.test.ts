import { describe, expect, test } from 'vitest';
import { type TipStatus, tipEvents, tipKinds, tipStatuses } from '#contract/vocabulary.ts';
import { statusAfter, type TipParty, tipMoves } from '../../../server/features/tips/tip-moves.rules.ts';

const parties: TipParty[] = ['citizen', 'unit'];
const events = Object.keys(tipMoves) as (keyof typeof tipMoves)[];
const feedback = (status: TipStatus) => ({ status, kind: 'feedback' as const });

describe('the life of a tip', () => {
  test('names every event but the arrival, each for one side only', () => {
    expect(['received', ...events].sort()).toEqual([...tipEvents].sort());
    for (const event of events) expect(tipMoves[event].by, event).toHaveLength(1);
  });

  test('goes from arrival to the end only as the table says', () => {
    const path: [keyof typeof tipMoves, TipParty, TipStatus][] = [
      ['acknowledged', 'unit', 'acknowledged'],
      ['asked', 'unit', 'waiting_citizen'],
      ['message_citizen', 'citizen', 'in_progress'],
      ['answered', 'unit', 'answered'],
      ['rated', 'citizen', 'answered'],
      ['reopened', 'citizen', 'received'],
      ['answered', 'unit', 'answered'],
      ['closed', 'unit', 'closed'],
      ['reopened', 'citizen', 'received'],
    ];
    let status: TipStatus = 'received';
    for (const [event, by, next] of path) {
      const after: TipStatus | null = statusAfter(event, by, feedback(status));
      expect(after, `${status} ${event}`).toBe(next);
      status = next;
    }
  });

  test('never lets the sender do what is the unit’s to do, or the other way round', () => {
    for (const event of events) {
      const others = parties.filter((party) => !tipMoves[event].by.includes(party));
      for (const by of others) {
        for (const status of tipStatuses) expect(statusAfter(event, by, feedback(status))).toBeNull();
      }
    }
  });

  test('is over once closed, unless reopened, and once declined for good', () => {
    const leftIn = (status: TipStatus) =>
      events.filter((event) => parties.some((by) => statusAfter(event, by, feedback(status)) !== null));
    expect(leftIn('closed')).toEqual(['rated', 'reopened']);
    expect(leftIn('declined')).toEqual([]);
  });

  test('never ends a denunciation by declining it', () => {
    for (const kind of tipKinds) {
      const after = statusAfter('declined', 'unit', { status: 'received', kind });
      expect(after, kind).toBe(kind === 'crime' ? null : 'declined');
    }
  });

  test('hears the sender in every status that is not over', () => {
    const deaf = tipStatuses.filter(
      (status) => statusAfter('message_citizen', 'citizen', feedback(status)) === null,
    );
    expect(deaf).toEqual(['closed', 'declined']);
  });
});
