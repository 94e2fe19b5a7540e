import { lookup as dnsLookup } from 'node:dns/promises';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type CheckedUrl, hostOf, isAddressAllowed } from './outgoing-url.rules.ts';

/** How one call ended. `reason` is a short code for logs and parked messages; it holds nothing of what was sent or answered. */
export type PostOutcome =
  | { kind: 'answered'; status: number; retryAfterMs: number | null }
  /** Nothing usable came back: whether it arrived is not known. */
  | { kind: 'failed'; reason: PostFailure };

export type PostFailure = 'dns' | 'address refused' | 'timeout' | 'tls' | 'connection';

export type Address = { address: string; family: number };
export type Resolve = (host: string) => Promise<readonly Address[]>;

/** From the look-up to the end of the answer. */
const postTimeoutMs = 10_000;
/** Of an answer nothing but its status is wanted: what follows is read so far, so that the other side can end in order, and then cut. */
const answerBytesMax = 16 * 1024;
const answerHeaderBytesMax = 8 * 1024;
/** How long somebody can put us off by Retry-After. */
const retryAfterMsMax = 60 * 60_000;

const resolveName: Resolve = (host) => dnsLookup(host, { all: true, verbatim: true });

export type PinnedPost = ReturnType<typeof createPinnedPost>;

/**
 * Posts to an address that somebody gave us, and to nothing else: the name is looked up once, every address it stands for has to be
 * allowed, and the connection goes to one of those that were checked, whatever DNS says a moment later. Redirects are not followed.
 */
export function createPinnedPost(options: { resolve?: Resolve; timeoutMs?: number } = {}) {
  const { resolve = resolveName, timeoutMs = postTimeoutMs } = options;

  /** The addresses to connect to, or why none. */
  async function find(target: CheckedUrl, signal: AbortSignal): Promise<readonly Address[] | PostFailure> {
    const host = hostOf(target.url);
    const literal = isIP(host);
    let found: readonly Address[];
    try {
      found = literal === 0 ? await orAborted(resolve(host), signal) : [{ address: host, family: literal }];
    } catch {
      return signal.aborted ? 'timeout' : 'dns';
    }
    if (found.length === 0) return 'dns';
    return found.every(({ address }) => isAddressAllowed(address, target)) ? found : 'address refused';
  }

  return {
    /** Whether a name leads somewhere that we would go; null: it does. */
    async findTrouble(target: CheckedUrl): Promise<PostFailure | null> {
      const found = await find(target, AbortSignal.timeout(timeoutMs));
      return typeof found === 'string' ? found : null;
    },

    async post(
      target: CheckedUrl,
      message: { headers: Readonly<Record<string, string>>; body: string },
    ): Promise<PostOutcome> {
      const signal = AbortSignal.timeout(timeoutMs);
      const addresses = await find(target, signal);
      if (typeof addresses === 'string') return { kind: 'failed', reason: addresses };
      return await send(target.url, addresses, message, signal);
    },
  };
}

function send(
  url: URL,
  addresses: readonly Address[],
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
  signal: AbortSignal,
): Promise<PostOutcome> {
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    // A connection of its own: one that is kept could be another look-up's.
    agent: false,
    lookup: pinnedTo(addresses),
    maxHeaderSize: answerHeaderBytesMax,
    signal,
  });
  request.end(body);
  return endOf(request, signal);
}

function endOf(request: ClientRequest, signal: AbortSignal): Promise<PostOutcome> {
  return new Promise((resolve) => {
    let answered: PostOutcome | null = null;
    request.once('response', (response) => {
      const outcome: PostOutcome = {
        kind: 'answered',
        status: response.statusCode ?? 0,
        retryAfterMs: readRetryAfterMs(response.headers['retry-after']),
      };
      answered = outcome;
      readSome(response, () => {
        request.destroy();
        resolve(outcome);
      });
    });
    request.on('error', (error) => resolve(answered ?? { kind: 'failed', reason: failureOf(error, signal) }));
  });
}

/** An answer counts by its status, however its body ends. */
function readSome(response: IncomingMessage, done: () => void): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > answerBytesMax) done();
  });
  response.once('error', done);
  response.once('close', done);
  response.once('end', done);
}

/** Answers every look-up of the connection with what was checked. */
function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_host, options, answer) => {
    if (options.all) return answer(null, [...addresses]);
    const [first] = addresses;
    answer(null, first?.address ?? '', first?.family ?? 4);
  };
}

function failureOf(error: Error & { code?: string }, signal: AbortSignal): PostFailure {
  if (signal.aborted || error.name === 'AbortError' || error.code === 'ETIMEDOUT') return 'timeout';
  const code = error.code ?? '';
  return /CERT|TLS|SSL|SIGNATURE|^EPROTO$/.test(code) ? 'tls' : 'connection';
}

/** Seconds, or an instant (RFC 9110, 10.2.3). */
function readRetryAfterMs(value: string | undefined): number | null {
  if (value === undefined) return null;
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, retryAfterMsMax) : null;
}

/** A look-up cannot be called off; we stop waiting for it. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}
