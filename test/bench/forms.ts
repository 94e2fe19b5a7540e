/**
 * `npm run bench -- forms [files]`: a filled CT01 with four members of the longest names, 1,000 times as PDF and DOCX in turn, through the
 * thread that the portal uses: milliseconds a file by the clock and by the processor, how long the server's own thread was held, and
 * what memory is left behind.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { checkAnswers } from '#contract/form-answers.ts';
import { formFormats } from '#contract/forms.ts';
import { loadPack } from '../../server/content/pack.ts';
import { readTinos } from '../../server/documents/tinos.ts';
import { createFormRenderer } from '../../server/features/forms/form-renderer.ts';
import { fullAnswers } from '../support/form-answers.ts';

const files = Number(process.argv[2] ?? 1_000);
const warmUp = 40;
const pack = await loadPack('tan-phu');
const form = pack.forms.find(({ slug }) => slug === 'ct01');
if (!form) throw new Error('the pack has no CT01');
const { answers, issues } = checkAnswers(form, fullAnswers(form), {
  today: '2026-11-24',
  isPrintable: readTinos('normal').has,
});
if (issues.length > 0) throw new Error(JSON.stringify(issues));

const renderer = createFormRenderer();
const coldMs = await timeOf('pdf');
for (let index = 0; index < warmUp; index += 1) await timeOf(formFormats[index % 2] ?? 'pdf');

const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();
const processor = process.cpuUsage();
const times = { pdf: [] as number[], docx: [] as number[] };
const memoryMb: number[] = [memory()];
for (let index = 0; index < files; index += 1) {
  const format = formFormats[index % 2] ?? 'pdf';
  times[format].push(await timeOf(format));
  if ((index + 1) % Math.ceil(files / 10) === 0) memoryMb.push(memory());
}
const { user, system } = process.cpuUsage(processor);
loop.disable();

console.log(`cold: ${coldMs.toFixed(0)} ms`);
for (const format of formFormats) {
  const sorted = times[format].sort((one, other) => one - other);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0);
  console.log(`${format}: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${at(1)} ms`);
}
console.log(`processor: ${((user + system) / 1_000 / files).toFixed(0)} ms a file, all threads`);
console.log(`server's own thread held: p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms (5 ms is none)`);
console.log(`resident megabytes, ten times on the way: ${memoryMb.map((mb) => mb.toFixed(0)).join(' ')}`);
await renderer.stop();

async function timeOf(format: 'pdf' | 'docx'): Promise<number> {
  if (!form) throw new Error('the pack has no CT01');
  const from = performance.now();
  await renderer.render({ format, form, answers });
  return performance.now() - from;
}

function memory(): number {
  return process.memoryUsage().rss / 1_000_000;
}
