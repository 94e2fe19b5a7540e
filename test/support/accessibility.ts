import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * No violation of WCAG 2.2 AA that axe finds, no small target, no small text, no sideways scroll. `screen` names it in a failure, and
 * on the contact sheet, for which a picture is taken when `npm run contact-sheet` asks for it.
 */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const sheet = process.env.CONTACT_SHEET_FOLDER;
  if (sheet) await keepPicture(page, screen, sheet);
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const axe = (window as Window & { axe?: { run(): Promise<AxeResults> } }).axe;
    const results = await axe?.run();
    return results?.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    );
  });
  expect(violations, `${screen}: axe`).toEqual([]);
  expect(await page.evaluate(smallThings), `${screen}: sizes`).toEqual({
    targets: [],
    texts: [],
    scrollsSideways: false,
  });
}

/** Under `folder`/<scheme>-<width>, in the order in which the screens were reached. */
async function keepPicture(page: Page, screen: string, folder: string): Promise<void> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const group = path.join(folder, `${isDark ? 'dark' : 'light'}-${page.viewportSize()?.width}`);
  mkdirSync(group, { recursive: true });
  const file = `${Date.now()} ${screen.replaceAll('/', '-')}.png`;
  await page.screenshot({ path: path.join(group, file), animations: 'disabled' });
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
