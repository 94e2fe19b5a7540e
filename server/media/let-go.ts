/**
 * Gives back the memory of bytes that nobody reads any more, at once: the collector leaves large buffers lying until there are 64 MB of
 * them. Only for who made them or was handed them for good; bytes that are part of something larger are left alone.
 */
export function letGo(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (
    !(buffer instanceof ArrayBuffer) ||
    buffer.byteLength !== bytes.byteLength ||
    bytes.byteLength < worthItBytes
  )
    return;
  buffer.transfer(0);
}

/** Smaller ones may lie in Node's pool, and are soon collected with everything else. */
const worthItBytes = 64 * 1024;
