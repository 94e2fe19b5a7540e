import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWebPage } from '../../../server/http/web-page.ts';
import { temporaryFolder } from '../../support/databases.ts';

let page: Hono;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'web-page-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), 'home');
  writeFileSync(path.join(folder, 'home-en.html'), 'home, language first');
  writeFileSync(path.join(folder, 'screen.html'), 'any screen');
  writeFileSync(path.join(folder, 'assets/app-1.js'), 'the whole script');
  writeFileSync(path.join(folder, 'assets/app-1.js.br'), brotliCompressSync('the whole script'));
  page = await createWebPage(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = async (address: string, headers: Record<string, string> = {}) => {
  const answer = await page.request(address, { headers });
  return { answer, text: await answer.text() };
};

describe('the page', () => {
  test('is home at its own address and a bare page at every other', async () => {
    expect((await read('/', { 'accept-language': 'vi-VN,vi;q=0.9' })).text).toBe('home');
    expect((await read('/?w=tay-thanh', { 'accept-language': 'vi' })).text).toBe('home');
    expect((await read('/bao-tin', { 'accept-language': 'vi' })).text).toBe('any screen');
    for (const missing of ['/no-file.txt', '/assets/gone-1.js', '/assets/gone']) {
      const { answer } = await read(missing);
      expect(answer.status, missing).toBe(404);
      expect(answer.headers.get('cache-control')).toBeNull();
    }
  });

  test('puts the language first for a phone in English, and shows no Vietnamese home to others', async () => {
    expect((await read('/', { 'accept-language': 'en-GB,vi' })).text).toBe('home, language first');
    expect((await read('/', { 'accept-language': 'ko-KR,en' })).text).toBe('any screen');
    const { answer } = await read('/');
    expect(answer.headers.get('vary')).toMatch(/Accept-Language/);
  });

  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const)('is sent as small as a phone that takes %s can read it', async (accepted, encoding, unpack) => {
    const answer = await page.request('/', {
      headers: { 'accept-encoding': accepted, 'accept-language': 'vi' },
    });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(unpack(Buffer.from(await answer.arrayBuffer())).toString()).toBe('home');
  });

  test('has its scripts compressed by the build, kept for ever', async () => {
    const answer = await page.request('/assets/app-1.js', { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(brotliDecompressSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe('the whole script');
    expect((await read('/assets/app-1.js')).text).toBe('the whole script');
  });
});

test('a folder with one page has it for every address', async () => {
  const place = temporaryFolder();
  mkdirSync(path.join(place, 'assets'));
  writeFileSync(path.join(place, 'index.html'), 'the only page');
  const single = await createWebPage(place);
  for (const address of ['/', '/bao-tin']) {
    expect(await (await single.request(address)).text()).toBe('the only page');
  }
});
