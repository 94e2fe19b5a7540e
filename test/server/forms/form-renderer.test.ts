import { expect, onTestFinished, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import type { FormOrder } from '../../../server/features/forms/form-file.ts';
import { createFormRenderer } from '../../../server/features/forms/form-renderer.ts';

const pack = await loadPack('tan-phu-2025');
const form = pack.forms.find(({ slug }) => slug === 'ct01');
if (!form) throw new Error('the pack has no CT01');
const order = { format: 'pdf', form, answers: new Map() } as const;

function renderer(limits: { jobsMax: number; jobMsMax: number }) {
  const givenUp: FormOrder[] = [];
  const made = createFormRenderer({ limits, onGivenUp: (order) => givenUp.push(order) });
  onTestFinished(() => made.stop());
  return { ...made, givenUp };
}

test('a file that takes too long is given up, and the next ones are made by a new thread', async () => {
  const { render, givenUp } = renderer({ jobsMax: 10, jobMsMax: 1 });
  // The first has to load everything, which no thread does in a millisecond.
  await expect(render(order)).rejects.toMatchObject({ code: 'busy', retryAfterS: 3 });
  expect(givenUp).toEqual([order]);

  const patient = renderer({ jobsMax: 10, jobMsMax: 10_000 });
  const files = await Promise.all([patient.render(order), patient.render(order)]);
  expect(files.map((bytes) => Buffer.from(bytes.subarray(0, 5)).toString())).toEqual(['%PDF-', '%PDF-']);
});

test('a form that cannot be made says so without a word of it, and the next one is made', async () => {
  const { render } = renderer({ jobsMax: 10, jobMsMax: 10_000 });
  const broken = JSON.parse(JSON.stringify({ ...form, title: 'bí mật', notes: null })) as typeof form;
  const failure = await render({ ...order, form: broken }).then(
    () => null,
    (error: unknown) => error,
  );

  expect(failure).toBeInstanceOf(Error);
  const { message, stack } = failure as Error;
  expect(message).toContain('TypeError');
  expect(stack).toContain('form-document.rules.ts');
  expect(stack).not.toContain('bí mật');
  expect((await render(order)).byteLength).toBeGreaterThan(10_000);
});

test('no more wait than there is room for', async () => {
  const { render, stop } = renderer({ jobsMax: 2, jobMsMax: 10_000 });
  const waiting = [render(order), render(order), render(order)].map((one) =>
    one.catch((error) => error.code),
  );
  expect(() => render(order)).toThrow('busy');

  // Whoever still waits when the portal stops is told so.
  await stop();
  expect(await Promise.all(waiting)).toEqual(['busy', 'busy', 'busy']);
});
