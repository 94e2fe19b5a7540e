import type { Outcome } from '../platform.ts';

/** Downloads start a moment after the click; the address must outlive it. */
const addressLifetimeMs = 60_000;

/** Hands a file to the browser's downloads. `ok` means handed over: the browser does not tell more. */
export function downloadFile(file: Blob, fileName: string): Outcome<void> {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), addressLifetimeMs);
  return { kind: 'ok', value: undefined };
}
