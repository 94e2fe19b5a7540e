import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Portal } from '#contract/portal.ts';
import { openPhonePage } from '../support/chromium.ts';
import { chooseKind, story, tellStory } from '../support/citizen-steps.ts';
import { nativeCalls, reopenByLink, setNativeAnswer } from '../support/fake-zalo.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { copyOfPack, setInFile } from '../support/pack-copies.ts';
import { unitsOf } from '../support/pack-units.ts';
import { inTayThanh, startPortalOfFile, startTestPortal, type TestPortal } from '../support/portal.ts';

/** Every unit's channel and phones, other portals, and coming back to the app by a new link. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

/** The portal as this server answers it, with a change that no sandbox can have. */
async function changePortal(page: Page, change: (portal: Portal) => Portal): Promise<void> {
  await page.route('**/api/portal', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change(await response.json()) });
  });
}

const unitsShown = (page: Page) => page.getByRole('main').getByRole('list').getByRole('link');

describe('the channels of the police', () => {
  test('are all there, grouped, with what each is for', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/`);
    await page.getByRole('link', { name: /Danh bạ công an/ }).click();
    await page.getByRole('heading', { name: 'Các đội, cơ quan' }).waitFor();

    const { units } = await portal.portal();
    expect(units).toHaveLength(18);
    const words = await unitsShown(page).allTextContents();
    expect(words).toHaveLength(18);
    for (const { name, topics } of units) {
      const line = words.find((each) => each.startsWith(name)) ?? '';
      for (const topic of topics) expect(line, name).toContain(topic);
    }
  });

  test('are found by name or subject, without marks', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/kenh-zalo`);
    const search = page.getByRole('searchbox', { name: 'Tìm đơn vị' });
    await search.fill('phu tho');
    await expect
      .poll(() => unitsShown(page).allTextContents())
      .toEqual([expect.stringContaining('Công an phường Phú Thọ Hòa')]);
    await search.fill('dang ky xe');
    await expect
      .poll(() => unitsShown(page).allTextContents())
      .toEqual([expect.stringContaining('Đội Cảnh sát giao thông')]);
    await search.fill('sân bay');
    await page.getByText('Không có đơn vị nào khớp “sân bay”').waitFor();
  });

  test('stand there without a line too, as they were seen last', async () => {
    const page = await openPhonePage({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
    await page.goto(`${portal.origin}/kenh-zalo`);
    await page.getByRole('link', { name: /Công an phường Sơn Kỳ/ }).click();
    await page.getByText('Chưa có địa chỉ công khai.').waitFor();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: /Công an phường Tân Quý/ }).click();

    await page.getByText('Chưa tải được địa chỉ').waitFor();
    expect(await page.getByText('028 0000 0011').count()).toBe(1);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('Chưa có địa chỉ công khai.').waitFor();
  });
});

describe('the directory of phones', () => {
  const officers = [
    { area: 'Khu phố 1, 2', name: 'Đại úy Nguyễn Văn An', phone: '0987 654 321' },
    { area: 'Khu phố 3', name: 'Thượng úy Trần Bình' },
  ];

  let telling: TestPortal;
  const removals: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    telling = await startPortalOfFile({ pageFolder: dist, pack: await packThatTells() });
    return async () => {
      await telling.stop();
      for (const remove of removals) await remove();
    };
  });

  /** Tây Thạnh with all that a pack may tell of a unit. */
  async function packThatTells(): Promise<string> {
    const pack = await copyOfPack('tan-phu', (remove) => removals.push(remove));
    const phone = { label: 'Trực ban 24/24', phone: '0912 345 678', placeholder: false };
    const index = (await unitsOf('tan-phu')).portal().units.findIndex(({ id }) => id === 'tay-thanh');
    const facts = { address: '200 Lê Trọng Tấn', hours: 'Thứ hai đến thứ bảy', areaOfficers: officers };
    for (const [name, value] of Object.entries({ ...facts, hotlines: [phone] }))
      await setInFile(pack, 'units.json', `units.${index}.${name}`, value);
    return pack;
  }

  test('puts what is near first at a press, and calls from the list', async () => {
    const page = await openPhonePage({ position: inTayThanh });
    await page.goto(`${telling.origin}/kenh-zalo`);
    await page.getByRole('button', { name: 'Xếp theo gần tôi' }).click();
    const near = page.getByRole('region', { name: 'Gần bạn nhất' }).getByRole('listitem');
    await expect.poll(() => near.count()).toBe(11);
    expect(await near.first().textContent()).toMatch(/^Công an phường Tây Thạnhcách khoảng \d+ m/);
    const call = near.getByRole('link', { name: 'Gọi 0912 345 678, Công an phường Tây Thạnh' });
    expect(await call.getAttribute('href')).toBe('tel:0912345678');
    expect(await page.getByRole('link', { name: /^Gọi 028 0000/ }).count()).toBe(0);
  });

  test('leaves the search where the place is refused', async () => {
    const page = await openPhonePage({ position: 'refused' });
    await page.goto(`${portal.origin}/kenh-zalo`);
    await page.getByRole('button', { name: 'Xếp theo gần tôi' }).click();
    await page.getByText('Bạn chưa cho phép lấy vị trí. Vui lòng tìm theo tên ở trên.').waitFor();
    expect(await unitsShown(page).count()).toBe(18);
  });

  test('shows of a unit its hours, its officers, its place on a map and its code', async () => {
    const page = await openPhonePage({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
    await page.goto(`${telling.origin}/don-vi/tay-thanh`);
    await page.getByText('Thứ hai đến thứ bảy').waitFor();
    await page.getByText('Thượng úy Trần Bình').waitFor();
    expect(await page.getByRole('link', { name: 'Gọi 0987 654 321' }).getAttribute('href')).toBe(
      'tel:0987654321',
    );
    const map = page.getByRole('link', { name: 'Xem Công an phường Tây Thạnh trên bản đồ' });
    expect(await map.getAttribute('href')).toMatch(/^https:\/\/www\.google\.com\/maps\/search\//);
    const code = page.getByRole('img', { name: 'Mã QR mở trang của Công an phường Tây Thạnh' });
    await expect
      .poll(() => code.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
      .toBe(true);
  });
});

describe('a unit’s channel inside Zalo', () => {
  test('is followed, refused and out of reach in plain words, and opens its chat', async () => {
    const page = await openInsideZalo(portal, '/don-vi/tay-thanh');
    const oaId = (await portal.portal()).units.find(({ id }) => id === 'tay-thanh')?.oaId;
    const follow = page.getByRole('button', { name: 'Quan tâm kênh Công an phường Tây Thạnh' });
    await follow.click();
    await page.getByText('Đã quan tâm kênh Công an phường Tây Thạnh.').waitFor();
    expect(await nativeCalls(page)).toContainEqual({
      action: 'action.follow.oa',
      parameters: expect.objectContaining({ uid: oaId }),
    });

    await setNativeAnswer(page, 'action.follow.oa', { errorCode: -201 });
    await follow.click();
    await page.getByText('Bạn chưa quan tâm kênh này.').waitFor();
    await setNativeAnswer(page, 'action.follow.oa', { errorCode: -1404 });
    await follow.click();
    await page.getByText('Chưa quan tâm được từ đây.').waitFor();

    await page.getByRole('button', { name: 'Nhắn tin cho Công an phường Tây Thạnh' }).click();
    await expect
      .poll(() => nativeCalls(page))
      .toContainEqual({
        action: 'action.open.chat',
        parameters: expect.objectContaining({ uId: oaId }),
      });
  });

  test('that does not exist has no dead button', async () => {
    const page = await openPhonePage();
    await changePortal(page, (known) => ({
      ...known,
      sandbox: false,
      units: known.units.map((unit) => (unit.id === 'son-ky' ? { ...unit, oaId: null } : unit)),
    }));
    await page.goto(`${portal.origin}/don-vi/son-ky`);
    await page.getByText('Đơn vị này chưa có kênh Zalo.').waitFor();
    expect(
      await page
        .getByRole('main')
        .getByRole('link', { name: /Mở kênh Zalo/ })
        .count(),
    ).toBe(0);

    await page.goto(`${portal.origin}/don-vi/tay-thanh`);
    const link = page.getByRole('link', { name: 'Mở kênh Zalo của Công an phường Tây Thạnh' });
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/zalo\.me\/\d+$/);
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  });
});

describe('a unit’s page', () => {
  test('leads to a tip for that ward', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/don-vi/tan-quy?w=son-ky`);
    await page.getByRole('button', { name: 'Báo tin cho đơn vị này' }).click();
    await page.getByRole('heading', { name: 'Bạn muốn báo việc gì?' }).waitFor();
    await page.getByRole('link', { name: 'Công an phường Tân Quý, bấm để đổi phường' }).waitFor();
  });

  test('names former units and their heirs', async () => {
    const portal = await startTestPortal({ pageFolder: dist, pack: 'tan-phu-2025' });
    const page = await openPhonePage({ expectedErrors: [/404/] });
    await page.goto(`${portal.origin}/don-vi/son-ky`);
    await page.getByText('Đơn vị này hoạt động đến ngày 30/06/2025.').waitFor();
    await page.getByRole('link', { name: 'Công an phường Tây Thạnh' }).click();
    await page.getByText(/Công an phường Sơn Kỳ \(một phần, đến ngày 30\/06\/2025\)/).waitFor();
    await page.goto(`${portal.origin}/don-vi/khong-co`);
    await page.getByText('Không tìm thấy đơn vị này.').waitFor();
  });
});

describe('other portals', () => {
  test('are opened beside the app, after a word that one leaves it', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/trang-khac`);
    await page.getByText('Bạn sẽ rời Zalo An ninh').waitFor();
    const link = page.getByRole('link', { name: 'Mở trang này: Cổng Dịch vụ công quốc gia' });
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toContain('noopener');
  });

  test('are opened by Zalo inside Zalo, and typed by hand where Zalo does not', async () => {
    const page = await openInsideZalo(portal, '/trang-khac');
    await page.getByRole('link', { name: 'Mở trang này: Cổng Dịch vụ công quốc gia' }).click();
    await expect
      .poll(async () => (await nativeCalls(page)).map(({ action }) => action))
      .toContain('action.open.inapp');
    await setNativeAnswer(page, 'action.open.inapp', { errorCode: -1404 });
    await page.getByRole('link', { name: 'Mở trang này: Cổng Dịch vụ công quốc gia' }).click();
    await page.getByText('Vui lòng tự mở dichvucong.gov.vn trong trình duyệt.').waitFor();
  });
});

describe('the app re-opened by a new link', () => {
  test('goes where the link leads, and the tip being written loses nothing', async () => {
    const page = await openInsideZalo(portal, '/?w=son-ky');
    await chooseKind(page);
    await tellStory(page);
    await page.getByRole('textbox', { name: /Địa chỉ hoặc mốc/ }).fill('Cạnh chợ');
    await page.waitForFunction(() => 'zaloJSV2' in window);

    await reopenByLink(page, '/?w=tan-quy&src=qr');
    await page.getByRole('heading', { name: 'Bạn cần công an giúp gì?' }).waitFor();
    await page.getByRole('link', { name: 'Công an phường Tân Quý, bấm để đổi phường' }).waitFor();

    await reopenByLink(page, '/don-vi/doi-csgt');
    await page.getByRole('heading', { name: 'Đội Cảnh sát giao thông – trật tự' }).waitFor();

    await reopenByLink(page, '/bao-tin/dia-diem');
    await expect
      .poll(() => page.getByRole('textbox', { name: /Địa chỉ hoặc mốc/ }).inputValue())
      .toBe('Cạnh chợ');
    await reopenByLink(page, '/bao-tin/noi-dung');
    await expect.poll(() => page.getByRole('textbox', { name: 'Kể lại sự việc' }).inputValue()).toBe(story);
  });

  test('does not follow a link that is no path of the app', async () => {
    const page = await openInsideZalo(portal, '/kenh-zalo');
    await page.waitForFunction(() => 'zaloJSV2' in window);
    await reopenByLink(page, '/khong-co-trang-nay?x=1');
    await page.getByRole('heading', { name: 'Không có trang này' }).waitFor();
    await page.getByRole('link', { name: 'Về trang đầu' }).click();
    await page.getByRole('heading', { name: 'Bạn cần công an giúp gì?' }).waitFor();
  });
});
