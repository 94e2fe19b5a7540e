import type { Privacy } from '#contract/portal.ts';
import { keptText, type TextStore } from '../lib/kept-text.ts';
import { requestJson } from './client.ts';
import type { ApiProblem } from './problem.ts';

/** Raised when the shape changes: an older copy is then not read. */
const copyKey = 'privacy-1';

export type PrivacyAnswer =
  | { kind: 'ready'; privacy: Privacy; isCopy: boolean }
  | { kind: 'failed'; problem: ApiProblem };

/** The copy seen last; undefined when there is none that can be read. */
function readPrivacyCopy(store: TextStore): Privacy | undefined {
  try {
    const copy: Privacy | null = JSON.parse(store.getItem(copyKey) ?? 'null');
    return typeof copy?.text === 'string' && typeof copy.consent?.text === 'string' ? copy : undefined;
  } catch {
    return undefined;
  }
}

/** How the place protects data; without a line as it was seen last. */
export async function getPrivacy(): Promise<PrivacyAnswer> {
  const result = await requestJson<Privacy>('/api/privacy');
  if (result.ok) {
    keptText.setItem(copyKey, JSON.stringify(result.value));
    return { kind: 'ready', privacy: result.value, isCopy: false };
  }
  const copy = readPrivacyCopy(keptText);
  return copy ? { kind: 'ready', privacy: copy, isCopy: true } : { kind: 'failed', problem: result.problem };
}
