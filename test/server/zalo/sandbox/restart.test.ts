import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, listAt, startSandbox, textAt } from './running-sandbox.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'sandbox-kill-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('every message and picture that was answered is there after kill -9', async () => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'sandbox-process.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line]: unknown[] = await once(child.stdout, 'data');
  const started: unknown = JSON.parse(String(line));
  const openapi = textAt(started, 'openapi');
  const headers = { access_token: textAt(started, 'access') };
  const recipient = { group_id: textAt(started, 'dutyGroup') };

  const post = async (message: object): Promise<string> => {
    const response = await fetch(`${openapi}/v3.0/oa/group/message`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ recipient, message }),
    });
    const answer: unknown = await response.json();
    return textAt(answer, 'data', 'message_id');
  };
  const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#a00' } })
    .jpeg()
    .toBuffer();
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(picture)]), 'anh.jpg');
  const uploaded: unknown = await (
    await fetch(`${openapi}/v2.0/oa/upload/image`, { method: 'POST', headers, body: form })
  ).json();
  const element = { media_type: 'image', attachment_id: textAt(uploaded, 'data', 'attachment_id') };
  const answered = [
    await post({
      attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } },
    }),
  ];

  for (let number = 0; ; number += 1) {
    // From here on it may die at any point of any message.
    if (number === 20) setTimeout(() => child.kill('SIGKILL'), 30);
    try {
      answered.push(await post({ text: `tin ${number}` }));
    } catch {
      break;
    }
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(answered.length).toBeGreaterThan(20);

  const zalo = await startSandbox({ dataDir });
  const listed = await zalo.tool('messages?unit=tay-thanh');
  const ids = listAt(listed).map((message) => at(message, 'id'));
  expect(ids.slice(0, answered.length)).toEqual(answered);
  // At most the one that was under way when the process died.
  expect(ids.length - answered.length).toBeLessThanOrEqual(1);
  const bytes = await (await fetch(textAt(listed, 0, 'imageUrl'))).arrayBuffer();
  expect(Buffer.from(bytes)).toEqual(picture);
  await zalo.stop();
});

test('tokens, people and settings are as they were after a restart', async () => {
  const first = await startSandbox({ dataDir });
  const oa = await first.oaClient('tay-thanh');
  const userId = textAt(
    await first.tool('events', { unit: 'tay-thanh', user: 'lan', event: 'follow' }),
    'userId',
  );
  await first.tool('oas', { unit: 'tay-thanh', groupV3: '-235' });
  await first.stop();

  const second = await startSandbox({ dataDir });
  const call = async (route: string, recipient: object): Promise<unknown> =>
    second.json(
      await fetch(`${second.bases.openapi}/${route}`, {
        method: 'POST',
        headers: { access_token: oa.access, 'content-type': 'application/json' },
        body: JSON.stringify({ recipient, message: { text: 'a' } }),
      }),
    );
  expect(await call('v2.0/oa/message', { user_id: userId })).toMatchObject({ error: 0 });
  expect(await call('v3.0/oa/group/message', { group_id: oa.dutyGroup })).toMatchObject({ error: -235 });
  await second.stop();
});
