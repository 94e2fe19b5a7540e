import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Download, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { openPhonePage } from '../support/chromium.ts';
import { lettersOf, readDocx, readPdf } from '../support/documents.ts';
import { nativeCalls, setNativeAnswer } from '../support/fake-zalo.ts';
import { patience } from '../support/forwarding.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { startPortalOfFile, startTestPortal, type TestPortal } from '../support/portal.ts';

/** A form on the phone: from the question to the file with the words in it, with and without a line, and in a fake Zalo. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

const next = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const textOf = async (download: Download) => (await readPdf(await readFile(await download.path()))).text;

const woman = { fullName: 'Nguyễn Thị Thủy Tiên', dob: '20051990', personalId: '079190001234' };

async function writeApplicant(page: Page): Promise<void> {
  await heading(page, 'Người khai');
  await field(page, 'Họ, chữ đệm và tên khai sinh').fill(woman.fullName);
  await field(page, 'Ngày, tháng, năm sinh').pressSequentially(woman.dob);
  await page.getByRole('radio', { name: 'Nữ' }).check();
  await field(page, 'Số định danh cá nhân').fill(woman.personalId);
}

/** CT01 from its first step to the last look, with one child. */
async function writeCt01(page: Page): Promise<void> {
  await heading(page, 'Nơi nhận tờ khai');
  expect(await field(page, 'Kính gửi').inputValue()).toBe('Công an phường Tây Thạnh');
  await next(page);
  await writeApplicant(page);
  await next(page);
  await heading(page, 'Liên hệ với bạn');
  await field(page, 'Số điện thoại liên hệ (không bắt buộc)').fill('0912 345 678');
  await next(page);
  await heading(page, 'Chủ hộ');
  await page.getByRole('button', { name: `${woman.fullName} (bạn)` }).click();
  expect(await field(page, 'Số định danh cá nhân của chủ hộ').inputValue()).toBe(woman.personalId);
  expect(await field(page, 'Mối quan hệ với chủ hộ').inputValue()).toBe('Chủ hộ');
  await next(page);
  await heading(page, 'Nội dung đề nghị');
  await page.getByRole('button', { name: 'Đăng ký tạm trú' }).click();
  expect(await field(page, 'Nội dung đề nghị').inputValue()).toBe('Đăng ký tạm trú ');
  await field(page, 'Nội dung đề nghị').fill('Đăng ký tạm trú tại 12 Tây Thạnh, phường Tây Thạnh.');
  await next(page);
  await heading(page, 'Người trong nhà cùng thay đổi');
  await page.getByRole('button', { name: 'Thêm một người' }).click();
  await field(page, 'Họ, chữ đệm và tên').fill('Lê Gia Bảo');
  await field(page, 'Ngày, tháng, năm sinh').pressSequentially('11062015');
  await field(page, 'Mối quan hệ với chủ hộ').fill('Con đẻ');
  await page.getByRole('button', { name: 'Xong người này' }).click();
  await page.getByRole('button', { name: 'Xem lại' }).click();
  await heading(page, 'Xem lại trước khi lấy tờ khai');
}

/** From home by what one types to the form of temporary residence, the questions answered and the list ticked on the way. */
async function findCt01(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Thủ tục/ })
    .first()
    .click();
  await page.getByRole('searchbox').fill('dang ky tam tru');
  await page
    .getByRole('link', { name: /^Đăng ký tạm trú/ })
    .first()
    .click();
  await heading(page, 'Đăng ký tạm trú');
  for (const no of await page.getByRole('radio', { name: 'Không' }).all()) await no.check();
  for (const paper of await page.getByRole('checkbox').all()) await paper.check();
  await page.getByText('Đã đủ giấy tờ. Bạn có thể đi nộp.').waitFor();
  await page.getByRole('link', { name: 'Điền hoặc lấy mẫu CT01' }).click();
  await heading(page, 'Tờ khai thay đổi thông tin cư trú');
  await page.getByText('Mẫu CT01, ban hành kèm Thông tư 116/2026/TT-BCA.').waitFor();
}

const begin = (page: Page) => page.getByRole('button', { name: 'Bắt đầu điền' }).click();
const getPdf = (page: Page) => page.getByRole('button', { name: 'Tệp PDF, để in' }).click();

test('from “dang ky tam tru” to a CT01 with the words in it, and nothing of them in an address or the log', async () => {
  const log: string[] = [];
  const portal = await startTestPortal({ pageFolder: dist, log: (line) => log.push(line) });
  const page = await openPhonePage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await findCt01(page);
  await begin(page);
  await writeCt01(page);

  // Of the nine procedures of this form the one that is being prepared says what else to bring, and where to go.
  const handIn = page.getByRole('heading', { name: 'Mang gì, nộp ở đâu' }).locator('..');
  expect(await handIn.getByRole('link').allTextContents()).toEqual(['Đăng ký tạm trú']);

  const [pdf] = await Promise.all([page.waitForEvent('download'), getPdf(page)]);
  expect(pdf.suggestedFilename()).toBe('CT01 - Tờ khai thay đổi thông tin cư trú (đã điền).pdf');
  const text = lettersOf(await textOf(pdf));
  for (const words of [
    'Công an phường Tây Thạnh',
    woman.fullName,
    '20/05/1990',
    woman.personalId,
    '0912345678',
    'Đăng ký tạm trú tại 12 Tây Thạnh, phường Tây Thạnh.',
    'Lê Gia Bảo',
    '11/06/2015',
    'Con đẻ',
  ]) {
    expect(text).toContain(lettersOf(words));
  }
  const [docx] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tệp Word, để sửa thêm' }).click(),
  ]);
  expect(readDocx(await readFile(await docx.path())).text).toContain(woman.fullName);

  await portal.stop();
  const told = `${asked.join('\n')}\n${decodeURIComponent(asked.join('\n'))}\n${page.url()}\n${log.join('\n')}`;
  for (const words of [
    woman.fullName,
    'Tiên',
    woman.personalId,
    '0912345678',
    '0912 345 678',
    'Lê Gia Bảo',
  ]) {
    expect(told).not.toContain(words);
  }
});

test('without a line a form is found and filled in all the same; its file waits for the line', async () => {
  const page = await openPhonePage({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  // One visit, long enough for the app to take along what it may need later.
  await page
    .getByRole('link', { name: /Thủ tục/ })
    .first()
    .waitFor();
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('zalo-an-ninh:web:procedures-1')), patience)
    .not.toBeNull();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);

  await findCt01(page);
  await begin(page);
  await writeCt01(page);
  await getPdf(page);
  await page
    .getByText('Cần có mạng để lập tờ khai. Những gì bạn đã điền vẫn ở trên điện thoại này.')
    .waitFor();

  await page.context().setOffline(false);
  const [pdf] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Thử lại' }).click(),
  ]);
  expect(lettersOf(await textOf(pdf))).toContain(lettersOf(woman.fullName));
});

test('a reload, a way back and a closed app in the middle keep what was filled in, until it is wiped', async () => {
  const page = await openPhonePage();
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await page.getByRole('banner').getByText('Công an phường Tây Thạnh').waitFor();
  await page.goto(`${portal.origin}/forms/ct01`);
  await begin(page);
  await next(page);
  await writeApplicant(page);
  await page.reload();
  await heading(page, 'Người khai');
  expect(await field(page, 'Họ, chữ đệm và tên khai sinh').inputValue()).toBe(woman.fullName);
  expect(await page.getByRole('radio', { name: 'Nữ' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Bước trước' }).click();
  await heading(page, 'Nơi nhận tờ khai');
  await next(page);
  expect(await field(page, 'Ngày, tháng, năm sinh').inputValue()).toBe('20/05/1990');

  // As after the app was closed: the form is found again, says so, and goes on where something is missing.
  const later = await page.context().newPage();
  await later.goto(`${portal.origin}/procedures`);
  await later.getByRole('link', { name: /^Tờ khai thay đổi thông tin cư trú Lưu lúc/ }).click();
  await later.getByText(/Bạn đang điền dở, lưu lúc/).waitFor();
  await later.getByRole('button', { name: 'Điền tiếp' }).click();
  await heading(later, 'Chủ hộ');

  // Two windows at the same form take nothing from each other.
  await field(later, 'Mối quan hệ với chủ hộ').fill('Chủ hộ');
  await field(page, 'Họ, chữ đệm và tên khai sinh').fill('Nguyễn Thị Tiên');
  await later.reload();
  expect(await field(later, 'Mối quan hệ với chủ hộ').inputValue()).toBe('Chủ hộ');
  await later.getByRole('button', { name: 'Nguyễn Thị Tiên (bạn)' }).waitFor();

  await later.goto(`${portal.origin}/forms/ct01`);
  await later.getByRole('button', { name: 'Xóa những gì đã điền' }).click();
  await later.getByRole('button', { name: 'Xóa hết' }).click();
  await later.getByRole('button', { name: 'Bắt đầu điền' }).waitFor();
  expect(await later.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Tiên');
});

test('what a clerk would find wrong is said when the field is left, in words, and leads back to it', async () => {
  const page = await openPhonePage();
  await page.goto(`${portal.origin}/forms/ct01/2`);
  await heading(page, 'Người khai');
  const number = field(page, 'Số định danh cá nhân');
  await number.fill('003190001234');
  await expect.poll(() => page.getByText(/mã tỉnh/).count()).toBe(0);
  await field(page, 'Họ, chữ đệm và tên khai sinh').focus();
  await page.getByText('Ba chữ số đầu không phải mã tỉnh, thành phố. Vui lòng xem lại trên thẻ.').waitFor();
  expect(await number.getAttribute('aria-invalid')).toBe('true');
  // What is still to come is not spoken of yet.
  expect(await page.getByText('Mục này là bắt buộc.').count()).toBe(0);

  await next(page);
  await page.getByText('Còn chỗ cần sửa.').waitFor();
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-field'));
  expect(focused).toBe('fullName');
  await field(page, 'Họ, chữ đệm và tên khai sinh').fill(woman.fullName);
  await field(page, 'Ngày, tháng, năm sinh').fill('20/05/1989');
  await page.getByRole('radio', { name: 'Nữ' }).check();
  await number.fill(woman.personalId);
  await page.getByText('Số định danh không khớp với năm sinh đã ghi.').waitFor();
  await field(page, 'Ngày, tháng, năm sinh').fill('20/05/1990');
  await next(page);
  await heading(page, 'Liên hệ với bạn');
});

/** Notice of lodging: the shortest form. */
async function writeLodging(page: Page, name = 'Trần Văn Khách'): Promise<void> {
  await heading(page, 'Người lưu trú');
  await field(page, 'Họ và tên người lưu trú').fill(name);
  await field(page, 'Ngày, tháng, năm sinh').fill('01/02/1970');
  await field(page, 'Số định danh cá nhân hoặc số hộ chiếu').fill('C1234567');
  await next(page);
  await heading(page, 'Ở đâu, bao lâu');
  await field(page, 'Địa chỉ lưu trú').fill('12 Tây Thạnh');
  await field(page, 'Từ ngày').pressSequentially('01122026');
  await field(page, 'Đến ngày').pressSequentially('05122026');
  await field(page, 'Lý do lưu trú').fill('Thăm người thân');
  await page.getByRole('button', { name: 'Xem lại' }).click();
  await heading(page, 'Xem lại trước khi lấy tờ khai');
}

test('what only the server can know is wrong comes back to its field', async () => {
  const page = await openPhonePage({ expectedErrors: [/400/] });
  await page.goto(`${portal.origin}/forms/luu-tru/1`);
  // Lao, which the font of official papers does not have; the phone has no font to look into.
  await writeLodging(page, 'Khamla ຄຳຫຼ້າ');
  await getPdf(page);
  await page.getByText('Còn 1 chỗ thiếu hoặc chưa đúng.').waitFor();
  await page.getByRole('button', { name: 'Sửa chỗ đầu tiên' }).click();
  await heading(page, 'Người lưu trú');
  await page.getByText(/ký tự không in được/).waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-field'))).toBe('fullName');
  await field(page, 'Họ và tên người lưu trú').fill('Khamla');
  await page.getByRole('button', { name: 'Xem lại' }).click();
  const [pdf] = await Promise.all([page.waitForEvent('download'), getPdf(page)]);
  expect(await textOf(pdf)).toContain('Khamla');
});

test('a busy server is asked again by the phone itself', async () => {
  const page = await openPhonePage({ expectedErrors: [/503/] });
  let refusals = 0;
  await page.route('**/api/forms/luu-tru.pdf', async (route) => {
    if (refusals > 0) return route.continue();
    refusals += 1;
    await route.fulfill({
      status: 503,
      headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '1' },
      body: JSON.stringify({ code: 'busy', title: 'Máy chủ đang bận.', status: 503, type: 'about:blank' }),
    });
  });
  await page.goto(`${portal.origin}/forms/luu-tru/1`);
  await writeLodging(page);
  const downloading = page.waitForEvent('download');
  await getPdf(page);
  await page.getByText(/Tự thử lại sau \d giây/).waitFor();
  expect(await textOf(await downloading)).toContain('Trần Văn Khách');
});

test('people are remembered only when asked for, fill later forms, and are forgotten at one word', async () => {
  const page = await openPhonePage();
  const kept = () => page.evaluate(() => localStorage.getItem('zalo-an-ninh:web:family-1'));
  await page.goto(`${portal.origin}/forms/ct03/1`);
  await heading(page, 'Người khai');
  await field(page, 'Họ, chữ đệm và tên').fill(woman.fullName);
  await field(page, 'Ngày, tháng, năm sinh').fill('20/05/1990');
  await page.getByRole('radio', { name: 'Nữ' }).check();
  await field(page, 'Số định danh cá nhân hoặc CMND').fill(woman.personalId);
  await next(page);
  await field(page, 'Nơi thường trú').fill('12 Tây Thạnh');
  await field(page, 'Nơi ở hiện tại').fill('12 Tây Thạnh');
  await next(page);
  await field(page, 'Từ ngày').fill('01/12/2026');
  await field(page, 'Đến ngày').fill('05/12/2026');
  await field(page, 'Lý do tạm vắng').fill('Về quê');
  await next(page);
  await field(page, 'Địa chỉ nơi đến').fill('Cần Thơ');
  await page.getByRole('button', { name: 'Xem lại' }).click();
  expect(await kept()).toBeNull();
  await page.getByRole('button', { name: `Nhớ ${woman.fullName}` }).click();
  await page.getByText('Máy này đã nhớ những người trong tờ khai.').waitFor();

  await page.goto(`${portal.origin}/forms/dc02/1`);
  await page.getByRole('button', { name: woman.fullName }).click();
  expect(await field(page, 'Số định danh cá nhân').inputValue()).toBe(woman.personalId);
  await next(page);
  expect(await field(page, 'Nơi cư trú').inputValue()).toBe('12 Tây Thạnh');
  await page.goto(`${portal.origin}/forms/ct01/6`);
  await page.getByRole('button', { name: 'Thêm một người' }).click();
  await page.getByRole('button', { name: woman.fullName }).click();
  expect(await field(page, 'Ngày, tháng, năm sinh').inputValue()).toBe('20/05/1990');

  await page.goto(`${portal.origin}/forms/ct03`);
  await page.getByRole('button', { name: 'Quên tất cả' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Quên tất cả' }).click();
  await expect.poll(kept).toBeNull();
  expect(await page.getByText('Những người máy này đang nhớ').count()).toBe(0);
});

test('of a form that nobody has laid out here it is said where to get it; an old link says so', async () => {
  const page = await openPhonePage();
  await page.goto(`${portal.origin}/forms/tk01`);
  await heading(page, 'Tờ khai đề nghị cấp hộ chiếu phổ thông');
  await page.getByText('Mẫu TK01', { exact: false }).first().waitFor();
  expect(await page.getByRole('link', { name: 'Mở trang có mẫu' }).getAttribute('href')).toMatch(/^https:/);
  expect(await page.getByRole('button', { name: 'Bắt đầu điền' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Tệp PDF, để in' }).count()).toBe(0);
  await page.goto(`${portal.origin}/forms/ct02`);
  await page.getByText('Dùng cho công dân Việt Nam định cư ở nước ngoài', { exact: false }).waitFor();
  await page.goto(`${portal.origin}/forms/ct07`);
  await page.getByText('Mẫu này do cơ quan cấp cho bạn. Bạn không phải điền.').waitFor();
  await page.goto(`${portal.origin}/forms/ct99`);
  await page.getByText('Không có biểu mẫu này.').waitFor();
});

test('a blank form is taken home as it is', async () => {
  const page = await openPhonePage();
  await page.goto(`${portal.origin}/forms/dkx10`);
  const [pdf] = await Promise.all([page.waitForEvent('download'), getPdf(page)]);
  expect(pdf.suggestedFilename()).toBe('ĐKX10 - Giấy khai đăng ký xe.pdf');
  expect(await textOf(pdf)).toContain('GIẤY KHAI ĐĂNG KÝ XE');
});

describe('inside Zalo', () => {
  const save = 'action.save.file';
  const view = 'action.open.document';
  const webview = 'action.open.inapp';
  /** Zalo opens nothing without https; the portal itself is behind a proxy then. */
  const publicUrl = 'https://localhost:8443';

  let secured: TestPortal;
  beforeAll(async () => {
    secured = await startPortalOfFile({ pageFolder: dist, environment: { PUBLIC_URL: publicUrl } });
    return secured.stop;
  });

  /** The notice of lodging filled in, before a Zalo that answers like this. */
  async function fillInZalo(answers: Parameters<typeof openInsideZalo>[2] = {}): Promise<Page> {
    const page = await openInsideZalo(secured, '/forms/luu-tru/1', answers);
    await writeLodging(page);
    await getPdf(page);
    return page;
  }
  const byLink = async (page: Page) => {
    await page.getByText('Điện thoại chưa cho lưu tệp.').waitFor();
    await page.getByText(/mở được một lần/).waitFor();
    await page.getByRole('button', { name: 'Lấy bằng đường dẫn' }).click();
    await page.getByText(/Đường dẫn mở được một lần, đến \d\d:\d\d/).waitFor();
  };
  const open = (page: Page) => page.getByRole('link', { name: 'Mở tờ khai' }).click();
  const callsOf = async (page: Page, action: string) =>
    (await nativeCalls(page)).filter((call) => call.action === action);
  const parametersOf = async (page: Page, action: string): Promise<unknown> => {
    const [call] = await callsOf(page, action);
    if (!call) throw new Error(`Zalo was not asked for ${action}`);
    return call.parameters;
  };
  const refused = (...actions: string[]) => ({
    answers: Object.fromEntries(actions.map((action) => [action, { errorCode: -1404 }])),
  });

  test('the file goes to the phone as bytes; no address of it is ever made', async () => {
    const page = await fillInZalo();
    await page.getByText('Đã lưu. Tìm trong mục Tệp').waitFor();
    const { fileBase64Data } = (await parametersOf(page, save)) as { fileBase64Data: string };
    const bytes = Buffer.from(fileBase64Data.replace('data:application/pdf;base64,', ''), 'base64');
    expect((await readPdf(bytes)).text).toContain('Trần Văn Khách');
    expect(await callsOf(page, view)).toEqual([]);
  });

  test('where Zalo may not save, a press opens the PDF in Zalo’s viewer by an address good for once', async () => {
    const page = await fillInZalo({ answers: { [save]: { errorCode: -1403 } } });
    await byLink(page);
    expect(await callsOf(page, view)).toEqual([]);
    await open(page);
    await expect.poll(() => callsOf(page, view)).toHaveLength(1);
    const { url } = (await parametersOf(page, view)) as { url: string };
    expect(url).toMatch(new RegExp(`^${publicUrl}/api/forms/links/[\\w-]{43}\\.pdf$`));
    const file = await fetch(url.replace(publicUrl, secured.origin));
    expect((await readPdf(new Uint8Array(await file.arrayBuffer()))).text).toContain('Trần Văn Khách');
    expect((await fetch(url.replace(publicUrl, secured.origin))).status).toBe(404);
  });

  test('where Zalo has no viewer, the same address opens over the app', async () => {
    const page = await fillInZalo(refused(save, view));
    await byLink(page);
    await open(page);
    await expect.poll(() => callsOf(page, webview)).toHaveLength(1);
    expect(JSON.stringify(await parametersOf(page, webview))).toContain(`${publicUrl}/api/forms/links/`);
  });

  test('where the viewer has fetched the file and failed, a new address opens over the app', async () => {
    const page = await fillInZalo({
      answers: { [save]: { errorCode: -1403 }, [view]: { errorCode: -703 } },
    });
    await byLink(page);
    await open(page);
    await expect.poll(() => callsOf(page, webview)).toHaveLength(1);
    const token = async (action: string) =>
      /links\/([\w-]{43})/.exec(JSON.stringify(await parametersOf(page, action)))?.[1];
    const [viewed, opened] = [await token(view), await token(webview)];
    expect(viewed).toBeDefined();
    expect(opened).toBeDefined();
    expect(opened).not.toBe(viewed);
  });

  test('where nothing opens, the address is copied to be taken elsewhere', async () => {
    const page = await fillInZalo(refused(save, view, webview));
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await byLink(page);
    await open(page);
    await page.getByText('Chưa mở được. Bạn chép đường dẫn').waitFor();
    await page.getByRole('button', { name: 'Chép đường dẫn' }).click();
    await page.getByText('Đã chép.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/api\/forms\/links\//);
  });

  test('who said no to saving is asked again at the next press, and nothing is lost', async () => {
    const page = await fillInZalo({ answers: { [save]: { errorCode: -201 } } });
    await page.getByText('Điện thoại chưa cho lưu tệp.').waitFor();
    await setNativeAnswer(page, save, { data: {} });
    await page.getByRole('button', { name: 'Thử lưu lại' }).click();
    await page.getByText('Đã lưu. Tìm trong mục Tệp').waitFor();
  });
});

test('every screen of a form is readable and within reach', async () => {
  const page = await openPhonePage({
    context: {
      reducedMotion: 'reduce',
      // A browser that saves nothing by itself shows the last ways.
      userAgent:
        'Mozilla/5.0 (Linux; Android 13; wv) Chrome/149.0.0.0 Mobile Safari/537.36 Zalo android/26010001',
    },
  });
  await page.goto(`${portal.origin}/forms/tk01`);
  await page.getByText('Lấy mẫu chính thức').waitFor();
  await expectAccessible(page, 'form without a layout');
  await page.goto(`${portal.origin}/forms/dc01`);
  await page.getByRole('button', { name: 'Bắt đầu điền' }).waitFor();
  await expectAccessible(page, 'form');
  await begin(page);
  await heading(page, 'Họ tên và ngày sinh');
  await expectAccessible(page, 'step');
  await next(page);
  await page.getByText('Còn chỗ cần sửa.').waitFor();
  await expectAccessible(page, 'step with remarks');
  await page.goto(`${portal.origin}/forms/dc02/4`);
  await heading(page, 'Bạn cần làm gì');
  await expectAccessible(page, 'step with boxes');
  await page.goto(`${portal.origin}/forms/dc02/kiem-tra`);
  await page.getByRole('button', { name: 'Sửa chỗ đầu tiên' }).waitFor();
  await expectAccessible(page, 'last look with problems');
  await page.goto(`${portal.origin}/forms/ct01/6`);
  await page.getByRole('button', { name: 'Thêm một người' }).click();
  await field(page, 'Họ, chữ đệm và tên').fill('Lê Gia Bảo');
  await expectAccessible(page, 'open row');
  await page.getByRole('button', { name: 'Xong người này' }).click();
  await expectAccessible(page, 'closed row');
  await page.getByRole('button', { name: 'Xóa Lê Gia Bảo' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page, 'row about to be removed');
  await page.goto(`${portal.origin}/forms/luu-tru/1`);
  await writeLodging(page);
  await expectAccessible(page, 'last look');
  await getPdf(page);
  await page.getByRole('button', { name: 'Lấy bằng đường dẫn' }).click();
  await page.getByRole('link', { name: 'Mở tờ khai' }).waitFor();
  await expectAccessible(page, 'ways to the file');
  await page.getByRole('button', { name: 'Nhớ Trần Văn Khách' }).click();
  await page.goto(`${portal.origin}/forms/ct01/2`);
  await page.getByRole('button', { name: 'Trần Văn Khách' }).waitFor();
  await expectAccessible(page, 'step with somebody known');
  await page.goto(`${portal.origin}/forms/ct01`);
  await page.getByText('Những người máy này đang nhớ').waitFor();
  await expectAccessible(page, 'form with somebody known');
});
