import { expect, test } from 'vitest';
import { generatedBody } from '../../../server/http/generated-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Chunks that come when they are let, and how often their end was heard. */
function madeByHand() {
  const gates: (() => void)[] = [];
  const heard = { ends: 0, errors: [] as unknown[] };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let nr = 1; nr <= 3; nr += 1) {
      await new Promise<void>((resolve) => gates.push(resolve));
      yield bytes(`${nr}`);
    }
  }
  const body = generatedBody(chunks(), {
    onEnd: () => {
      heard.ends += 1;
    },
    onError: (error) => heard.errors.push(error),
  });
  return { body, heard, letOne: () => gates.shift()?.() };
}

test('a body that is made while it is read comes whole, and its end is heard once', async () => {
  const { body, heard, letOne } = madeByHand();
  const text = new Response(body).text();
  for (let nr = 0; nr < 3; nr += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    letOne();
  }
  expect(await text).toBe('123');
  expect(heard).toEqual({ ends: 1, errors: [] });
});

test('a reader who goes away while a piece is being made is heard once, and is no error', async () => {
  const { body, heard, letOne } = madeByHand();
  const reader = body.getReader();
  const first = reader.read();
  const gone = reader.cancel();
  letOne();
  await Promise.allSettled([first, gone]);
  expect(heard).toEqual({ ends: 1, errors: [] });
});

test('what cannot be made breaks off where it was, and both are heard', async () => {
  const heard: string[] = [];
  const broken = (async function* () {
    yield bytes('1');
    throw new Error('gone');
  })();
  const body = generatedBody(broken, { onEnd: () => heard.push('end'), onError: () => heard.push('error') });
  await expect(new Response(body).text()).rejects.toThrow('gone');
  expect(heard).toEqual(['end', 'error']);
});
