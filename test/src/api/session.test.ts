import { beforeEach, expect, test, vi } from 'vitest';
import type { MyTips } from '#contract/citizens.ts';
import { requestJson } from '../../../src/api/client.ts';
import { asCitizen, isSignedInAtom, signInAtom, signOutAtom } from '../../../src/api/session.ts';
import { sessionText } from '../../../src/lib/kept-text.ts';
import { createStore } from '../../../src/lib/store.ts';
import type { Outcome, Platform } from '../../../src/platform/platform.ts';
import { startTestPortal } from '../../support/portal.ts';

beforeEach(() => sessionText.removeItem('session'));

/** A phone of which only the sign-in is asked; it answers with these outcomes in turn, then with good tokens of Zalo. */
async function phoneOf(user: string, outcomes: (Outcome<string> | 'stale')[] = []) {
  const portal = await startTestPortal();
  vi.stubEnv('VITE_API_ORIGIN', portal.origin);
  let asked = 0;
  const signIn = async (): Promise<Outcome<string>> => {
    asked += 1;
    const outcome = outcomes.shift();
    if (outcome === 'stale') return { kind: 'ok', value: 'a-token-that-zalo-does-not-know' };
    return outcome ?? { kind: 'ok', value: await portal.accessToken(user) };
  };
  const platform = { kind: 'zalo', signIn } as Platform;
  const myTips = () => asCitizen(platform, (headers) => requestJson<MyTips>('/api/me/tips', { headers }));
  return { portal, platform, myTips, timesAsked: () => asked };
}

const unavailable = (reason: 'unsupported' | 'offline'): Outcome<string> => ({ kind: 'unavailable', reason });

test('whoever signs in is asked once, and the session serves until it ends', async () => {
  const { platform, myTips, timesAsked } = await phoneOf('lan');
  const store = createStore();

  expect(await store.set(signInAtom, platform)).toEqual({ kind: 'signed-in' });
  expect(await myTips()).toMatchObject({ ok: true, value: { items: [] } });
  expect(await store.set(signInAtom, platform)).toEqual({ kind: 'signed-in' });

  expect(timesAsked()).toBe(1);
  expect(store.get(isSignedInAtom)).toBe(true);
});

test('a session that is over is renewed without a question, also when several screens need it at once', async () => {
  const { myTips, timesAsked } = await phoneOf('lan');
  sessionText.setItem(
    'session',
    JSON.stringify({ token: 'x'.repeat(43), expiresAt: new Date().toISOString() }),
  );

  const answers = await Promise.all([myTips(), myTips(), myTips()]);

  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(timesAsked()).toBe(1);
});

test('a session that the server refuses is renewed once, and the request sent again', async () => {
  const { myTips, timesAsked } = await phoneOf('lan');
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  sessionText.setItem('session', JSON.stringify({ token: 'x'.repeat(43), expiresAt }));

  expect(await myTips()).toMatchObject({ ok: true });
  expect(timesAsked()).toBe(1);
});

test('a stale token of Zalo is asked for once more; a second one ends in “cannot sign in”', async () => {
  const { platform, timesAsked } = await phoneOf('lan', ['stale']);
  expect(await createStore().set(signInAtom, platform)).toEqual({ kind: 'signed-in' });
  expect(timesAsked()).toBe(2);

  sessionText.removeItem('session');
  const stale = await phoneOf('lan', ['stale', 'stale', 'stale']);
  expect(await createStore().set(signInAtom, stale.platform)).toEqual({ kind: 'unavailable' });
  expect(stale.timesAsked()).toBe(2);
});

test('a refusal, a phone without Zalo and a missing line are told apart', async () => {
  const { platform, myTips } = await phoneOf('lan', [
    { kind: 'declined' },
    unavailable('unsupported'),
    unavailable('offline'),
    { kind: 'declined' },
  ]);
  const signIn = () => createStore().set(signInAtom, platform);

  expect(await signIn()).toEqual({ kind: 'declined' });
  expect(await signIn()).toEqual({ kind: 'unavailable' });
  expect(await signIn()).toEqual({ kind: 'failed', problem: { kind: 'offline' } });
  expect(await myTips()).toMatchObject({ ok: false, problem: { code: 'unauthenticated', status: 401 } });
});

test('who signs out leaves no session on the phone', async () => {
  const { platform } = await phoneOf('lan');
  const store = createStore();
  await store.set(signInAtom, platform);

  store.set(signOutAtom);

  expect(store.get(isSignedInAtom)).toBe(false);
  expect(sessionText.getItem('session')).toBeNull();
});
