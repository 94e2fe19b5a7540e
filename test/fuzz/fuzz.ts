import fc from 'fast-check';
import { problems } from '#contract/problem.ts';
import { type AnswerChecker, createAnswerChecker } from '../support/answer-checker.ts';
import {
  listOperations,
  type NamedOperation,
  type NonsenseRequest,
  nonsenseFor,
  type OpenApiDocument,
} from '../support/openapi-requests.ts';
import type { talkTo } from '../support/portal.ts';
import { buryTreasure, type FuzzAsker, gatherAskers, marker, type Treasure } from './fuzz-ground.ts';

export type FuzzFault = {
  /** `GET /api/…` as the document has it. */
  operation: string;
  asker: string;
  what: string;
  /** The request as a command. */
  curl: string;
};

export type FuzzRound = { requests: number; byStatus: Map<number, number>; faults: FuzzFault[] };

const answerTimeoutMs = 30_000;
/** Of all headers and the address (node:http, maxHeaderSize). */
const nodeHeadersBytesMax = 16_384;

/** Goes over every operation of a portal again and again, each time with other nonsense of other people. */
export async function openFuzz(portal: ReturnType<typeof talkTo>) {
  const document = (await (await fetch(`${portal.origin}/api/openapi.json`)).json()) as OpenApiDocument;
  const faultOf = createAnswerChecker(document);
  const operations = listOperations(document);
  const treasure = await buryTreasure(portal);
  return {
    operations,
    /** `runs`: requests to each operation by each asker. The same seed asks the same of an equal portal. Ends early, between two operations, once `isOver`. */
    async round(options: { seed: number; runs: number; isOver?: () => boolean }): Promise<FuzzRound> {
      const askers = await gatherAskers(portal, treasure);
      const round: FuzzRound = { requests: 0, byStatus: new Map(), faults: [] };
      for (const named of operations) {
        if (options.isOver?.()) break;
        // They ask at once, as people do; a round is over sooner, too.
        const found = await Promise.all(
          askers.map((asker) => tryOperation({ portal, named, asker, treasure, faultOf, round }, options)),
        );
        round.faults.push(...found.filter((fault) => fault !== null));
      }
      return round;
    },
  };
}

type Context = {
  portal: { origin: string };
  named: NamedOperation;
  asker: FuzzAsker;
  treasure: Treasure;
  faultOf: AnswerChecker;
  round: FuzzRound;
};

/** The smallest request that is answered wrongly, if one is. */
async function tryOperation(
  context: Context,
  { seed, runs }: { seed: number; runs: number },
): Promise<FuzzFault | null> {
  const { named, asker, portal } = context;
  let last = '';
  const found = await fc.check(
    fc.asyncProperty(nonsenseFor(named, asker), async (request) => {
      const what = await wrongWith(context, request);
      if (what) last = what;
      return what === null;
    }),
    { seed, numRuns: runs },
  );
  const [request] = found.counterexample ?? [];
  if (!request) return null;
  return {
    operation: `${named.method} ${named.path}`,
    asker: asker.name,
    what: last,
    curl: curlOf(portal.origin, request),
  };
}

async function wrongWith(context: Context, request: NonsenseRequest): Promise<string | null> {
  const { portal, asker, treasure, faultOf, round } = context;
  const { url, method, headers, body } = request;
  round.requests += 1;
  const signal = AbortSignal.timeout(answerTimeoutMs);
  const answer = await fetch(`${portal.origin}${url}`, { method, headers, body, signal }).catch(
    (error: unknown) => new NoAnswer(String(error)),
  );
  if (answer instanceof NoAnswer) return `no answer: ${answer.message}`;
  const { status } = answer;
  round.byStatus.set(status, (round.byStatus.get(status) ?? 0) + 1);
  const contentType = answer.headers.get('content-type');
  const isStream = contentType?.startsWith('text/event-stream') ?? false;
  // A stream has no end.
  const text = isStream ? null : await answer.text();
  if (isStream) await answer.body?.cancel();
  if (status >= 500 && !(status === 503 && answer.headers.has('retry-after')))
    return `${status}: ${text?.slice(0, 300)}`;
  const path = new URL(url, portal.origin).pathname;
  if (asker.isStranger) {
    if (text?.includes(marker)) return 'a stranger reads what is not theirs';
    const isTheirs =
      path.includes(treasure.code) || path.includes(treasure.alert) || path.includes(treasure.article);
    if (isTheirs && status < 400) return `a stranger is let in: ${status}`;
  }
  // What JSON cannot say of the problem is a fault as well.
  if (contentType === 'application/problem+json') {
    const fault = wrongProblem(text ?? '', status);
    if (fault) return fault;
  }
  // An address that no route takes, such as one with an empty part, is not this operation's.
  if (status === 404) return null;
  // Node's own, of an address that is longer than any that there is: no route hears of it.
  if (status === 431 && url.length > nodeHeadersBytesMax / 2) return null;
  return faultOf({ method, path, status, contentType, text });
}

class NoAnswer extends Error {}

function wrongProblem(text: string, status: number): string | null {
  const problem = JSON.parse(text) as { code: string; status: number; issues?: unknown[] };
  if (!(problem.code in problems) || problem.status !== status) return `a problem of its own kind: ${text}`;
  if (problem.code === 'invalid_input' && !problem.issues?.length) return `names no field: ${text}`;
  return null;
}

function curlOf(origin: string, { url, method, headers, body }: NonsenseRequest): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const given = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const isText = typeof body === 'string';
  const sent =
    body === null
      ? []
      : [
          `--data-binary ${isText ? quoted(body) : `@<(echo ${Buffer.from(body).toString('base64')} | base64 -d)`}`,
        ];
  return ['curl -i', '-X', method, quoted(`${origin}${url}`), ...given, ...sent].join(' ');
}
