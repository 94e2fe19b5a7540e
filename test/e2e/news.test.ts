import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { StaffRole } from '#contract/vocabulary.ts';
import { desksLooks, expectAccessible } from '../support/accessibility.ts';
import { openedFileChooser, openPhonePage } from '../support/chromium.ts';
import { staffKey } from '../support/desk.ts';
import { readPdf } from '../support/documents.ts';
import { nativeCalls, setNativeAnswer } from '../support/fake-zalo.ts';
import { actAtOa, patience } from '../support/forwarding.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { fireNotice, newsDeskOf, publishArticle } from '../support/news.ts';
import { handmadePdf, officePdf } from '../support/pdf-files.ts';
import { letTimePass, letTimePassUntil, takeTimeInHand } from '../support/phone-time.ts';
import { phonePhoto } from '../support/photos.ts';
import { startTestPortal, type TestPortal } from '../support/portal.ts';

/** What the police tell the people: written at the desk, read in the app, with a line and without. */
const dist = path.resolve(import.meta.dirname, '../../dist');
const withoutLine = [/ERR_INTERNET_DISCONNECTED/, /ERR_CONNECTION_REFUSED/, /ERR_FAILED/];
/** What is withdrawn answers so. */
const gone = [/status of 404/];
/** So is a file that does more than show pages. */
const refused = [/status of 422/];
const hourMs = 60 * 60_000;

/** How often an open app asks for urgent notices, and the desk for what has become of an article. */
const asksEveryMs = 10_000;
const untilShown = (page: Page, words: Locator) =>
  letTimePassUntil(page, asksEveryMs, async () => (await words.count()) > 0);

const startPortal = () => startTestPortal({ pageFolder: dist });
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs).toISOString();
const urgent = { title: 'Cảnh báo lừa đảo giả danh công an', category: 'thong-bao-khan' } as const;
const row = (page: Page, title: string) => page.getByRole('listitem').getByRole('link', { name: title });
const banner = (page: Page) => page.getByRole('region', { name: 'Thông báo khẩn' });

/** Home of somebody of Tây Thạnh, with the worker that keeps the app for a start without a line. */
async function openKept(portal: TestPortal): Promise<Page> {
  const page = await openPhonePage({
    expectedErrors: [...withoutLine, ...gone],
    context: { serviceWorkers: 'allow' },
  });
  await takeTimeInHand(page);
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
}

const withdraw = (portal: TestPortal, id: string) =>
  newsDeskOf(portal, 'commander', 'tay-thanh').do(id, 'withdraw', { reason: 'Đăng nhầm.' });

describe('the news', () => {
  test('is found, read, narrowed, marked as read, and one comes back to where one was', async () => {
    const portal = await startPortal();
    const photo = await portal.sendPhoto(await phonePhoto());
    for (let number = 1; number <= 23; number += 1) {
      await publishArticle(portal, fireNotice({ title: `Bản tin số ${number} của phường` }));
    }
    await publishArticle(
      portal,
      fireNotice({
        title: 'Ra mắt đội xung kích',
        category: 'hoat-dong-cong-an',
        body: `Xem [thủ tục](/procedures) và [Cổng dịch vụ công](https://dichvucong.gov.vn/).\n\n![Đội viên trước trụ sở](photo:${photo.id} "Lễ ra mắt sáng nay")`,
      }),
    );
    await publishArticle(portal, fireNotice({ unitId: 'ca-quan', title: 'Tin của quận' }));
    await publishArticle(portal, fireNotice({ unitId: 'son-ky', title: 'Tin của phường khác' }));

    const page = await openPhonePage();
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await page.getByRole('link', { name: /Tin tức, thông báo/ }).click();
    await row(page, 'Ra mắt đội xung kích').waitFor();
    await row(page, 'Tin của quận').waitFor();
    expect(await row(page, 'Tin của phường khác').count()).toBe(0);
    await expectAccessible(page, 'list');
    await row(page, 'Bản tin số 23').getByText('Chưa đọc').waitFor();
    await page.mouse.wheel(0, 20_000);
    await row(page, 'Bản tin số 1 của phường').waitFor();
    await row(page, 'Bản tin số 2 của phường').click();
    await page.getByRole('heading', { level: 1, name: 'Bản tin số 2 của phường' }).waitFor();
    await page.goBack();
    await row(page, 'Bản tin số 1 của phường').waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(800);
    expect(await row(page, 'Bản tin số 2 của phường').getByText('Chưa đọc').count()).toBe(0);

    await page.getByRole('button', { name: 'Hoạt động công an' }).click();
    await expect.poll(() => page.getByRole('listitem').count(), patience).toBe(1);
    await page.getByRole('button', { name: 'Tất cả' }).click();
    await page.getByRole('searchbox', { name: 'Tìm trong tin' }).fill('doi xung kich');
    await page.getByText('Có 1 tin.').waitFor();
    await row(page, 'Ra mắt đội xung kích').click();
    const picture = page.getByRole('img', { name: 'Đội viên trước trụ sở' });
    await picture.scrollIntoViewIfNeeded();
    const isShown = () =>
      picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);
    await expect.poll(isShown, patience).toBe(true);
    expect(await picture.getAttribute('width')).toMatch(/^\d+$/);
    await page.getByText('Lễ ra mắt sáng nay').waitFor();
    await page.getByText('mở trang ngoài ứng dụng này').waitFor();
    expect(await page.getByRole('link', { name: /Cổng dịch vụ công/ }).getAttribute('target')).toBe('_blank');
    await expectAccessible(page, 'article');
    await page.getByRole('button', { name: 'Chữ to hơn' }).click();
    await expectAccessible(page, 'article in large letters');
    await page.getByRole('link', { name: 'thủ tục', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Thủ tục, giấy tờ' }).waitFor();
  });

  test('is read without a line, what was opened and the newest; what is withdrawn is gone at the next contact', async () => {
    const portal = await startPortal();
    const first = await publishArticle(portal, fireNotice({ title: 'Bài sẽ bị gỡ' }));
    await publishArticle(portal, fireNotice({ title: 'Bài còn lại' }));
    const page = await openKept(portal);
    await page.getByRole('link', { name: /Tin tức, thông báo/ }).click();
    await row(page, 'Bài sẽ bị gỡ').click();
    await page.getByRole('heading', { level: 1, name: 'Bài sẽ bị gỡ' }).waitFor();
    await page.goBack();
    const isKept = () =>
      page.evaluate(
        () => Object.keys(JSON.parse(localStorage['zalo-an-ninh:web:news-kept-1'] ?? '{}')).length,
      );
    await expect.poll(isKept, patience).toBe(2);

    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('Đang xem tin lưu trên máy').waitFor();
    await row(page, 'Bài còn lại').click();
    await page.getByText('Dọn lối thoát nạn').waitFor();
    await page.getByText('Đang xem bản lưu trên máy').waitFor();

    await withdraw(portal, first);
    await page.context().setOffline(false);
    await expect.poll(isKept, patience).toBe(1);
    await page.goBack();
    await row(page, 'Bài còn lại').waitFor();
    expect(await row(page, 'Bài sẽ bị gỡ').count()).toBe(0);
    await page.goto(`${portal.origin}/news/${first}`);
    await page.getByRole('heading', { name: 'Bài này không còn nữa' }).waitFor();
    await expectAccessible(page, 'gone');
  });

  test('draws nothing but words, pictures of ours and harmless links, whatever the answer holds', async () => {
    const portal = await startPortal();
    const id = await publishArticle(portal, fireNotice());
    const page = await openPhonePage();
    await page.route(`**/api/news/${id}`, async (route) => {
      const response = await route.fetch();
      const html = `<p onclick="ruin()" style="position:fixed">Lời <b>thường</b></p><script>ruin()</script><svg onload="ruin()"><a href="https://a.example">x</a></svg>
        <img src="https://evil.example/a.jpg" onerror="ruin()" alt="Ảnh lạ"><a href="javascript:ruin()">bẫy</a><a href="//evil.example">ngoài</a>
        <iframe src="https://evil.example"></iframe><form action="https://evil.example"><input name="a"></form><style>body{display:none}</style>`;
      await route.fulfill({ response, json: { ...(await response.json()), html } });
    });
    await page.goto(`${portal.origin}/news/${id}?w=tay-thanh`);
    await page.getByText('Lời thường').waitFor();
    const article = page.locator('article');
    expect(
      await article.locator('script, img, iframe, form, input, style, [onclick], [style]:not(svg)').count(),
    ).toBe(0);
    expect(await article.getByRole('link', { name: /bẫy|ngoài|^x/ }).count()).toBe(0);
    await article.getByText('Ảnh lạ').waitFor();
  });

  test('says what was corrected, and why', async () => {
    const portal = await startPortal();
    const id = await publishArticle(portal, fireNotice());
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    await editor.edit(id, { summary: 'Kiểm tra từ 26/11.', correction: 'Sửa ngày kiểm tra.' });
    await editor.do(id, 'submit');
    await newsDeskOf(portal, 'commander', 'tay-thanh').do(id, 'approve');
    await editor.do(id, 'publish');
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/news/${id}?w=tay-thanh`);
    await page.getByText('Sửa ngày kiểm tra.').waitFor();
    await page.getByText(/^Đã đính chính lúc/).waitFor();
    await page.getByText('Kiểm tra từ 26/11.').waitFor();
  });
});

/** With a key in the window's own memory. */
async function openDesk(portal: TestPortal, role: StaffRole): Promise<Page> {
  const page = await openPhonePage({ expectedErrors: refused });
  await takeTimeInHand(page);
  const key = staffKey(role, 'tay-thanh').replace('Bearer ', '');
  await page.goto(`${portal.origin}/desk/news#vao=${encodeURIComponent(key)}`);
  await page.getByRole('heading', { level: 1, name: 'Tin bài' }).waitFor();
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function write(page: Page, words: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(words))
    await page.getByRole('textbox', { name: label }).fill(text);
}

async function addPicture(page: Page, alt: string): Promise<void> {
  const chooser = await openedFileChooser(page, () => press(page, 'Thêm ảnh'));
  await chooser.setFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });
  await page.getByRole('textbox', { name: 'Trong ảnh có gì?' }).waitFor();
  await press(page, 'Chèn ảnh vào bài');
  await page.getByText('Vui lòng tả ảnh bằng vài chữ.').waitFor();
  await write(page, { 'Trong ảnh có gì?': alt });
  await press(page, 'Chèn ảnh vào bài');
  await page.getByText('Đã chèn ảnh').waitFor();
}

async function addDocument(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = await openedFileChooser(page, () => press(page, 'Thêm tệp PDF'));
  await chooser.setFiles({ name, mimeType: 'application/pdf', buffer });
}

describe('an article between an editor and a commander', () => {
  test('is written with a picture, sent back, mended, approved, published, read by the people, and withdrawn', async () => {
    const portal = await startPortal();
    const editor = await openDesk(portal, 'editor');
    await editor.getByText('Chưa có bài nào ở mục này.').waitFor();
    await expectAccessible(editor, 'desk, empty list', desksLooks);
    await editor.getByRole('link', { name: 'Viết bài mới' }).click();
    await press(editor, 'Lưu và xem trước');
    await editor.getByText('Có chỗ cần sửa').waitFor();
    await expectAccessible(editor, 'editor with errors', desksLooks);
    await editor.getByRole('combobox', { name: 'Loại tin' }).selectOption({ label: 'Hoạt động công an' });
    await write(editor, {
      'Tiêu đề': 'Ra quân dịp cuối năm',
      'Tóm tắt': 'Từ 1/12, công an phường tuần tra mỗi đêm.',
      'Nội dung': 'Dau tien, moi to mot nguoi.',
    });
    await addPicture(editor, 'Lực lượng xếp hàng trước trụ sở');
    await addDocument(editor, 'virus.pdf', handmadePdf('/OpenAction 4 0 R', ['<< /S /JavaScript >>']));
    await editor.getByText('Tệp PDF có mã lệnh').waitFor();
    await addDocument(editor, 'Ke_hoach.pdf', Buffer.from(await officePdf()));
    const named = editor.getByRole('textbox', { name: 'Tên tệp 1, người dân sẽ thấy' });
    await named.fill('Kế hoạch tuần tra');
    await editor.reload();
    await editor.getByRole('textbox', { name: 'Tiêu đề' }).waitFor();
    expect(await editor.getByRole('textbox', { name: 'Nội dung' }).inputValue()).toContain(
      '![Lực lượng xếp hàng',
    );
    expect(await named.inputValue()).toBe('Kế hoạch tuần tra');
    await press(editor, 'Lưu và xem trước');
    await editor.getByRole('img', { name: 'Lực lượng xếp hàng trước trụ sở' }).waitFor();
    await editor.getByRole('button', { name: /Mở “Kế hoạch tuần tra”/ }).waitFor();
    await expectAccessible(editor, 'desk, article', desksLooks);
    await press(editor, 'Gửi chỉ huy duyệt');
    await editor.getByText('Đã gửi duyệt.').waitFor();
    await editor.getByText('Chờ một chỉ huy không viết bài này duyệt.').waitFor();
    expect(await editor.getByRole('button', { name: 'Duyệt bài này' }).count()).toBe(0);

    const commander = await openDesk(portal, 'commander');
    await press(commander, 'Chờ duyệt');
    await commander.getByRole('link', { name: /Ra quân dịp cuối năm/ }).click();
    await commander.getByRole('img', { name: 'Lực lượng xếp hàng trước trụ sở' }).waitFor();
    await press(commander, 'Trả lại để sửa');
    await write(commander, { 'Cần sửa gì?': 'Viết có dấu.' });
    await press(commander, 'Trả lại để sửa');
    await commander.getByText('Đã trả lại bài.').waitFor();

    await untilShown(editor, editor.getByText('Viết có dấu.'));
    await press(editor, 'Sửa bài');
    const body = editor.getByRole('textbox', { name: 'Nội dung' });
    await body.fill(
      (await body.inputValue()).replace('Dau tien, moi to mot nguoi.', 'Đầu tiên, mỗi tổ một người.'),
    );
    await press(editor, 'Lưu và xem trước');
    await editor.getByText('Đầu tiên, mỗi tổ một người.').waitFor();
    await press(editor, 'Gửi chỉ huy duyệt');
    await editor.getByText('Đã gửi duyệt.').waitFor();

    await press(commander, 'Duyệt bài này');
    await press(commander, 'Duyệt bài');
    await commander.getByText('Đã duyệt.', { exact: false }).first().waitFor();
    await press(commander, 'Đăng bài…');
    await expectAccessible(commander, 'desk, publishing', desksLooks);
    await press(commander, 'Đăng bài ngay');
    await commander.getByText('Đã đăng. Người dân thấy ngay.').waitFor();

    const citizen = await openPhonePage({ expectedErrors: gone });
    await citizen.goto(`${portal.origin}/news?w=tay-thanh`);
    await row(citizen, 'Ra quân dịp cuối năm').click();
    await citizen.getByText('Đầu tiên, mỗi tổ một người.').waitFor();
    await citizen.getByRole('img', { name: 'Lực lượng xếp hàng trước trụ sở' }).waitFor();
    const [saved] = await Promise.all([
      citizen.waitForEvent('download'),
      citizen.getByRole('link', { name: /Kế hoạch tuần tra\.pdf/ }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('Kế hoạch tuần tra.pdf');
    expect((await readPdf(await readFile(await saved.path()))).text).toContain('phòng cháy');
    await expectAccessible(citizen, 'article with a document');

    await press(commander, 'Gỡ bài');
    await write(commander, { 'Vì sao gỡ?': 'Đăng nhầm ngày.' });
    await press(commander, 'Gỡ bài hẳn');
    await commander.getByRole('dialog').getByRole('button', { name: 'Gỡ bài hẳn' }).click();
    await commander.getByText('Đã gỡ bài.').waitFor();
    await citizen.reload();
    await citizen.getByRole('heading', { name: 'Bài này không còn nữa' }).waitFor();
  });
});

describe('a PDF of an article, inside Zalo', () => {
  test('goes to the phone as bytes, and by its address where Zalo does not take it', async () => {
    const portal = await startPortal();
    const pdf = await officePdf();
    const { id } = await newsDeskOf(portal, 'editor', 'tay-thanh').attach(pdf);
    const article = await publishArticle(portal, fireNotice({ attachments: [{ id, name: 'Kế hoạch' }] }));
    const page = await openInsideZalo(portal, `/news/${article}?w=tay-thanh`);
    const save = 'action.save.file';
    await page.getByRole('link', { name: /Kế hoạch\.pdf/ }).click();
    await page.getByText('Đã lưu “Kế hoạch.pdf”').waitFor();
    const [call] = (await nativeCalls(page)).filter(({ action }) => action === save);
    expect(JSON.stringify(call?.parameters)).toContain(Buffer.from(pdf).toString('base64'));

    await setNativeAnswer(page, save, { errorCode: -1404 });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('link', { name: /Kế hoạch\.pdf/ }).click();
    await page.getByText('Chưa mở được “Kế hoạch.pdf” ở đây.').waitFor();
    await press(page, 'Chép đường dẫn của tệp');
    await page.getByText('Đã chép.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      new RegExp(`/api/news/documents/${id}\\.pdf$`),
    );
  });
});

/** Ten in the morning in Việt Nam, when a broadcast may go. */
function morning(): () => Date {
  const aheadMs = 3 * hourMs - (Date.now() % (24 * hourMs));
  return () => new Date(Date.now() + aheadMs);
}

describe('a broadcast', () => {
  test('is pressed once, by a commander who was told how many it reaches and what it costs', async () => {
    const portal = await startTestPortal({ pageFolder: dist, now: morning() });
    for (const user of ['lan', 'minh']) await actAtOa(portal, { unit: 'tay-thanh', user, event: 'follow' });
    await publishArticle(portal, fireNotice());
    const page = await openDesk(portal, 'commander');
    await page.getByRole('link', { name: /Phòng cháy mùa khô/ }).click();
    await page.getByRole('button', { name: 'Đăng lên OA', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Đăng lên OA' }).click();
    await page.getByText('Đã xếp hàng đăng lên OA.').waitFor();
    await untilShown(page, page.getByText('Đăng bài lên OA: đã xong'));

    await press(page, 'Phát tin tới người quan tâm OA…');
    await page.getByText('1 lượt phát của tháng này (đã dùng 0)').waitFor();
    await expectAccessible(page, 'desk, broadcast', desksLooks);
    await press(page, 'Phát tin…');
    const question = page.getByRole('dialog');
    await question.getByRole('heading', { name: 'Phát tới 2 người?' }).waitFor();
    await question.getByText('Tốn 1 lượt phát của tháng', { exact: false }).waitFor();
    await question.getByRole('button', { name: 'Phát tin', exact: true }).click();
    await page.getByText('Đã xếp hàng phát tin.', { exact: false }).waitFor();
    await untilShown(page, page.getByText(/^Phát tin tới người quan tâm OA: /));
    expect(await page.getByRole('button', { name: 'Phát tin tới người quan tâm OA…' }).count()).toBe(0);
    const { broadcasts } = await (await fetch(`${portal.origin}/sandbox/api/articles?unit=tay-thanh`)).json();
    expect(broadcasts).toHaveLength(1);
  });
});

describe('an urgent notice', () => {
  test('reaches an open app within ten seconds, stands on every screen, also on a start without a line, and goes when withdrawn', async () => {
    const portal = await startPortal();
    const page = await openKept(portal);
    await page.getByRole('link', { name: /Tra cứu tin đã gửi/ }).click();
    // The app has asked once and knows of none.
    await page.waitForResponse(/\/api\/notices$/);
    const id = await publishArticle(portal, fireNotice({ ...urgent, urgentUntil: inHours(2) }));
    await publishArticle(
      portal,
      fireNotice({ ...urgent, unitId: 'son-ky', title: 'Của phường khác', urgentUntil: inHours(2) }),
    );
    await letTimePass(page, asksEveryMs);
    await banner(page).getByText(urgent.title).waitFor();
    expect(await banner(page).getByText('Của phường khác').count()).toBe(0);
    await expectAccessible(page, 'banner');

    await page.context().setOffline(true);
    await page.goto(`${portal.origin}/`);
    await banner(page).getByText(urgent.title).waitFor();
    await withdraw(portal, id);
    await page.context().setOffline(false);
    await letTimePassUntil(page, asksEveryMs, async () => (await banner(page).count()) === 0);
  });
});
