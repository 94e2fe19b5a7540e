import path from 'node:path';
import type { Page, Request } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NewTip } from '#contract/tips.ts';
import { openPhonePage } from '../support/chromium.ts';
import { agreeAndSend, chooseKind, stayAnonymous, tellStory } from '../support/citizen-steps.ts';
import { inTayThanh, startPortalOfFile, type TestPortal } from '../support/portal.ts';

/** Which unit a tip reaches is the sender's to see and, where nobody else can know, to say (promises 3 and 11). */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});
const topUnit = { id: 'ca-quan', name: 'Công an quận Tân Phú – TP.HCM' };

type Place = { lat: number; lng: number; accuracyM: number };

async function openAtPlaceStep(portal: TestPortal, position: Place | 'refused', ward = 'son-ky') {
  const page = await openPhonePage({ position });
  const sent: NewTip[] = [];
  page.on('request', (request: Request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/tips')) sent.push(request.postDataJSON());
  });
  await page.goto(`${portal.origin}/?w=${ward}`);
  await chooseKind(page);
  await tellStory(page);
  return { page, sent };
}

const locate = (page: Page) => page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
const goOn = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' }).click();

const textsIn = async (portal: TestPortal, unit: string, code: string): Promise<string[]> =>
  (await portal.messages(unit)).map(({ text }) => text).filter((text) => text.includes(code));

/** Answers what the unit's group was told of it. */
async function sendTo(portal: TestPortal, page: Page, unit: { id: string; name: string }) {
  await stayAnonymous(page);
  const { code } = await agreeAndSend(page, unit.name);
  await expect.poll(() => textsIn(portal, unit.id, code)).toHaveLength(1);
  return { code, texts: await textsIn(portal, unit.id, code) };
}

/** Walks south from the middle of Tây Thạnh until several wards are named. */
async function borderPlace(portal: TestPortal): Promise<{ place: Place; names: string[]; ids: string[] }> {
  for (let step = 0; step < 400; step += 1) {
    const place = { lat: inTayThanh.lat - step * 0.0002, lng: inTayThanh.lng, accuracyM: 10 };
    const query = `lat=${place.lat}&lng=${place.lng}&accuracy=${place.accuracyM}`;
    const answer = (await (await fetch(`${portal.origin}/api/units/locate?${query}`)).json()) as {
      certainty: string;
      candidates: { unit: { id: string; name: string } }[];
    };
    if (answer.certainty !== 'near_border' || answer.candidates.length < 2) continue;
    const units = answer.candidates.map(({ unit }) => unit);
    return { place, names: units.map(({ name }) => name), ids: units.map(({ id }) => id) };
  }
  throw new Error('no border found');
}

describe('the unit that gets a tip', () => {
  test('near a border is the one the sender names, and nobody is taken for granted', async () => {
    const { place, names, ids } = await borderPlace(portal);
    const { page } = await openAtPlaceStep(portal, place, ids[0]);
    await locate(page);
    const sides = page.getByRole('group', { name: /Sự việc xảy ra bên nào/ }).getByRole('radio');
    await expect.poll(() => sides.count()).toBe(names.length);
    for (const side of await sides.all()) expect(await side.isChecked()).toBe(false);
    await goOn(page);
    await page.getByText('Vui lòng chọn phường nơi xảy ra.').waitFor();

    const [, second = ''] = names;
    await page.getByRole('radio', { name: second }).check();
    await goOn(page);
    await sendTo(portal, page, { id: ids[1] ?? '', name: second });
  });

  test('outside is named before sending: who takes it anyway, and 113', async () => {
    const { page } = await openAtPlaceStep(portal, { lat: 10.7769, lng: 106.7009, accuracyM: 10 });
    await locate(page);
    await page.getByText('ngoài địa bàn phục vụ').waitFor();
    await page.getByText(`Tin vẫn được ${topUnit.name} tiếp nhận`).waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: 'Gọi 113' }).count()).toBeGreaterThan(0);
    await goOn(page);
    await sendTo(portal, page, topUnit);
  });

  test('is the parent when the tip is about officers, and the ward’s group hears nothing', async () => {
    const page = await openPhonePage({ position: inTayThanh });
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await page.getByRole('link', { name: /Báo tin cho công an phường/ }).click();
    await page.getByRole('radio', { name: /Phản ánh an ninh/ }).check();
    await page.locator('summary', { hasText: 'Việc khác' }).click();
    await page.getByRole('radio', { name: /cán bộ công an/ }).check();
    await goOn(page);
    await tellStory(page);
    await locate(page);
    await page.getByText('thuộc địa bàn Công an phường Tây Thạnh').waitFor();
    await goOn(page);
    const { code, texts } = await sendTo(portal, page, topUnit);

    expect(await textsIn(portal, 'tay-thanh', code)).toEqual([]);
    expect(texts[0]).toContain('Tin hạn chế');
  });

  test('follows the place where it happened, not where the sender stands', async () => {
    const { page, sent } = await openAtPlaceStep(portal, inTayThanh);
    await page.getByText('Nếu bạn không ở nơi xảy ra sự việc').waitFor();
    await locate(page);
    await page.getByText('thuộc địa bàn Công an phường Tây Thạnh').waitFor();
    await page.getByRole('button', { name: 'Bỏ vị trí này' }).click();
    await page.getByRole('textbox', { name: /Địa chỉ hoặc mốc/ }).fill('Cạnh chợ Tân Hương');
    await page
      .getByRole('combobox', { name: /Công an phường nơi xảy ra/ })
      .selectOption({ label: 'Công an phường Tân Quý' });
    await goOn(page);
    const { code } = await sendTo(portal, page, { id: 'tan-quy', name: 'Công an phường Tân Quý' });

    expect(sent.map(({ place }) => place)).toEqual([{ address: 'Cạnh chợ Tân Hương' }]);
    expect(await textsIn(portal, 'tay-thanh', code)).toEqual([]);
  });

  test('is chosen by the sender when it happened nowhere on a map', async () => {
    const { page, sent } = await openAtPlaceStep(portal, 'refused');
    await page.getByRole('checkbox', { name: /Không có địa điểm cụ thể/ }).check();
    await page
      .getByRole('combobox', { name: /Công an phường nơi xảy ra/ })
      .selectOption({ label: 'Công an phường Tây Thạnh' });
    await goOn(page);
    await sendTo(portal, page, { id: 'tay-thanh', name: 'Công an phường Tây Thạnh' });

    expect(sent.map(({ place, unitId }) => [place, unitId])).toEqual([[null, 'tay-thanh']]);
  });
});
