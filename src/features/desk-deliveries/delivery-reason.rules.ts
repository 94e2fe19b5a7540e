import { deskText } from '../../text/vi-desk.ts';

const words = deskText.deliveries;

const destinations: Partial<Record<string, string>> = words.destinations;
const known: Partial<Record<string, string>> = words.reasons;

/**
 * Why a message is parked, as an officer can use it: the outbox keeps "oa-group: zalo -237; parent-group: not connected", one part for
 * each destination that was tried. What is not known is shown as it is, for whoever looks after the portal.
 */
export function reasonText(reason: string): string {
  return reason
    .split('; ')
    .map((part) => {
      const [, via = '', why = part] = /^([a-z-]+): (.*)$/.exec(part) ?? [];
      const said = whyText(why);
      return via === '' ? said : `${destinations[via] ?? via}: ${said}`;
    })
    .join('. ');
}

function whyText(why: string): string {
  const [, code] = /^zalo (-?\d+)$/.exec(why) ?? [];
  if (code === undefined) return known[why] ?? why;
  return known[why] ?? words.refusedByZalo(code);
}
