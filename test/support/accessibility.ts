import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A size and a colour scheme in which a screen is looked at, and what of axe is asked there: what only looks change needs no second asking. */
type Look = { scheme: 'light' | 'dark'; width: number; rules: 'all' | 'colours' | 'none' };

const phone: Look = { scheme: 'light', width: 390, rules: 'all' };
const atNight: Look = { scheme: 'dark', width: 390, rules: 'colours' };
const narrowest: Look = { scheme: 'light', width: 320, rules: 'none' };
const wideAtNight: Look = { scheme: 'dark', width: 1280, rules: 'all' };

const citizensLooks: readonly Look[] = [phone, atNight, narrowest];
/** An officer has a phone, the station a wide screen on which a tip stands beside the list. */
export const desksLooks: readonly Look[] = [...citizensLooks, wideAtNight];

/**
 * No violation of WCAG 2.2 AA that axe finds, no small target, no small text, no sideways scroll, by day, at night and on the narrowest
 * phone: the screen stays as it is while its looks change. `screen` names it in a failure, and on the contact sheet, for which a picture is
 * taken when `npm run contact-sheet` asks for it.
 */
export async function expectAccessible(page: Page, screen: string, looks = citizensLooks): Promise<void> {
  const before = page.viewportSize();
  for (const look of looks) {
    const { scheme, width } = look;
    await page.emulateMedia({ colorScheme: scheme });
    if (page.viewportSize()?.width !== width)
      await page.setViewportSize({ width, height: before?.height ?? 844 });
    await page.evaluate(untilStill);
    await expectAccessibleAsItIs(page, `${screen}, ${scheme} at ${width}`, look);
  }
  const sheet = process.env.CONTACT_SHEET_FOLDER;
  if (sheet) await keepPictures(page, screen, looks, sheet);
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

async function expectAccessibleAsItIs(page: Page, screen: string, { rules }: Look): Promise<void> {
  if (rules !== 'none') {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
    const only = rules === 'colours' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {};
    const options: RunOptions = { resultTypes: ['violations'], ...only };
    expect(await page.evaluate(violationsOf, options), `${screen}: axe`).toEqual([]);
  }
  if (rules === 'colours') return;
  expect(await page.evaluate(smallThings), `${screen}: sizes`).toEqual({
    targets: [],
    texts: [],
    scrollsSideways: false,
  });
}

/** Runs in the page. */
async function violationsOf(options: RunOptions): Promise<string[] | undefined> {
  const axe = (window as Window & { axe?: { run(options: RunOptions): Promise<AxeResults> } }).axe;
  const results = await axe?.run(options);
  return results?.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  );
}

/** Runs in the page: new colours take a frame each to reach what inherits them. */
async function untilStill(): Promise<void> {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const framesMax = 60;
  let stillFrames = 0;
  for (let frame = 0; frame < framesMax && stillFrames < 2; frame += 1) {
    await nextFrame();
    const isMoving = document.getAnimations().some(({ playState }) => playState === 'running');
    stillFrames = isMoving ? 0 : stillFrames + 1;
  }
}

type Size = { scheme: 'light' | 'dark'; width: number };

/** Of every screen the contact sheets show more than is measured. */
const sheetLooks: readonly Size[] = [320, 390, 768].flatMap((width) => [
  { scheme: 'light' as const, width },
  { scheme: 'dark' as const, width },
]);
const sheetHeights: Record<number, number> = { 320: 693, 768: 1024, 1280: 800 };

/** Under `folder`/<scheme>-<width>, by the file of the test and in the order in which the screens were reached. */
async function keepPictures(
  page: Page,
  screen: string,
  looks: readonly Look[],
  folder: string,
): Promise<void> {
  const test = path.basename(expect.getState().testPath ?? '', '.test.ts');
  const wide = looks.filter(({ width }) => width > 768);
  for (const { scheme, width } of [...sheetLooks, ...wide]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: sheetHeights[width] ?? 844 });
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.evaluate(untilStill);
    const group = path.join(folder, `${scheme}-${width}`);
    mkdirSync(group, { recursive: true });
    const file = `${test} ${Date.now()} ${screen.replaceAll('/', '-')}.png`;
    await page.screenshot({ path: path.join(group, file), animations: 'disabled' });
  }
}

/** Runs in the page: what a thumb cannot hit (under 44 px) or an old eye cannot read (under 16 px). Links inside a sentence are exempt. */
function smallThings() {
  const isVisible = (element: Element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && Number(style.opacity) > 0.01;
  };
  const boxOf = (element: Element) => {
    const own = element.getBoundingClientRect();
    const label =
      element.closest('label') ?? (element instanceof HTMLInputElement ? element.labels?.[0] : null);
    const around = label?.getBoundingClientRect() ?? own;
    return { width: Math.max(own.width, around.width), height: Math.max(own.height, around.height) };
  };
  const isInSentence = (element: Element) =>
    element.tagName === 'A' &&
    getComputedStyle(element).display === 'inline' &&
    (element.parentElement?.textContent ?? '').length > (element.textContent ?? '').length + 10;
  const targets = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((element) => isVisible(element) && !isInSentence(element))
    .filter((element) => boxOf(element).width < 44 || boxOf(element).height < 44)
    .map(
      (element) =>
        `${element.tagName} ${element.textContent} ${Math.round(boxOf(element).width)}x${Math.round(boxOf(element).height)}`,
    );
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent?.trim();
    if (words && parent && isVisible(parent) && Number.parseFloat(getComputedStyle(parent).fontSize) < 16)
      texts.push(words);
  }
  return { targets, texts, scrollsSideways: document.documentElement.scrollWidth > innerWidth + 1 };
}
