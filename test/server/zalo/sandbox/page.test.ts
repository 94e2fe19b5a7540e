import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from './running-sandbox.ts';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

const load = async (path: string): Promise<{ response: Response; text: string }> => {
  const response = await fetch(`${zalo.origin}${path}`);
  return { response, text: await response.text() };
};

test('the page says in words that nothing goes to the police', async () => {
  const { response, text } = await load('/sandbox');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(text.replace(/<[^>]+>/g, '')).toContain('BẢN THỬ: không gửi tới công an. Khẩn cấp gọi 113');
});

test('the page runs nothing that is written into it, and its files are all there', async () => {
  const { response, text } = await load('/sandbox');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(text).not.toMatch(/\s(style|on\w+)="/);
  const files = [...text.matchAll(/(?:src|href)="(\/sandbox\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(files).toEqual([
    '/sandbox/page.css',
    '/sandbox/desk-entrance.css',
    '/sandbox/chat.css',
    '/sandbox/oa-articles.css',
    '/sandbox/page.js',
    '/sandbox/desk-entrance.js',
    '/sandbox/oa-articles.js',
  ]);
  for (const file of [...files, '/sandbox/bubbles.js', '/sandbox/chat.js'])
    expect((await load(file)).response.status).toBe(200);
});

test('the page never turns what people wrote into markup', async () => {
  for (const file of ['page.js', 'bubbles.js', 'chat.js', 'desk-entrance.js', 'oa-articles.js']) {
    const { text } = await load(`/sandbox/${file}`);
    expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b/);
  }
});

test('the tool takes JSON only, so that no foreign web page can press its buttons', async () => {
  const body = JSON.stringify({ mode: 'outage' });
  const response = await fetch(`${zalo.origin}/sandbox/api/faults`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body,
  });
  expect(response.status).toBe(400);
  expect(await zalo.tool('state')).toMatchObject({ faults: { all: 'none' } });
});

test('the tool names what it does not know', async () => {
  await expect(zalo.tool('messages?unit=khong-co')).rejects.toThrow('404');
  await expect(zalo.tool('faults', { mode: 'bão' })).rejects.toThrow('400');
  await expect(
    zalo.tool('events', { unit: 'tay-thanh', user: 'lan', event: 'user_send_text' }),
  ).rejects.toThrow('text is missing');
  await expect(
    zalo.tool('events', { unit: 'tay-thanh', user: 'lan', event: 'user_send_group_text', text: 'a' }),
  ).rejects.toThrow('group is missing');
});

test('the page offers every role, and tells no key where the sandbox stands open to others', async () => {
  const roles = ['officer', 'commander', 'editor', 'admin'];
  expect(await zalo.tool('desk-entrance')).toMatchObject({
    needsCode: false,
    roles: roles.map((role) => ({ role })),
  });
  const open = await startSandbox({ demo: true });
  try {
    const answer = await open.tool('desk-entrance');
    expect(answer).toMatchObject({ needsCode: true });
    expect(JSON.stringify(answer)).not.toContain(
      open.sandbox.staff.keyOf('officer', 'tay-thanh').split(':')[3],
    );
  } finally {
    await open.stop();
  }
});
