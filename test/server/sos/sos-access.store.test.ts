import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { startTestPortal } from '../../support/portal.ts';
import { sosDeskWith, sosOf } from '../../support/sos.ts';

const operations = [
  ['GET', ''],
  ['POST', '/acknowledge'],
  ['POST', '/dispatch'],
  ['POST', '/close'],
] as const;
const absent = '019ab000-0000-7000-8000-000000000000';

describe.each(testDatabases)('an alert at the desk, on $engine', (engine) => {
  const start = async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const alert = await sosOf(portal).send();
    const ask = async (authorization: string | null, method: 'GET' | 'POST', id: string, move: string) => {
      const body = method === 'POST' ? { nonsense: 1 } : undefined;
      const answer = await portal.ask(authorization, method, `/api/staff/sos/${id}${move}`, body);
      const { requestId: _, ...problem } = (await answer.json()) as Problem;
      return { status: answer.status, code: problem.code, whole: JSON.stringify(problem) };
    };
    return { portal, alert, ask };
  };

  test('is not there for who is not of its unit or above it, as one that never was', async () => {
    const { portal, alert, ask } = await start();
    const ofOthers = await sosDeskWith(portal, staffKey('officer', 'son-ky')).list('?unit=tay-thanh');
    expect(ofOthers).toEqual({ items: [], nextCursor: null });
    for (const person of [staffKey('officer', 'son-ky'), staffKey('commander', 'doi-csgt')]) {
      for (const [method, move] of operations) {
        const answers = [
          await ask(person, method, alert.id, move),
          await ask(person, method, absent, move),
          await ask(person, method, '%00', move),
        ];
        for (const { status, code } of answers)
          expect([status, code], `${method} ${move} by ${person}`).toEqual([404, 'sos_not_found']);
        expect(new Set(answers.map(({ whole }) => whole))).toHaveLength(1);
      }
    }
  });

  if (!engine.showsTheRest) return;

  test('opens to nobody without a key, nor to its own receipt, nor to who reads no tips', async () => {
    const { alert, ask } = await start();
    for (const [method, move] of operations) {
      for (const nobody of [null, `Receipt ${alert.receipt}`, 'Bearer x'])
        expect((await ask(nobody, method, alert.id, move)).code).toBe('unauthenticated');
      for (const role of ['editor', 'admin'] as const)
        expect((await ask(staffKey(role, 'tay-thanh'), method, alert.id, move)).code).toBe('forbidden');
    }
  });

  test('opens to officers and commanders of its unit and of the one above', async () => {
    const { portal, alert } = await start();
    for (const role of ['officer', 'commander'] as const) {
      for (const unit of ['tay-thanh', 'ca-quan']) {
        const desk = sosDeskWith(portal, staffKey(role, unit));
        expect((await desk.list()).items.map(({ id }) => id)).toEqual([alert.id]);
        expect((await desk.alert(alert.id)).can).toEqual({ acknowledge: true, dispatch: true, close: true });
      }
    }
    const above = sosDeskWith(portal, staffKey('officer', 'ca-quan'));
    expect((await above.list('?unit=son-ky')).items).toEqual([]);
    expect((await above.list('?unit=tay-thanh')).items).toHaveLength(1);
    const below = sosDeskWith(portal, staffKey('officer', 'tay-thanh'));
    expect((await below.list('?unit=ca-quan')).items).toHaveLength(1);
    expect(
      (await portal.ask(staffKey('officer', 'tay-thanh'), 'GET', '/api/staff/sos?cursor=x')).status,
    ).toBe(400);
  });
});
