import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ZaloEvent } from '../../../server/webhooks/zalo-event.ts';
import { testDatabases } from '../../support/databases.ts';
import { anOa, buildWebhooks, credentials, effectsIn, marking, type SignedEvent } from './zalo-webhooks.ts';

const at = new Date('2026-11-24T02:00:00.000Z');
const timestamp = String(at.getTime());

/** Signed as it stands, so that it may hold what no program would write. */
function signedText(body: string): SignedEvent {
  const mac = createHash('sha256')
    .update(credentials.appId + body + timestamp + credentials.oaSecretKey)
    .digest('hex');
  return { body, signature: `mac=${mac}` };
}

const saying = (message: string, more = ''): SignedEvent =>
  signedText(
    `{"app_id":"${credentials.appId}","sender":{"id":"246845883529197922"},"recipient":{"id":"${anOa}"},"event_name":"user_send_text",${more}"message":${message},"timestamp":"${timestamp}"}`,
  );

test.each(testDatabases)('what Zalo signed and no reader of JSON likes, on $engine', async (engine) => {
  const database = await engine.open();
  const log: ZaloEvent[] = [];
  const { receive, worker } = buildWebhooks(database, { now: () => at, handlers: marking(log) });
  const kindOf = async (event: SignedEvent) => (await receive(event)).kind;

  // Two ids that are one number to a program that counts in doubles.
  expect(await kindOf(saying('{"msg_id":9007199254740992,"text":"một"}'))).toBe('stored');
  expect(await kindOf(saying('{"msg_id":9007199254740993,"text":"hai"}'))).toBe('stored');
  expect(await kindOf(saying('{"msg_id":"9007199254740993","text":"hai"}'))).toBe('known');
  expect(
    await kindOf(
      saying('{"msg_id":"p","text":"ba","__proto__":{"isAdmin":true}}', '"__proto__":{"kind":"x"},'),
    ),
  ).toBe('stored');
  // Of a key that stands twice the last counts.
  expect(await kindOf(saying('{"msg_id":"q","text":"bỏ","text":"bốn"}'))).toBe('stored');
  // Nested without an end: no event, and no fault of the server.
  const nested = (depth: number) =>
    saying(`{"msg_id":"r","text":"năm","x":${'['.repeat(depth)}${']'.repeat(depth)}}`);
  expect(await kindOf(nested(100))).toBe('stored');
  expect(await kindOf(nested(30_000))).toBe('refused');
  expect(await kindOf(nested(100_000))).toBe('refused');

  await worker.runOnce();
  expect(await effectsIn(database)).toEqual(['9007199254740992', '9007199254740993', 'p', 'q', 'r']);
  expect(log.map((event) => event.kind === 'userSentText' && event.text).toSorted()).toEqual([
    'ba',
    'bốn',
    'hai',
    'một',
    'năm',
  ]);
  expect(Object.hasOwn(Object.prototype, 'isAdmin') || Object.hasOwn(Object.prototype, 'kind')).toBe(false);
});
