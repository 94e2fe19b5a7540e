import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createOauthClient } from '../../../server/zalo/oauth-client.ts';
import { serveAnswers } from '../../support/answering-server.ts';

const now = new Date('2026-11-24T05:00:00.000Z');
const clientOf = (baseUrl: string) =>
  createOauthClient({ appId: '360846524940903967', appSecret: 'appSecretForTests', baseUrl, now: () => now });

/** What the client makes of one answer to a refresh. */
async function refreshAnsweredWith(body: unknown, httpStatus = 200) {
  const url = await serveAnswers((_request, response) =>
    response.writeHead(httpStatus).end(typeof body === 'string' ? body : JSON.stringify(body)),
  );
  return await clientOf(url).refresh('refresh-1');
}

describe('the request', () => {
  const good = JSON.stringify({ access_token: 'a', refresh_token: 'r', expires_in: '90000' });
  const formOf = (request: IncomingMessage) =>
    text(request).then((body) => Object.fromEntries(new URLSearchParams(body)));

  test('a refresh carries the secret in a header and the token in a form, nothing in the address', async () => {
    const seen: unknown[] = [];
    const url = await serveAnswers(async (request, response) => {
      seen.push(
        request.url,
        request.headers.secret_key,
        request.headers['content-type'],
        await formOf(request),
      );
      response.end(good);
    });
    await clientOf(url).refresh('refresh-1');
    expect(seen).toEqual([
      '/v4/oa/access_token',
      'appSecretForTests',
      'application/x-www-form-urlencoded;charset=UTF-8',
      { grant_type: 'refresh_token', refresh_token: 'refresh-1', app_id: '360846524940903967' },
    ]);
  });

  test('a code of the consent page is exchanged in the same way', async () => {
    let form = {};
    const url = await serveAnswers(async (request, response) => {
      form = await formOf(request);
      response.end(good);
    });
    expect((await clientOf(url).exchangeCode('code-1', null)).kind).toBe('tokens');
    expect(form).toEqual({ grant_type: 'authorization_code', code: 'code-1', app_id: '360846524940903967' });
  });
});

describe('success is two tokens that are there', () => {
  test.each([
    ['90000', 90_000],
    [3600, 3_600],
    [undefined, 3_600],
    ['soon', 3_600],
    ['-1', 3_600],
  ])('with expires_in %s the access token lives %d seconds', async (expiresIn, expiresInS) => {
    const outcome = await refreshAnsweredWith({
      access_token: 'a',
      refresh_token: 'r',
      expires_in: expiresIn,
    });
    const pair = { accessToken: 'a', refreshToken: 'r', obtainedAt: now.toISOString(), expiresInS };
    expect(outcome).toEqual({ kind: 'tokens', pair });
  });

  test.each([
    [{ access_token: 'a', expires_in: '90000' }],
    [{ access_token: 'a', refresh_token: '', expires_in: '90000' }],
    [{ access_token: '', refresh_token: 'r' }],
    [{ access_token: 1, refresh_token: 2 }],
    [{ error: 0, message: 'Success' }],
    [{}],
  ])('half a pair is none, and no refusal either: %j', async (body) => {
    expect(await refreshAnsweredWith(body)).toEqual({ kind: 'unavailable', reason: 'answer without tokens' });
  });
});

describe('a refusal', () => {
  test.each([
    [{ error: -14014, error_name: 'Invalid refresh token' }, 200, 'zalo -14014'],
    [{ error: -118, message: 'x' }, 400, 'zalo -118'],
    [{ error_name: 'Invalid refresh token', error_reason: 'used' }, 200, 'zalo error without number'],
    [{ error: 'invalid_grant' }, 200, 'zalo error without number'],
  ])('is any well-formed error: %j', async (body, httpStatus, reason) => {
    expect(await refreshAnsweredWith(body, httpStatus)).toEqual({ kind: 'refused', reason });
  });
});

describe('no answer', () => {
  test.each([
    [{ error: -14014 }, 503, 'http 503'],
    [{ error: -32 }, 429, 'http 429'],
    ['<html>', 200, 'answer not json'],
    ['{"access_token":"a","refresh', 200, 'answer not json'],
  ])('%j with HTTP %d says nothing about the token', async (body, httpStatus, reason) => {
    expect(await refreshAnsweredWith(body, httpStatus)).toEqual({ kind: 'unavailable', reason });
  });
});
