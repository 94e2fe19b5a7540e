/**
 * `npm run bench -- keystrokes`: what a keystroke in the search for procedures costs a phone four times slower than this machine:
 * milliseconds of its main thread for each letter (script, and all with layout and drawing), beside a bare field; how long by the clock
 * until the letter and its answers are drawn (this counts what else the machine does); and how soon the index stands.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIfStale } from '../../scripts/build.ts';
import { readConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/log.ts';
import { startServer } from '../../server/main.ts';
import { launchChromium } from '../support/chromium.ts';
import { readSearchQueries } from '../support/search-queries.ts';

const slowedTimes = 4;
const queriesTyped = 12;
const settleMs = 60;

await buildIfStale();
const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-keystrokes-'));
const server = await startServer({
  config: readConfig({ PORT: '0', DATA_DIR: dataDir, RATE_LIMITS: 'off' }),
  logger: createLogger('error'),
  pageFolder: path.resolve(import.meta.dirname, '../../dist'),
});
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
const session = await page.context().newCDPSession(page);
// Of the processor, not of the clock: what else this machine does is not counted.
await session.send('Performance.enable', { timeDomain: 'threadTicks' });
await session.send('Emulation.setCPUThrottlingRate', { rate: slowedTimes });

/** Milliseconds that the main thread has worked so far. */
async function worked(): Promise<{ scriptMs: number; allMs: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => 1_000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
  return { scriptMs: of('ScriptDuration'), allMs: of('TaskDuration') };
}

await page.goto(`${server.origin}/procedures?w=tay-thanh`);
const field = page.getByRole('searchbox');
await field.waitFor();
const fromMs = performance.now();
await field.fill('a');
await page
  .getByRole('status')
  .filter({ hasText: /thủ tục/ })
  .first()
  .waitFor();
console.log(
  `phone slowed ${slowedTimes} times; answers ${(performance.now() - fromMs).toFixed(0)} ms after the screen`,
);

/** Keeps how long each letter took until it was drawn; the browser counts in steps of 8 ms, and leaves out what took less than 16. */
async function watchDrawing(): Promise<void> {
  await page.evaluate(() => {
    const events: PerformanceObserverInit & { durationThreshold: number } = {
      type: 'event',
      durationThreshold: 16,
    };
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === 'input') performance.mark('drawn', { detail: duration });
    }).observe(events);
  });
}

const drawnMs = () =>
  page.evaluate(() =>
    performance
      .getEntriesByName('drawn')
      .flatMap((mark) => (mark instanceof PerformanceMark ? Number(mark.detail) : [])),
  );

type Cost = { scriptMs: number; allMs: number };

/** Types the queries letter by letter into what has the focus. */
async function typeInto(clear: () => Promise<void>): Promise<Cost[]> {
  const keys: Cost[] = [];
  for (const { query } of readSearchQueries('search-queries.tsv').slice(0, queriesTyped)) {
    await clear();
    for (const letter of query) {
      await page.waitForTimeout(settleMs);
      const before = await worked();
      await page.keyboard.insertText(letter);
      await page.waitForTimeout(settleMs);
      const after = await worked();
      keys.push({ scriptMs: after.scriptMs - before.scriptMs, allMs: after.allMs - before.allMs });
    }
  }
  return keys;
}

await watchDrawing();
const found = await typeInto(() => field.fill(''));
const drawn = await drawnMs();
await page.goto('about:blank');
await page.setContent('<input>');
const plain = await typeInto(() => page.locator('input').fill(''));
const at = (values: number[], share: number) => {
  const sorted = values.sort((one, other) => one - other);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
};
for (const [what, keys] of [
  ['search for procedures', found],
  ['a bare field', plain],
] as const) {
  for (const [name, values] of [
    ['script', keys.map(({ scriptMs }) => scriptMs)],
    ['all', keys.map(({ allMs }) => allMs)],
  ] as const) {
    console.log(
      `${what}, ${name}: ms a letter, of ${values.length}: median ${at(values, 0.5)}, p95 ${at(values, 0.95)}, most ${at(values, 1)}`,
    );
  }
}
console.log(
  `letter to answers drawn, by the clock: ${drawn.length} letters of 16 ms or more: p95 ${at(drawn, 0.95)}, most ${at(drawn, 1)}`,
);
await browser.close();
await server.stop();
rmSync(dataDir, { recursive: true, force: true });
