import { type ApiRequest, requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';

export type Proving = {
  /** The server asks the phone to work for this one; it is under way. */
  onProving?: () => void;
  /** Nobody wants it any more: what is not sent yet stays unsent. */
  signal?: AbortSignal;
};

/** A challenge may run out while a phone is put away; then there is a new one. */
const proofsMax = 2;

/**
 * As `requestJson`, for a request that carries an Idempotency-Key: when the server asks for work first (`proof_required`), the
 * challenge is solved in the background and the request sent again under the same key.
 */
export async function requestWithProof<Value>(
  path: string,
  request: ApiRequest,
  { onProving, signal }: Proving = {},
): Promise<ApiResult<Value>> {
  let result = await requestJson<Value>(path, request);
  for (let proofs = 0; proofs < proofsMax; proofs += 1) {
    const challenge = !result.ok && result.problem.kind === 'refused' ? result.problem.challenge : undefined;
    if (!challenge) break;
    onProving?.();
    const solver = await loadSolver();
    if (!solver) return { ok: false, problem: { kind: 'offline' } };
    const proof = await solver.solveChallenge(challenge, signal);
    if (proof === undefined) break;
    result = await requestJson<Value>(path, { ...request, headers: { ...request.headers, Proof: proof } });
  }
  return result;
}

/** Apart from the app, since hardly anybody ever needs it. Undefined: it could not be fetched. */
async function loadSolver(): Promise<typeof import('./proof.ts') | undefined> {
  try {
    return await import('./proof.ts');
  } catch {
    return undefined;
  }
}
