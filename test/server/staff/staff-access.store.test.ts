import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { deskMoveNames, type StaffDeliveries, type StaffKeys } from '#contract/staff.ts';
import type { MadeBindingCode, NewPairing, PairedBrowser, StaffBindings } from '#contract/staff-identity.ts';
import { type StaffScope, staffRoles } from '#contract/vocabulary.ts';
import { scopesFor } from '../../../server/rights/staff-rights.rules.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffKey, staffOfStore } from '../../support/desk.ts';
import { listOperations, type OpenApiDocument } from '../../support/openapi-requests.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal, type TestPortal } from '../../support/portal.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an operation is about, and with which scopes of a key one gets that far. */
type Expectation = {
  scopes: readonly StaffScope[] | 'everybody';
  /** `tip`, `delivery`, `key`: one of them, named in the address. `list`: what is in one's reach. `elsewhere`: tried in a test of its own. The others: none of these. */
  about:
    | 'tip'
    | 'delivery'
    | 'key'
    | 'list'
    | 'self'
    | 'new'
    | 'events'
    | 'binding'
    | 'session'
    | 'tile'
    | 'procedure'
    | 'elsewhere';
};

const aTip: Expectation = { scopes: ['read'], about: 'tip' };
/** The same for all editors; whose notes are whose is in test/server/procedures. */
const aProcedure: Expectation = { scopes: ['edit'], about: 'procedure' };

/** What is done to an article; `edit` is its PATCH. */
const newsActs = [
  'submit',
  'approve',
  'send-back',
  'publish',
  'discard',
  'withdraw',
  'oa-article',
  'broadcast',
] as const;

/** Binds a member to a Zalo identity and opens a browser for them: the ids of both. */
async function comeInOtherwise(portal: TestPortal, member: { id: string; authorization: string }) {
  const { token } = await portal.signIn('can-bo-mau');
  const made = await portal.ask(member.authorization, 'POST', '/api/staff/bindings', {});
  const { code } = (await made.json()) as MadeBindingCode;
  const bound = await portal.ask(`Bearer ${token}`, 'POST', '/api/me/staff', { code });
  expect(bound.status).toBe(200);
  const list = await portal.ask(staffKey('admin', 'tay-thanh'), 'GET', '/api/staff/bindings');
  const waiting = (await (await portal.ask(null, 'POST', '/api/pairings')).json()) as NewPairing;
  const body = { code: waiting.code };
  const paired = await portal.ask(`Bearer ${token}`, 'POST', '/api/staff/pair', body);
  return {
    binding: ((await list.json()) as StaffBindings).items[0]?.id ?? '',
    session: ((await paired.json()) as PairedBrowser).id,
  };
}

/** Of what has no end its opening is enough. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return await answer.text();
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += new TextDecoder().decode(chunk);
    if (text.includes('event: ready')) break;
  }
  return text;
}

/** Every operation under /api/staff has to stand here: a new one fails the first test until somebody has decided who it is for. */
const expectations: Record<string, Expectation> = {
  'GET /api/staff/me': { scopes: 'everybody', about: 'self' },
  'GET /api/staff/map': { scopes: ['read'], about: 'self' },
  // A square that there is: only where street pictures are configured does it show anything.
  'GET /api/staff/tiles/{z}/{x}/{y}': { scopes: ['read'], about: 'tile' },
  'GET /api/staff/colleagues': { scopes: ['read'], about: 'self' },
  'GET /api/staff/tips': { scopes: ['read'], about: 'list' },
  'POST /api/staff/tips/acknowledge': { scopes: ['act'], about: 'new' },
  'GET /api/staff/tips/{code}': aTip,
  'GET /api/staff/tips/{code}/photos/{id}': aTip,
  'GET /api/staff/tips/{code}/sender': aTip,
  ...Object.fromEntries(deskMoveNames.map((move) => [`POST /api/staff/tips/{code}/${move}`, aTip])),
  'GET /api/staff/bindings': { scopes: ['manage'], about: 'list' },
  'POST /api/staff/bindings': { scopes: 'everybody', about: 'new' },
  'DELETE /api/staff/bindings/{id}': { scopes: ['manage'], about: 'binding' },
  'POST /api/staff/pair': { scopes: 'everybody', about: 'new' },
  'GET /api/staff/sessions': { scopes: 'everybody', about: 'list' },
  'DELETE /api/staff/sessions/{id}': { scopes: 'everybody', about: 'session' },
  // test/server/sos/sos-access.store.test.ts
  'GET /api/staff/sos': { scopes: ['read'], about: 'list' },
  'GET /api/staff/sos/{id}': { scopes: ['read'], about: 'elsewhere' },
  'POST /api/staff/sos/{id}/acknowledge': { scopes: ['act'], about: 'elsewhere' },
  'POST /api/staff/sos/{id}/dispatch': { scopes: ['act'], about: 'elsewhere' },
  'POST /api/staff/sos/{id}/close': { scopes: ['act'], about: 'elsewhere' },
  // test/server/roster/roster.store.test.ts
  'GET /api/staff/units/{id}/roster': { scopes: ['read', 'manage'], about: 'elsewhere' },
  'PUT /api/staff/units/{id}/roster': { scopes: ['approve', 'manage'], about: 'elsewhere' },
  'GET /api/staff/events': { scopes: ['read'], about: 'events' },
  'GET /api/staff/conversations': { scopes: ['read'], about: 'list' },
  // test/server/chatbot/chat-flow.store.test.ts
  'POST /api/staff/conversations/{id}/close': { scopes: ['act'], about: 'elsewhere' },
  'GET /api/staff/deletions': { scopes: ['manage'], about: 'list' },
  'GET /api/staff/deliveries': { scopes: ['read', 'manage'], about: 'list' },
  'POST /api/staff/deliveries/{id}/retry': { scopes: ['act', 'manage'], about: 'delivery' },
  'GET /api/staff/procedures': aProcedure,
  ...Object.fromEntries(
    ['', '/notes/{unit}'].flatMap((of) => [
      [`GET /api/staff/procedures/{id}${of}`, aProcedure],
      [`PUT /api/staff/procedures/{id}${of}`, aProcedure],
      [`POST /api/staff/procedures/{id}${of}/publish`, aProcedure],
      [`POST /api/staff/procedures/{id}${of}/send-back`, aProcedure],
    ]),
  ),
  'GET /api/staff/templates': { scopes: ['act', 'approve'], about: 'self' },
  // test/server/reports/reports.store.test.ts
  'GET /api/staff/reports': { scopes: ['approve'], about: 'elsewhere' },
  // test/server/news/news.store.test.ts
  'GET /api/staff/news': { scopes: ['edit'], about: 'elsewhere' },
  'POST /api/staff/news': { scopes: ['edit'], about: 'elsewhere' },
  'POST /api/staff/news/documents': { scopes: ['edit'], about: 'elsewhere' },
  ...Object.fromEntries(
    [
      'GET /api/staff/news/{id}',
      'PATCH /api/staff/news/{id}',
      'GET /api/staff/news/{id}/photos/{photo}',
      'GET /api/staff/news/{id}/documents/{document}',
      'GET /api/staff/news/{id}/broadcast',
      ...newsActs.map((act) => `POST /api/staff/news/{id}/${act}`),
    ].map((operation) => [operation, { scopes: ['edit'], about: 'elsewhere' } satisfies Expectation]),
  ),
  'GET /api/staff/keys': { scopes: ['manage'], about: 'list' },
  // test/server/outgoing-webhooks/webhook-administration.test.ts
  ...Object.fromEntries(
    [
      'GET /api/staff/webhooks',
      'POST /api/staff/webhooks',
      'DELETE /api/staff/webhooks/{id}',
      'GET /api/staff/webhooks/{id}/deliveries',
      ...['disable', 'enable', 'ping', 'secret'].map((act) => `POST /api/staff/webhooks/{id}/${act}`),
    ].map((operation) => [operation, { scopes: ['manage'], about: 'elsewhere' } satisfies Expectation]),
  ),
  'GET /api/staff/oas': { scopes: ['read', 'manage'], about: 'self' },
  'POST /api/staff/oas/{unitId}/consent-link': { scopes: ['manage'], about: 'new' },
  'POST /api/staff/keys': { scopes: ['manage'], about: 'new' },
  'DELETE /api/staff/keys/{id}': { scopes: ['manage'], about: 'key' },
};

describe.each(testDatabases)('the staff’s routes, on $engine', (engine) => {
  /** A tip with a photo in Tây Thạnh, a complaint about its officers with the district, a delivery and a key of Tây Thạnh. */
  const start = async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const { staff, hire } = await staffOfStore(place);
    const consentVersion = (await portal.portal()).consent.version;
    const photo = await portal.sendPhoto(await phonePhoto());
    const send = async (changes: object) =>
      readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...changes }));
    const tip = await send({ photoIds: [photo.id] });
    const complaint = await send({ category: 'phan-anh-can-bo', kind: 'feedback' });
    expect(complaint.unit.id).toBe('ca-quan');
    expect((await portal.ask(null, 'POST', '/api/sos', { unitId: 'tay-thanh' })).status).toBe(201);
    const colleague = await hire('officer', 'tay-thanh');
    const deliveries = async (authorization: string) =>
      (await (await portal.ask(authorization, 'GET', '/api/staff/deliveries')).json()) as StaffDeliveries;
    const found = (await deliveries(staffKey('officer', 'tay-thanh'))).items;
    const real = {
      tip: tip.code,
      delivery: found[0]?.id ?? '',
      key: colleague.keyId,
      ...(await comeInOtherwise(portal, colleague)),
    };
    const document = (await (await fetch(`${portal.origin}/api/openapi.json`)).json()) as OpenApiDocument;
    const operations = listOperations(document)
      .filter(({ path }) => path.startsWith('/api/staff'))
      .map(({ method, path }) => {
        const expected = expectations[`${method} ${path}`];
        if (!expected) throw new Error(`Nobody has decided who ${method} ${path} is for.`);
        return { method: method as Method, path, ...expected };
      });
    /** One request whose body cannot be read: whoever hears of that was let in. What may differ by chance is left out. */
    const ask = async (
      authorization: string | null,
      { method, path, about }: { method: Method; path: string; about?: Expectation['about'] },
      named: { code?: string; id?: string } = {},
    ) => {
      const idHere = about === 'procedure' ? 'cu-tru-tam-tru' : photo.id;
      const address = path
        .replace('{code}', named.code ?? tip.code)
        .replace('{id}', named.id ?? idHere)
        .replace('{unit}', 'tay-thanh');
      const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
      const answer = await fetch(`${portal.origin}${address}`, {
        method,
        headers: {
          ...(authorization === null ? {} : { Authorization: authorization }),
          ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
        },
        ...(hasBody ? { body: '{"nonsense":' } : {}),
      });
      const text = await textOf(answer);
      const headers = [...answer.headers.keys()].sort().join();
      const isProblem = answer.headers.get('content-type') === 'application/problem+json';
      const { requestId: _, ...problem } = (isProblem ? JSON.parse(text) : {}) as Problem;
      return {
        status: answer.status,
        code: isProblem ? problem.code : null,
        whole: JSON.stringify([headers, problem, isProblem ? text.length : 0]),
        text,
      };
    };
    return { portal, place, staff, hire, send, tip, complaint, photo, colleague, real, operations, ask };
  };

  test('are all expected, and each is for somebody', async () => {
    const { operations } = await start();
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      Object.keys(expectations).sort(),
    );
  });

  test('say of a tip out of reach what they say of one that is not there', async () => {
    const { operations, tip, complaint, ask } = await start();
    const outOfReach: [string, string][] = [
      [staffKey('officer', 'son-ky'), tip.code],
      [staffKey('commander', 'son-ky'), tip.code],
      [staffKey('commander', 'doi-csgt'), tip.code],
      // The unit complained about, its chief included; and the district's officers, who are not named on it.
      [staffKey('officer', 'tay-thanh'), complaint.code],
      [staffKey('commander', 'tay-thanh'), complaint.code],
      [staffKey('officer', 'ca-quan'), complaint.code],
    ];
    for (const operation of operations.filter(({ about }) => about === 'tip')) {
      for (const [person, code] of outOfReach) {
        const answers = [
          await ask(person, operation, { code }),
          await ask(person, operation, { code: 'TB-222222' }),
          await ask(person, operation, { code: '%00' }),
        ];
        const name = `${operation.method} ${operation.path} by ${person}`;
        for (const answer of answers) {
          expect([answer.status, answer.code], name).toEqual([404, 'tip_not_found']);
        }
        expect(new Set(answers.map(({ whole }) => whole)), name).toHaveLength(1);
      }
    }
  });

  test('say of another unit’s delivery and key what they say of one that is not there, and list neither', async () => {
    const { operations, tip, complaint, real, ask } = await start();
    const stranger = { read: staffKey('commander', 'son-ky'), manage: staffKey('admin', 'son-ky') };
    for (const operation of operations) {
      const { scopes, about } = operation;
      const person = scopes === 'everybody' || scopes.includes('read') ? stranger.read : stranger.manage;
      const name = `${operation.method} ${operation.path}`;
      if (about === 'delivery' || about === 'key' || about === 'binding' || about === 'session') {
        const answers = [
          await ask(person, operation, { id: real[about] }),
          await ask(person, operation, { id: randomUUID() }),
          await ask(person, operation, { id: '%00' }),
        ];
        for (const { status, code } of answers) expect([status, code], name).toEqual([404, 'not_found']);
        expect(new Set(answers.map(({ whole }) => whole)), name).toHaveLength(1);
      }
      if (about === 'list') {
        const { status, text } = await ask(person, operation);
        expect(status, name).toBe(200);
        expect(JSON.parse(text), name).toMatchObject({ items: [], nextCursor: null });
        expect(text).not.toContain(tip.code);
        expect(text).not.toContain(complaint.code);
      }
    }
  });

  test('open what is in reach to the unit and to the chief above it', async () => {
    const { portal, operations, tip, complaint, real, ask } = await start();
    const above = staffKey('commander', 'ca-quan');
    for (const operation of operations.filter(
      ({ method, scopes, about }) =>
        method === 'GET' && scopes !== 'everybody' && about !== 'tile' && about !== 'elsewhere',
    )) {
      const { scopes } = operation;
      const role = scopesFor('commander').some((scope) => scopes.includes(scope)) ? 'commander' : 'admin';
      for (const unit of ['tay-thanh', 'ca-quan']) {
        const { status, text } = await ask(staffKey(role, unit), operation);
        expect(status, `${operation.method} ${operation.path} in ${unit}`).toBe(200);
        // Nobody waits in a chat here; whom that list shows is tested with the chats.
        if (operation.path !== '/api/staff/conversations') expect(text.length).toBeGreaterThan(40);
      }
    }
    expect((await deskOf(portal, 'commander', 'ca-quan').codes()).sort()).toEqual(
      [tip.code, complaint.code].sort(),
    );
    expect(await deskOf(portal, 'commander', 'tay-thanh').codes()).toEqual([tip.code]);
    expect((await portal.ask(above, 'GET', `/api/staff/tips/${complaint.code}`)).status).toBe(200);
    const keys = await portal.ask(staffKey('admin', 'ca-quan'), 'GET', '/api/staff/keys');
    expect(((await keys.json()) as StaffKeys).items.map(({ id }) => id)).toContain(real.key);
  });

  if (!engine.showsTheRest) return;

  test('say 401, in the same words, to nobody, a citizen, a receipt, and to keys that are no longer good', async () => {
    const { portal, staff, hire, tip, operations, ask } = await start();
    const session = `Bearer ${(await portal.signIn('lan')).token}`;
    const disabled = await hire('commander', 'tay-thanh');
    await staff.setState(disabled.id, 'disabled');
    const reissued = await hire('commander', 'tay-thanh');
    await staff.reissue({ staffId: reissued.id, label: 'mới', expiresInDays: 1 });
    const waiting = (await (await portal.ask(null, 'POST', '/api/pairings')).json()) as NewPairing;
    const nobodies = [
      null,
      'Bearer',
      'Bearer x',
      `Bearer zan_${'A'.repeat(43)}`,
      `Bearer zas_${'A'.repeat(43)}`,
      `Bearer ${waiting.secret}`,
      `Pairing ${waiting.secret}`,
      'Bearer sandbox:officer:nowhere',
      'Bearer sandbox:chief:tay-thanh',
      `Basic ${btoa('sandbox:officer:tay-thanh')}`,
      `Bearer ${'a'.repeat(5_000)}`,
      session,
      `Receipt ${tip.receipt}`,
      disabled.authorization,
      reissued.authorization,
    ];
    for (const operation of operations) {
      const answers = await Promise.all(nobodies.map((nobody) => ask(nobody, operation)));
      const name = `${operation.method} ${operation.path}`;
      for (const { status, code } of answers) expect([status, code], name).toEqual([401, 'unauthenticated']);
      expect(new Set(answers.map(({ whole }) => whole)), name).toHaveLength(1);
    }
  });

  test('say 403 to a role they are not for, alike for what is there and what is not', async () => {
    const { operations, real, ask } = await start();
    for (const operation of operations) {
      for (const role of staffRoles) {
        const { scopes } = operation;
        if (scopes === 'everybody' || scopesFor(role).some((scope) => scopes.includes(scope))) continue;
        const id = operation.about in real ? real[operation.about as keyof typeof real] : real.delivery;
        const answers = [
          await ask(staffKey(role, 'tay-thanh'), operation, { id }),
          await ask(staffKey(role, 'son-ky'), operation, { code: 'TB-222222', id: randomUUID() }),
        ];
        const name = `${operation.method} ${operation.path} as ${role}`;
        for (const { status, code } of answers) expect([status, code], name).toEqual([403, 'forbidden']);
        expect(new Set(answers.map(({ whole }) => whole)), name).toHaveLength(1);
      }
    }
  });

  test('are not opened by a session of the citizen’s kind, nor the citizen’s routes by a key', async () => {
    const { portal, tip, colleague } = await start();
    for (const key of [colleague.authorization, staffKey('commander', 'tay-thanh')]) {
      expect((await portal.ask(key, 'GET', '/api/me/tips')).status).toBe(401);
      expect((await portal.ask(key, 'GET', `/api/tips/${tip.code}`)).status).toBe(401);
    }
  });

  test('let an officer make no move that is a commander’s, before the body is read', async () => {
    const { tip, ask } = await start();
    for (const move of ['approve-reply', 'send-back', 'decline']) {
      const answer = await ask(staffKey('officer', 'tay-thanh'), {
        method: 'POST',
        path: `/api/staff/tips/{code}/${move}`,
      });
      expect([answer.status, answer.code], move).toEqual([403, 'forbidden']);
    }
    const asOfficer = await ask(staffKey('officer', 'tay-thanh'), {
      method: 'POST',
      path: '/api/staff/tips/{code}/acknowledge',
    });
    expect([asOfficer.status, asOfficer.code]).toEqual([400, 'invalid_json']);
    expect(tip.code).toMatch(/^TB-/);
  });

  test('do for a key no more than its scopes say, whatever its owner may do', async () => {
    const { portal, staff, hire, tip } = await start();
    const chief = await hire('commander', 'tay-thanh');
    const made = await staff.makeKey({
      staffId: chief.id,
      label: 'chỉ đọc',
      scopes: ['read', 'manage'],
      expiresInDays: 1,
    });
    const readOnly = `Bearer ${made.key}`;
    expect(await (await portal.ask(readOnly, 'GET', '/api/staff/me')).json()).toMatchObject({
      scopes: ['read'],
    });
    expect((await portal.ask(readOnly, 'GET', `/api/staff/tips/${tip.code}`)).status).toBe(200);
    const path = `/api/staff/tips/${tip.code}/acknowledge`;
    expect((await portal.ask(readOnly, 'POST', path, {})).status).toBe(403);
    expect((await portal.ask(readOnly, 'GET', '/api/staff/keys')).status).toBe(403);
  });
});
