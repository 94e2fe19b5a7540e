/**
 * A body that is made while it is read, a piece at a time. `onEnd` is called once, however it ends: read to its end, its reader gone, or
 * broken off, of which `onError` hears why.
 */
export function generatedBody(
  pieces: AsyncGenerator<Uint8Array>,
  { onEnd, onError }: { onEnd(): void; onError(error: unknown): void },
): ReadableStream<Uint8Array> {
  let isOver = false;
  const end = () => {
    isOver = true;
    onEnd();
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        // Its reader went away while this piece was made.
        if (isOver) return;
        if (!done) return controller.enqueue(value);
        end();
        controller.close();
      } catch (error) {
        if (isOver) return;
        end();
        onError(error);
        controller.error(error);
      }
    },
    async cancel() {
      end();
      await pieces.return(undefined);
    },
  });
}
