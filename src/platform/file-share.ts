import type { Outcome } from './platform.ts';

/** Whether the phone's share sheet takes documents. */
export function canShareFiles(): boolean {
  const sample = new File([], 'a.pdf', { type: 'application/pdf' });
  return navigator.canShare?.({ files: [sample] }) ?? false;
}

/**
 * Hands a file to the phone's share sheet; where there is none, or not for this kind of file, the answer is `unsupported`. Also what is left
 * of saving in web views inside other apps, which drop downloads without a word.
 */
export async function shareFile(file: Blob, fileName: string): Promise<Outcome<void>> {
  const content = { files: [new File([file], fileName, { type: file.type })] };
  if (!navigator.canShare?.(content)) return { kind: 'unavailable', reason: 'unsupported' };
  try {
    await navigator.share(content);
    return { kind: 'ok', value: undefined };
  } catch (error) {
    const isCancelled = error instanceof DOMException && error.name === 'AbortError';
    return isCancelled ? { kind: 'declined' } : { kind: 'unavailable', reason: 'failed' };
  }
}
