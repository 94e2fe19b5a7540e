import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { staffKey } from '../../support/desk.ts';
import { noisyKaraoke, startTestPortal } from '../../support/portal.ts';
import { deepInTayThanh } from '../../support/sos.ts';

const admin = staffKey('admin', 'ca-quan');

test('bodies that play tricks on readers of JSON and XML are refused, or read as nothing but what they say', async () => {
  const portal = await startTestPortal();
  const consentVersion = (await portal.portal()).consent.version;
  const tip = JSON.stringify(noisyKaraoke({ consentVersion }));
  const sos = JSON.stringify({ place: deepInTayThanh });
  const within = (json: string, members: string) => json.replace('{', `{${members},`);
  const doors: readonly { address: string; good: string; authorization?: string }[] = [
    { address: '/api/tips', good: tip },
    { address: '/api/sos', good: sos },
    { address: '/api/session', good: '{"zaloAccessToken":"x"}' },
    { address: '/api/staff/tips/TB-AAAAAA/acknowledge', good: '{}', authorization: admin },
    {
      address: '/api/staff/webhooks',
      good: '{"name":"x","url":"https://example.vn/x"}',
      authorization: admin,
    },
  ];
  const send = async (
    { address, authorization }: (typeof doors)[number],
    body: string | Uint8Array<ArrayBuffer>,
    type = 'application/json',
  ) => {
    const headers = {
      'Content-Type': type,
      'Idempotency-Key': randomUUID(),
      ...(authorization ? { Authorization: authorization } : {}),
    };
    return await fetch(`${portal.origin}${address}`, { method: 'POST', headers, body });
  };
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
  const tricks: readonly {
    name: string;
    of(good: string): string | Uint8Array<ArrayBuffer>;
    type?: string;
  }[] = [
    { name: '__proto__', of: (good) => within(good, '"__proto__":{"isAdmin":true,"role":"admin"}') },
    { name: 'constructor', of: (good) => within(good, '"constructor":{"prototype":{"isAdmin":true}}') },
    { name: 'nested 30,000 deep', of: (good) => within(good, `"x":${nested(30_000)}`) },
    { name: 'nested 100,000 deep', of: (good) => within(good, `"x":${nested(100_000)}`) },
    { name: 'a number beyond 2^53', of: (good) => within(good, '"x":9007199254740993') },
    { name: 'a number beyond all', of: (good) => within(good, '"x":1e999') },
    { name: 'NaN', of: (good) => within(good, '"x":NaN') },
    { name: 'a comment', of: (good) => `/* */${good}` },
    { name: 'two values', of: (good) => `${good}${good}` },
    { name: 'a list of it', of: (good) => `[${good}]` },
    { name: 'UTF-16', of: (good) => new Uint8Array(Buffer.from(`\ufeff${good}`, 'utf16le')) },
    {
      name: 'bytes that are no text',
      of: (good) => new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from(good)])),
    },
    { name: 'XML with an entity', of: () => entity },
    { name: 'XML that says so', of: () => entity, type: 'application/xml' },
    { name: 'SOAP', of: () => entity, type: 'application/soap+xml' },
    {
      name: 'a form',
      of: (good) => `json=${encodeURIComponent(good)}`,
      type: 'application/x-www-form-urlencoded',
    },
  ];
  for (const door of doors) {
    for (const { name, of, type } of tricks) {
      const response = await send(door, of(door.good), type);
      const about = `${door.address}: ${name}`;
      expect(Math.floor(response.status / 100), `${about}: ${response.status}`).toBe(4);
      expect(response.headers.get('content-type'), about).toContain('application/problem+json');
      const answer = (await response.json()) as Problem;
      expect(JSON.stringify(answer), about).not.toContain('root:');
    }
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect('isAdmin' in {}).toBe(false);

  // A key that stands twice is read once, as its last: nothing looks at one of them and acts on the other.
  const asTip = { address: '/api/tips', good: tip };
  expect((await send(asTip, tip.replace(/}$/, ',"anonymous":true}'))).status).toBe(201);
  expect((await send(asTip, tip.replace(/}$/, ',"anonymous":"no"}'))).status).toBe(400);
});
