import { markKey, markPersonal, markSecrets, record } from './recorded-bytes.ts';

const bodyCharsMax = 100_000;

let isListening = false;

/** From now on what this process asks over HTTP is recorded; once, since files of tests that share a process share its `fetch`. */
export function listenToFetch(): void {
  if (isListening) return;
  isListening = true;
  const fetchAsIs = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : null;
    const address = request?.url ?? String(input);
    record('address', address);
    const sent = new Headers(init?.headers ?? request?.headers);
    const key = sent.get('idempotency-key');
    if (key) markKey(key);
    if (typeof init?.body === 'string') markPersonal(parsed(init.body));
    const answer = await fetchAsIs(input, init);
    // Zalo's own answers, and those of its stand-in, are nobody's to keep clean but theirs.
    const isOurs =
      /\/(api|webhooks|feeds|readyz|metrics)\b/.test(new URL(address, 'http://here').pathname) &&
      !address.includes('/sandbox/');
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    if (isOurs && isJson && (answer.status >= 400 || init?.method === 'POST')) {
      const text = (await answer.clone().text()).slice(0, bodyCharsMax);
      if (answer.status >= 400) record('error-body', text);
      else markSecrets(parsed(text));
    }
    return answer;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A test of what is no JSON.
    return null;
  }
}
