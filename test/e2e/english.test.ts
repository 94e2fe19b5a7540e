import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { openPhonePage } from '../support/chromium.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { inTayThanh, startPortalOfFile, type TestPortal } from '../support/portal.ts';

/** What a foreigner sees who reads no Vietnamese. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
/** Of places: they stay as they are. */
let names: string[];
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  const { units } = await portal.portal();
  names = [...units.filter(({ type }) => type === 'ward').map(({ shortName }) => shortName), 'Tân Phú'];
  return portal.stop;
});

const story = 'Two men broke the lock of a motorbike in front of the market.';

/** Runs in the page: words with Vietnamese letters that are not marked as Vietnamese. Names stay as they are. */
function vietnameseWords(names: string[]): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent || parent.closest('[lang=vi], script, style')) continue;
    const words = names.reduce(
      (text, name) => text.replaceAll(name, ''),
      walker.currentNode.textContent ?? '',
    );
    if (/[ăâđêôơưạ-ỹ]/i.test(words)) found.push(words.trim());
  }
  return found;
}

async function expectEnglish(page: Page, screen: string): Promise<void> {
  expect(await page.evaluate(vietnameseWords, names), `${screen}: left in Vietnamese`).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await expectAccessible(page, screen);
}

async function chooseEnglish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'How can the police help?' }).waitFor();
}

async function sendReport(page: Page): Promise<{ code: string; receipt: string }> {
  await page.getByRole('link', { name: /Report to the ward police/ }).click();
  await page.getByRole('radio', { name: /A crime/ }).check();
  await page.locator('summary', { hasText: /^Crime/ }).click();
  await page.getByRole('radio', { name: /^Theft/ }).check();
  await page.getByText('The thief is still there: call 113.').waitFor();
  await expectEnglish(page, 'kind of report');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Please write at least').waitFor();
  await expectEnglish(page, 'story with mistakes');
  await page.getByRole('textbox', { name: 'Tell what happened' }).fill(story);
  await page.getByRole('radio', { name: /Just now/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Use my location' }).click();
  await page.getByText('in the area of Tây Thạnh Ward Police').waitFor();
  await expectEnglish(page, 'place');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: /Anonymously/ }).check();
  await expectEnglish(page, 'sender');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('This is a translation. The Vietnamese text binds.').waitFor();
  await expectEnglish(page, 'check before sending');
  await page.getByRole('checkbox', { name: 'I have read this and I agree' }).check();
  await page.getByRole('button', { name: 'Send to Tây Thạnh Ward Police' }).click();
  await page.getByRole('heading', { name: 'Your report has arrived' }).waitFor();
  await expectEnglish(page, 'both codes');
  const words = (await page.locator('main').textContent()) ?? '';
  const code = /TB-[0-9A-Z]{6}/.exec(words)?.[0] ?? '';
  const receipt = /([0-9A-Z]{4} ){5}[0-9A-Z]{4}/.exec(words)?.[0] ?? '';
  await page.getByRole('button', { name: 'I have saved them' }).click();
  return { code, receipt };
}

async function readReport(page: Page, { code, receipt }: { code: string; receipt: string }): Promise<void> {
  await page.getByRole('link', { name: 'Find a sent report' }).click();
  await page.getByRole('textbox', { name: 'Report code' }).fill(code);
  await page.getByRole('textbox', { name: 'Secret code' }).fill('wrong');
  await page.getByRole('button', { name: 'Open the report' }).click();
  await page.getByText('The secret code has 24 letters and digits; you entered 5.').waitFor();
  await page.getByRole('textbox', { name: 'Secret code' }).fill(receipt.replace(/^..../, '0000'));
  await page.getByRole('button', { name: 'Open the report' }).click();
  await page.getByText('No report was found with these two codes').waitFor();
  await expectEnglish(page, 'wrong codes');
  await page.getByRole('textbox', { name: 'Secret code' }).fill(receipt);
  await page.getByRole('button', { name: 'Open the report' }).click();
  await page.getByText('Sent, waiting for the duty desk to confirm').waitFor();
  await page.getByText('You sent the report to Tây Thạnh Ward Police').waitFor();
  await expectEnglish(page, 'report');
}

async function findProcedure(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Procedures, papers/ }).click();
  await page.getByRole('link', { name: /Residence/ }).waitFor();
  await expectEnglish(page, 'procedures');
  await page.getByRole('searchbox', { name: 'Which paper do you need?' }).fill("foreigner's stay");
  await page.getByRole('link', { name: /Declare a foreigner’s stay/ }).click();
  await page.getByRole('heading', { name: 'Declare a foreigner’s stay', level: 1 }).waitFor();
  await page.getByText('within 12 hours').first().waitFor();
  await expectEnglish(page, 'procedure');
}

test('a foreigner finds English, reports, reads what came of it and finds help', async () => {
  const page = await openPhonePage({
    position: inTayThanh,
    expectedErrors: [/404/],
    context: { reducedMotion: 'reduce' },
  });
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await chooseEnglish(page);
  await page.getByRole('heading', { name: 'Tây Thạnh Ward Police' }).waitFor();
  await expectEnglish(page, 'home');

  await readReport(page, await sendReport(page));

  await page.goto(`${portal.origin}/`);
  await page.getByRole('link', { name: /^SOS: I need help now/ }).click();
  await page.getByRole('heading', { name: 'I need help now' }).waitFor();
  await page.getByText('Duty desk, day and night').first().waitFor();
  await expectEnglish(page, 'calls for help');

  await page.goto(`${portal.origin}/`);
  await findProcedure(page);
  for (const [address, heading] of [
    ['/kenh-zalo', 'Police directory'],
    ['/don-vi/doi-csgt', 'Traffic and Public Order Police Team'],
    ['/trang-khac', 'Other sites of the state'],
    ['/tin-cua-toi', 'My reports'],
    ['/tin-dang-viet', 'Unfinished reports'],
    ['/phuong', 'Which ward police do you want?'],
    ['/news', 'News and notices'],
    ['/du-lieu-cua-ban', 'How your data is protected'],
    ['/nowhere', 'There is no such page'],
  ] as const) {
    await page.goto(portal.origin + address);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await expectEnglish(page, address);
  }
});

describe('the language', () => {
  test('changes without losing what was typed, and is remembered', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await page.getByRole('link', { name: /Báo tin cho công an phường/ }).click();
    await page.getByRole('radio', { name: /Phản ánh an ninh/ }).check();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await chooseEnglish(page);
    await page.reload();
    await page.getByRole('link', { name: /Unfinished reports/ }).click();
    await page.getByRole('button', { name: /Continue/ }).click();
    await expect
      .poll(() => page.getByRole('radio', { name: /A safety or order problem/ }).isChecked())
      .toBe(true);
    await page.goto(`${portal.origin}/`);
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Bạn cần công an giúp gì?' }).waitFor();
    await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('vi');
  });

  test('begins as the phone’s own where that is neither Vietnamese nor English', async () => {
    const page = await openPhonePage({ context: { locale: 'ko-KR' } });
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await page.getByRole('heading', { name: 'How can the police help?' }).waitFor();
  });

  test('that cannot be fetched leaves the screen as it is and says so', async () => {
    const page = await openPhonePage({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('English could not load.').waitFor();
    await page.getByRole('heading', { name: 'Bạn cần công an giúp gì?' }).waitFor();
  });

  test('is English inside Zalo too', async () => {
    const page = await openInsideZalo(portal, '/?w=tay-thanh');
    await chooseEnglish(page);
    await page.getByRole('heading', { name: 'Tây Thạnh Ward Police' }).waitFor();
  });
});
