import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameReader, type Frame, FrameError, frameOf } from '../../../server/media/photo-frames.ts';

const frames = fc.array(
  fc.record({ header: fc.record({ kind: fc.string() }), bytes: fc.uint8Array({ maxLength: 300 }) }),
  { maxLength: 5 },
);

test('frames arrive whole and in order, however the pipe cuts them', () => {
  fc.assert(
    fc.property(frames, fc.integer({ min: 1, max: 50 }), (sent, chunkBytes) => {
      const wire = Buffer.concat(sent.flatMap(({ header, bytes }) => frameOf(header, bytes)));
      const received: Frame[] = [];
      const read = createFrameReader(300, (frame) => received.push(frame));

      for (let at = 0; at < wire.length; at += chunkBytes) read(wire.subarray(at, at + chunkBytes));

      expect(received.map(({ header, bytes }) => ({ header, bytes: [...bytes] }))).toEqual(
        sent.map(({ header, bytes }) => ({ header, bytes: [...bytes] })),
      );
    }),
  );
});

test('a frame that announces more than is allowed is refused before it is collected', () => {
  const [lengths] = frameOf({}, Buffer.alloc(301));
  const read = createFrameReader(300, () => undefined);

  expect(() => read(Buffer.from(lengths ?? []))).toThrow(FrameError);
});
