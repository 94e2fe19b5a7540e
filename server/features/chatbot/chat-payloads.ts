import { type ChatAspect, chatAspects } from './chat-intent.rules.ts';

/** What our buttons send back. A citizen may type them too: they say nothing that a sentence could not. */
export const payloads = {
  menu: '#menu',
  procedures: '#thu-tuc',
  tip: '#bao-tin',
  sos: '#cuu-giup',
  sosMistake: '#gui-nham',
  contact: '#lien-he',
  person: '#gap-can-bo',
  assistant: '#tro-ly',
  news: '#tin-moi',
  track: '#tra-cuu',
  procedure: (id: string): string => `#tt:${id}`,
  aspect: (aspect: ChatAspect, id: string): string => `#tt:${id}:${aspect}`,
} as const;

/** Of a button about a procedure; null for every other. */
export function readProcedurePayload(payload: string): { id: string; aspect: ChatAspect | null } | null {
  const [sign, id, asked, ...rest] = payload.split(':');
  if (sign !== '#tt' || !id || rest.length > 0) return null;
  return { id, aspect: chatAspects.find((each) => each === asked) ?? null };
}
