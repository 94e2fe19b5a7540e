import { describe, expect, test } from 'vitest';
import { deskTipEvents, type TipStatus, tipKinds, tipStatuses } from '#contract/vocabulary.ts';
import { statusAfter, type TipMover, tipMoves } from '../../../server/features/tips/tip-moves.rules.ts';

const movers: TipMover[] = ['citizen', 'officer', 'commander', 'clock'];
const events = Object.keys(tipMoves) as (keyof typeof tipMoves)[];
const feedback = (status: TipStatus) => ({ status, kind: 'feedback' as const });

describe('the life of a tip', () => {
  test('names every event but the arrival, each for one side only', () => {
    expect(['received', ...events].sort()).toEqual([...deskTipEvents].sort());
    for (const event of events) {
      const { by } = tipMoves[event];
      expect(by.includes('citizen') ? by : [], event).toEqual(by.includes('citizen') ? ['citizen'] : []);
    }
  });

  test('lets nobody but a commander send words out as the unit’s answer, or end a tip unanswered', () => {
    for (const event of ['answered', 'reply_sent_back', 'declined'] as const)
      expect(tipMoves[event].by).toEqual(['commander']);
  });

  test('lets the clock tell of a tip and nothing else', () => {
    expect(events.filter((event) => tipMoves[event].by.includes('clock'))).toEqual(['escalated', 'reminded']);
  });

  test('goes from arrival to the end only as the table says', () => {
    const path: [keyof typeof tipMoves, TipMover, TipStatus][] = [
      ['acknowledged', 'officer', 'acknowledged'],
      ['asked', 'officer', 'waiting_citizen'],
      ['message_citizen', 'citizen', 'in_progress'],
      ['answered', 'commander', 'answered'],
      ['rated', 'citizen', 'answered'],
      ['reopened', 'citizen', 'received'],
      ['answered', 'commander', 'answered'],
      ['closed', 'officer', 'closed'],
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
      const others = movers.filter((mover) => !tipMoves[event].by.includes(mover));
      for (const by of others) {
        for (const status of tipStatuses) expect(statusAfter(event, by, feedback(status))).toBeNull();
      }
    }
  });

  test('is this table: who, of which units, and from each status to which', () => {
    const letters = {
      received: 'R',
      acknowledged: 'A',
      in_progress: 'P',
      waiting_citizen: 'W',
      transferred: 'T',
      escalated: 'E',
      answered: 'D',
      closed: 'C',
      declined: 'X',
    } satisfies Record<TipStatus, string>;
    const rows = events.map((event) => {
      const { by, reach, moves } = tipMoves[event];
      const steps = tipStatuses.map((from) => moves[from] && letters[from] + letters[moves[from]]);
      return [event, by.join('+'), reach, steps.filter(Boolean).join(' ')].join(' | ');
    });
    expect(rows).toEqual([
      'acknowledged | officer+commander | working | RA TA EA',
      'asked | officer+commander | working | RW AW PW WW TW EW',
      'message_citizen | citizen | seeing | RR AA PP WP TT EE DD',
      'message_unit | officer+commander | working | RA AA PP WW TA EA DD',
      'assigned | officer+commander | working | RP AP PP WW TP EP',
      'transferred | officer+commander | working | RT AT PT WT TT ET',
      'escalated | officer+commander+clock | working | RE AE PE WE TE EE',
      'reclassified | officer+commander | working | RR AA PP WW TT EE',
      'reminded | clock | working | RR TT EE',
      'noted | officer+commander | seeing | RR AA PP WW TT EE DD CC XX',
      'reply_drafted | officer+commander | working | RP AP PP WW TP EP',
      'reply_sent_back | commander | holding | RR AA PP WW TT EE',
      'answered | commander | holding | RD AD PD WD TD ED',
      'rated | citizen | seeing | DD CC',
      'reopened | citizen | seeing | DR CR',
      'closed | officer+commander | holding | DC',
      'declined | commander | holding | RX AX PX TX EX',
    ]);
  });

  test('is over once closed, unless reopened, and once declined for good', () => {
    const leftIn = (status: TipStatus) =>
      events.filter((event) => movers.some((by) => statusAfter(event, by, feedback(status)) !== null));
    expect(leftIn('closed')).toEqual(['noted', 'rated', 'reopened']);
    expect(leftIn('declined')).toEqual(['noted']);
  });

  test('never ends a denunciation by declining it', () => {
    for (const kind of tipKinds) {
      const after = statusAfter('declined', 'commander', { status: 'received', kind });
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
