import type { AppPlace, ChatAnswer, ChatButton } from './chat-message.ts';

/** The Mini App's addresses as src/text/paths.ts has them, which a test compares. */
export const appPaths = {
  home: '/',
  tip: '/bao-tin',
  track: '/tra-cuu',
  sos: '/sos',
  channels: '/kenh-zalo',
  procedures: '/procedures',
  form: '/forms',
  article: '/news',
} as const;

/** The name under which the link to a tip's form carries the id of its words, never the words. */
export const wordsParameter = 'loi';

/** How a place in the Mini App is reached: inside Zalo once it has an id there, else as a page. */
export function appLink(
  place: AppPlace,
  where: { miniAppId: string | null; publicUrl: string; unitId: string; wordsId: string | null },
): string {
  const query = new URLSearchParams({ w: where.unitId });
  if (place.screen === 'tip' && where.wordsId !== null) query.set(wordsParameter, where.wordsId);
  const base =
    where.miniAppId === null ? where.publicUrl : `https://zalo.me/s/${encodeURIComponent(where.miniAppId)}`;
  return `${base}${pathOf(place)}?${query}`;
}

function pathOf(place: AppPlace): string {
  switch (place.screen) {
    case 'procedure':
      return `${appPaths.procedures}/${encodeURIComponent(place.id)}`;
    case 'form':
      return `${appPaths.form}/${encodeURIComponent(place.slug)}`;
    case 'article':
      return `${appPaths.article}/${encodeURIComponent(place.id)}`;
    default:
      return appPaths[place.screen];
  }
}

/** As Zalo takes it (zalo/server.md 3.1). */
export type ZaloButton =
  | { title: string; type: 'oa.open.url'; payload: { url: string } }
  | { title: string; type: 'oa.query.hide'; payload: string }
  | { title: string; type: 'oa.open.phone'; payload: { phone_code: string } };

export function toZaloButton({ title, action }: ChatButton, linkTo: (place: AppPlace) => string): ZaloButton {
  switch (action.kind) {
    case 'open':
      return { title, type: 'oa.open.url', payload: { url: linkTo(action.place) } };
    case 'say':
      return { title, type: 'oa.query.hide', payload: action.payload };
    case 'call':
      return { title, type: 'oa.open.phone', payload: { phone_code: phoneCode(action.phone) } };
  }
}

/** Zalo wants the country in front and no zero; three digits stay what they are. */
const phoneCode = (phone: string): string => phone.replace(/\D/g, '').replace(/^0(?=\d{8,})/, '84');

/** The words that a message's buttons would bring into the form of a tip. */
export function wordsIn(answer: ChatAnswer): string | null {
  if (answer.kind !== 'text') return null;
  const places = answer.buttons.flatMap(({ action }) => (action.kind === 'open' ? [action.place] : []));
  return (
    places.flatMap((place) => (place.screen === 'tip' && place.words !== null ? [place.words] : []))[0] ??
    null
  );
}
