import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { testDatabases } from '../../support/databases.ts';
import { listOperations, type OpenApiDocument } from '../../support/openapi-requests.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

type Method = 'GET' | 'POST' | 'DELETE';
type Answer = { status: number; code: string; whole: string };

describe.each(testDatabases)('whoever has no right, on $engine', (engine) => {
  /** Every operation that needs a right, from the OpenAPI document: a new one cannot be forgotten. */
  const start = async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const consentVersion = (await portal.portal()).consent.version;
    const document = (await (await fetch(`${portal.origin}/api/openapi.json`)).json()) as OpenApiDocument;
    const operations = listOperations(document)
      .filter(
        ({ operation }) =>
          operation.security?.length && !operation.security.some((one) => Object.keys(one).length === 0),
      )
      .map(({ method, path }) => ({ method: method as Method, path }));
    const photo = await portal.sendPhoto(await phonePhoto());
    const lan = `Bearer ${(await portal.signIn('lan')).token}`;
    const tip = { ...noisyKaraoke({ consentVersion, anonymous: false }), photoIds: [photo.id] };
    const sent = await readReceipt(await portal.ask(lan, 'POST', '/api/tips', tip));
    const ask = async (
      authorization: string | null,
      method: Method,
      path: string,
      code: string,
    ): Promise<Answer> => {
      const address = path.replace('{code}', code).replace('{id}', photo.id);
      const body = method === 'POST' ? '{"nonsense":' : undefined;
      const answer = await portal.ask(authorization, method, address, body);
      const { requestId: _, ...problem } = (await answer.json()) as Problem;
      return { status: answer.status, code: problem.code, whole: JSON.stringify(problem) };
    };
    return { portal, consentVersion, operations, lan, sent, ask };
  };

  test('hears of another’s tip what they hear of a tip that is not there', async () => {
    const { portal, consentVersion, operations, sent, ask } = await start();
    const minh = `Bearer ${(await portal.signIn('minh')).token}`;
    const other = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
    // The staff's own are in staff-access.store.test.ts.
    for (const { method, path } of operations.filter(({ path }) => path.startsWith('/api/tips/{code}'))) {
      const answers = [
        await ask(minh, method, path, sent.code),
        await ask(minh, method, path, other.code),
        await ask(minh, method, path, 'TB-222222'),
        await ask(minh, method, path, '%00'),
        await ask(`Receipt ${other.receipt}`, method, path, sent.code),
        await ask(`Receipt ${sent.receipt}`, method, path, other.code),
        await ask('Receipt 0000', method, path, 'TB-222222'),
      ];
      expect(new Set(answers.map(({ whole }) => whole)), `${method} ${path}`).toHaveLength(1);
      expect(answers[0]).toMatchObject({ status: 404, code: 'tip_not_found' });
    }
  });

  test('does not get to an anonymous tip even by the session of the person who sent it', async () => {
    const { portal, consentVersion, lan } = await start();
    const tip = noisyKaraoke({ consentVersion, anonymous: true });
    const sent = await readReceipt(await portal.ask(lan, 'POST', '/api/tips', tip));
    expect((await portal.ask(lan, 'GET', `/api/tips/${sent.code}`)).status).toBe(404);
    expect((await portal.viewTip(sent.code, sent.receipt)).status).toBe(200);
  });

  if (!engine.showsTheRest) return;

  test('is told 401 before anything of the request is looked at, at every operation that needs one', async () => {
    const { operations, sent, ask } = await start();
    expect(operations.length).toBeGreaterThanOrEqual(7);
    const nothings = [
      null,
      'Bearer',
      'Bearer short',
      `Bearer ${'A'.repeat(43)}`,
      'Basic eDp4',
      'Receipt',
      'Cookie x',
    ];
    for (const { method, path } of operations) {
      for (const nothing of nothings) {
        const answer = await ask(nothing, method, path, sent.code);
        expect([answer.status, answer.code], `${method} ${path} ${nothing}`).toEqual([
          401,
          'unauthenticated',
        ]);
      }
    }
  });
});
