/** The portal of `npm run soak`: as the bench's, and says how much of its heap is in use once all that nobody holds is gone (`--expose-gc`). */
import '../bench/portal-process.ts';

process.on('message', (message) => {
  if (message !== 'heap') return;
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ heapMib: heapUsed / 2 ** 20, externalMib: external / 2 ** 20 } satisfies HeapInUse);
});

export type HeapInUse = { readonly heapMib: number; readonly externalMib: number };
