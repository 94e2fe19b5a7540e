import { onTestFinished } from 'vitest';
import { type AnswerChecker, createAnswerChecker, type DescribedAnswers } from './answer-checker.ts';

/** The portals whose answers are held against the OpenAPI document: what each said otherwise, and what is still being read. */
const watched = new Map<string, { faults: Set<string>; pending: Promise<void>[] }>();
/** One for each process; the document is the same for every portal. */
let checker: Promise<AnswerChecker> | null = null;

let fetchAsIs: typeof fetch | null = null;

/** Once for each process. */
function listen(): typeof fetch {
  if (fetchAsIs) return fetchAsIs;
  const before = globalThis.fetch;
  fetchAsIs = before;
  globalThis.fetch = async (input, init) => {
    const answer = await before(input, init);
    const request = input instanceof Request ? input : null;
    const url = new URL(request?.url ?? String(input), 'http://here');
    const portal = url.pathname.startsWith('/api/') ? watched.get(url.origin) : undefined;
    if (portal) {
      const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
      portal.pending.push(check(url, method, answer, portal.faults));
    }
    return answer;
  };
  return before;
}

/** From now on every answer that the test gets of this portal's API has to be as its document says; else the test fails at its end. */
export function checkAnswersOf(origin: string): void {
  listen();
  const portal = { faults: new Set<string>(), pending: [] };
  watched.set(origin, portal);
  onTestFinished(async () => {
    watched.delete(origin);
    await Promise.all(portal.pending);
    if (portal.faults.size > 0)
      throw new Error(`Not as the OpenAPI document says:\n${[...portal.faults].join('\n')}`);
  });
}

async function check(url: URL, method: string, answer: Response, faults: Set<string>): Promise<void> {
  const contentType = answer.headers.get('content-type');
  const isRead = contentType?.includes('json') ?? false;
  // Taken before whoever asked reads it.
  const copy = isRead ? answer.clone() : null;
  checker ??= readDocument(url.origin);
  const faultOf = await checker.catch(() => null);
  if (!faultOf) {
    // This portal ended before it could say; the next one will.
    checker = null;
    return;
  }
  // What a test breaks off is no answer.
  const text = copy ? await copy.text().catch(() => null) : null;
  const isBroken = copy !== null && text === null;
  if (isBroken) return;
  const fault = faultOf({ method, path: url.pathname, status: answer.status, contentType, text });
  if (fault) faults.add(fault);
}

async function readDocument(origin: string): Promise<AnswerChecker> {
  const answer = await listen()(`${origin}/api/openapi.json`);
  return createAnswerChecker((await answer.json()) as DescribedAnswers);
}
