import type { DeskSosItem } from '#contract/sos.ts';
import { amountText } from '../../text/vi-desk.ts';
import { deskSosText } from '../../text/vi-desk-sos.ts';

/** How long somebody has been calling. */
export function sinceText({ createdAt }: DeskSosItem, nowMs: number): string {
  const minutes = Math.floor((nowMs - Date.parse(createdAt)) / 60_000);
  return minutes < 1 ? deskSosText.justNow : deskSosText.since(amountText(minutes));
}
