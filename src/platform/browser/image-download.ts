import type { Outcome } from '../platform.ts';

/** Downloads start a moment after the click; the address must outlive it. */
const addressLifetimeMs = 60_000;

/** Hands a picture to the browser's downloads. `ok` means handed over: the browser does not tell more. */
export function downloadImage(image: Blob, fileName: string): Outcome<void> {
  const address = URL.createObjectURL(image);
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

/**
 * Web views inside other apps drop downloads without a word, so nothing may be promised there: the picture goes to the phone's
 * share sheet, and where there is none the answer is `unsupported`.
 */
export async function shareImage(image: Blob, fileName: string): Promise<Outcome<void>> {
  const content = { files: [new File([image], fileName, { type: image.type })] };
  if (!navigator.canShare?.(content)) return { kind: 'unavailable', reason: 'unsupported' };
  try {
    await navigator.share(content);
    return { kind: 'ok', value: undefined };
  } catch (error) {
    const isCancelled = error instanceof DOMException && error.name === 'AbortError';
    return isCancelled ? { kind: 'declined' } : { kind: 'unavailable', reason: 'failed' };
  }
}
