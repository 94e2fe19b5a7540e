/** How an answer may be compressed, the smaller first. */
export type Encoding = 'br' | 'gzip';

const encodings: readonly Encoding[] = ['br', 'gzip'];
/** A few headers are sent by nearly everybody; what else comes is not kept beyond so many. */
const knownMax = 100;
const known = new Map<string, Encoding | null>();

/** What of `Accept-Encoding` we send: null is as it is. A weight of nothing refuses, `*` stands for what is not named (RFC 9110, 12.5.3). */
export function encodingFor(acceptEncoding: string | undefined): Encoding | null {
  if (acceptEncoding === undefined) return null;
  const before = known.get(acceptEncoding);
  if (before !== undefined) return before;
  const found = choose(acceptEncoding);
  if (known.size < knownMax && acceptEncoding.length < knownMax) known.set(acceptEncoding, found);
  return found;
}

function choose(acceptEncoding: string): Encoding | null {
  const weights = new Map(
    acceptEncoding.split(',').map((part): [string, number] => {
      const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return [name === 'x-gzip' ? 'gzip' : name, weight === undefined ? 1 : Number(weight.slice(2))];
    }),
  );
  const takes = (encoding: Encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0;
  return encodings.find(takes) ?? null;
}
