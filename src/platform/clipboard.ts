import type { Outcome } from './platform.ts';
import { withTimeLimit } from './time-limit.ts';

/** A browser may ask the person first; a web view may never answer. */
const clipboardLimitMs = 3_000;

/** Copies a text, by the clipboard or, where that is missing or forbidden, by selecting and copying it as one did before. */
export async function copyToClipboard(text: string): Promise<Outcome<void>> {
  const outcome = await withTimeLimit(clipboardLimitMs, writeToClipboard(text));
  return outcome.kind === 'ok' ? outcome : copyBySelection(text);
}

async function writeToClipboard(text: string): Promise<Outcome<void>> {
  if (!navigator.clipboard) return { kind: 'unavailable', reason: 'unsupported' };
  try {
    await navigator.clipboard.writeText(text);
    return { kind: 'ok', value: undefined };
  } catch {
    return { kind: 'unavailable', reason: 'failed' };
  }
}

function copyBySelection(text: string): Outcome<void> {
  const formerFocus = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.setAttribute('aria-hidden', 'true');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  field.setSelectionRange(0, text.length);
  const isCopied = document.execCommand('copy');
  field.remove();
  if (formerFocus instanceof HTMLElement) formerFocus.focus();
  return isCopied ? { kind: 'ok', value: undefined } : { kind: 'unavailable', reason: 'unsupported' };
}
