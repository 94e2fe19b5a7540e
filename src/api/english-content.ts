import type { ContentEnglish } from '#contract/portal.ts';
import { keptText } from '../lib/kept-text.ts';
import { requestJson } from './client.ts';

/** Raised when the shape changes: an older copy is then not read. */
const copyKey = 'english-1';

/** What was told last, so that names are English at once and without a line; null when there is nothing that can be read. */
export function keptEnglish(): ContentEnglish | null {
  try {
    const copy: ContentEnglish | null = JSON.parse(keptText.getItem(copyKey) ?? 'null');
    return copy && typeof copy.words === 'object' ? copy : null;
  } catch {
    return null;
  }
}

/** What the place says in English now; null when the server does not answer, and what is kept goes on. */
export async function askEnglish(): Promise<ContentEnglish | null> {
  const answer = await requestJson<ContentEnglish>('/api/english');
  if (!answer.ok) return null;
  keptText.setItem(copyKey, JSON.stringify(answer.value));
  return answer.value;
}
