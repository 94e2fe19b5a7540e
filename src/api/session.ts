import type { Session, SignIn } from '#contract/citizens.ts';
import { problemsOnPhone } from '#contract/problem-on-phone.ts';
import { sessionText } from '../lib/kept-text.ts';
import { atom } from '../lib/store.ts';
import type { Platform, Unavailability } from '../platform/platform.ts';
import { requestJson } from './client.ts';
import type { ApiProblem, ApiResult } from './problem.ts';

/** What came of signing in. Everything but `signed-in` leaves another way open, which the screen has to name. */
export type SignInResult =
  | { kind: 'signed-in' }
  /** The person said no. */
  | { kind: 'declined' }
  /** Zalo does not vouch for anybody here: a plain browser, an old Zalo, no line. */
  | { kind: 'unavailable' }
  | { kind: 'failed'; problem: ApiProblem };

type SignedIn = { kind: 'ok'; session: Session } | Exclude<SignInResult, { kind: 'signed-in' }>;

/** Gone when the app is closed; never in localStorage, never in an address. */
const sessionKey = 'session';
/** A session that ends while a request is on its way would be refused; it counts as over a little earlier. */
const endsEarlierMs = 30_000;

const signedInAtom = atom(readSession() !== null);

/** Whether somebody is signed in as far as the phone knows; the server has the last word. */
export const isSignedInAtom = atom((get) => get(signedInAtom));

/** Only after a press, under a sentence that says what for. Nobody is asked again while a session is good. */
export const signInAtom = atom(null, async (_get, set, platform: Platform): Promise<SignInResult> => {
  const result = await currentOrNewSession(platform);
  set(signedInAtom, result.kind === 'ok');
  return result.kind === 'ok' ? { kind: 'signed-in' } : result;
});

/** Forgets who is signed in on this phone; the server forgets by itself. */
export const signOutAtom = atom(null, (_get, set) => {
  sessionText.removeItem(sessionKey);
  set(signedInAtom, false);
});

/**
 * Asks our server as the signed-in citizen. A session that is over or refused is renewed once, without a question to the person, and
 * the request sent again. Where no session can be had the answer is `unauthenticated`. `ask` is given the header to send.
 */
export async function asCitizen<Value>(
  platform: Platform,
  ask: (headers: { Authorization: string }) => Promise<ApiResult<Value>>,
): Promise<ApiResult<Value>> {
  const askedWith = async (signedIn: SignedIn) =>
    signedIn.kind === 'ok'
      ? await ask({ Authorization: `Bearer ${signedIn.session.token}` })
      : ({ ok: false, problem: problemOf(signedIn) } as const);

  const known = readSession();
  const first = await askedWith(await currentOrNewSession(platform));
  // A session made just now and refused all the same would be refused again.
  if (first.ok || known === null || !isUnauthenticated(first.problem)) return first;
  if (readSession()?.token === known.token) sessionText.removeItem(sessionKey);
  return await askedWith(await currentOrNewSession(platform));
}

/** Nobody is signed in, or the server does not take the session any more. */
export const isUnauthenticated = (problem: ApiProblem): boolean =>
  problem.kind === 'refused' && problem.code === 'unauthenticated';

function problemOf(signedIn: Exclude<SignedIn, { kind: 'ok' }>): ApiProblem {
  return signedIn.kind === 'failed' ? signedIn.problem : { ...unauthenticated };
}

const unauthenticated: ApiProblem = {
  kind: 'refused',
  code: 'unauthenticated',
  title: problemsOnPhone.unauthenticated.title,
  status: problemsOnPhone.unauthenticated.status,
  requestId: null,
  issues: [],
  retryAfterMs: null,
};

function readSession(): Session | null {
  const text = sessionText.getItem(sessionKey);
  if (text === null) return null;
  try {
    const session: Session = JSON.parse(text);
    return Date.parse(session.expiresAt) - endsEarlierMs > Date.now() ? session : null;
  } catch {
    return null;
  }
}

let signingIn: Promise<SignedIn> | null = null;

/** Callers that come while one is signing in share what comes of it. */
function currentOrNewSession(platform: Platform): Promise<SignedIn> {
  const session = readSession();
  if (session) return Promise.resolve({ kind: 'ok', session });
  signingIn ??= newSession(platform).finally(() => {
    signingIn = null;
  });
  return signingIn;
}

/** A token of Zalo can be stale: the second one is new. */
const zaloTokensMax = 2;

async function newSession(platform: Platform): Promise<SignedIn> {
  for (let tokens = 0; tokens < zaloTokensMax; tokens += 1) {
    const outcome = await platform.signIn();
    if (outcome.kind === 'declined') return outcome;
    if (outcome.kind === 'unavailable') return failureOf(outcome.reason);
    const body: SignIn = { zaloAccessToken: outcome.value };
    const result = await requestJson<Session>('/api/session', { method: 'POST', json: body });
    if (result.ok) {
      sessionText.setItem(sessionKey, JSON.stringify(result.value));
      return { kind: 'ok', session: result.value };
    }
    if (!isUnauthenticated(result.problem)) return { kind: 'failed', problem: result.problem };
  }
  return { kind: 'unavailable' };
}

/** A missing line is said as such; whatever else stands in the way, the person cannot mend. */
function failureOf(reason: Unavailability): SignedIn {
  return reason === 'offline' || reason === 'timeout'
    ? { kind: 'failed', problem: { kind: reason } }
    : { kind: 'unavailable' };
}
