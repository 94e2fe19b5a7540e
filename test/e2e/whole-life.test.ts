import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { agreeAndSend, chooseKind, giveMyPlace, story, tellStory } from '../support/citizen-steps.ts';
import { deskOf } from '../support/desk.ts';
import { nativeCalls } from '../support/fake-zalo.ts';
import { actAtOa, chatTexts, patience } from '../support/forwarding.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { startTestPortal, type TestPortal } from '../support/portal.ts';

/** A tip from the phone on which it is written to the commander to whom its sender's discontent brings it back. */
const dist = path.resolve(import.meta.dirname, '../../dist');
const unit = 'tay-thanh';
const wide = { context: { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false } };
const question = 'Nhóm đó đi mấy xe, biển số nào?';
const answerOfSender = 'Dạ, bốn xe, một biển 59-X1.';
const reply = 'Công an phường đã lập biên bản bốn người và tạm giữ xe.';
const discontent = 'Tối qua họ lại đua.';

/** Pictures to look at: set to a folder. */
const pictures = process.env.LIFE_PICTURES;
const look = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
};

async function enterFromSandbox(portal: TestPortal, role: string, options = {}): Promise<Page> {
  const sandbox = await openPhonePage(options);
  await sandbox.goto(`${portal.origin}/sandbox#${unit}`);
  const [desk] = await Promise.all([
    sandbox.context().waitForEvent('page'),
    sandbox.getByRole('button', { name: `Vào với vai ${role}` }).click(),
  ]);
  await desk.getByText('Trực tiếp').waitFor();
  return desk;
}

const row = (page: Page, code: string) => page.locator(`[data-tip-row="${code}"]`);

async function fillAndSend(page: Page, field: string, words: string, button: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(words);
  await page.getByRole('button', { name: button, exact: true }).click();
}

async function sendSignedIn(citizen: Page): Promise<string> {
  await chooseKind(citizen);
  await tellStory(citizen);
  await giveMyPlace(citizen);
  await citizen.getByRole('radio', { name: /Gửi bằng tài khoản Zalo/ }).check();
  await citizen.getByRole('button', { name: 'Đăng nhập bằng Zalo' }).click();
  await citizen.getByText('Đã đăng nhập').waitFor();
  await citizen.getByRole('button', { name: 'Tiếp tục' }).click();
  return (await agreeAndSend(citizen, 'Công an phường Tây Thạnh')).code;
}

/** Once, behind why; what Zalo then asks is answered with yes. */
async function letZaloTell(citizen: Page): Promise<void> {
  await citizen.getByText('Thông báo không có mã tin hay nội dung.').waitFor();
  await look(citizen, 'notification-offer');
  await citizen.getByRole('button', { name: 'Bật thông báo' }).click();
  await citizen.getByText('Đã bật. Khi có trả lời, Zalo sẽ báo cho bạn.').waitFor();
}

async function openOwnTip(citizen: Page, code: string): Promise<void> {
  await citizen.getByRole('button', { name: 'Tôi đã lưu', exact: true }).click();
  await citizen.getByRole('link', { name: /Tin của tôi/ }).click();
  await citizen.getByRole('button', { name: new RegExp(code) }).click();
  await citizen.getByRole('heading', { name: new RegExp(code) }).waitFor();
}

/** In the group's chat, as an officer on patrol does it: quoting the message. */
async function acknowledgeInGroup(portal: TestPortal, code: string): Promise<void> {
  const forwarded = async () => (await portal.messages(unit)).find(({ text }) => text.includes(code));
  await expect.poll(forwarded, patience).toBeDefined();
  await portal.post('/sandbox/api/events', {
    unit,
    user: `truc-ban-1:${unit}`,
    event: 'user_send_group_text',
    group: 'duty',
    text: 'đã nhận',
    quoteMessageId: (await forwarded())?.id ?? '',
  });
}

/** The words that the app writes into the chat are what the person sends there. */
async function takeAnswersInChat(citizen: Page, portal: TestPortal): Promise<void> {
  await citizen.getByText(/ai cầm điện thoại của bạn cũng đọc được/).waitFor();
  await look(citizen, 'chat-offer');
  await citizen.getByRole('button', { name: 'Nhận trong chat Zalo' }).click();
  await citizen.getByText(/Còn một bước/).waitFor();
  await look(citizen, 'chat-code');
  const written = /Nhận trả lời tin \S+, mã nối NT-\w{10}/.exec(
    (await citizen.locator('main').textContent()) ?? '',
  );
  const text = written?.[0] ?? '';
  await expect
    .poll(() => nativeCalls(citizen))
    .toContainEqual({ action: 'action.open.chat', parameters: expect.objectContaining({ msg: text }) });
  await actAtOa(portal, { unit, user: 'lan', event: 'user_send_text', text });
  await citizen.getByText(/đến ngay trong chat Zalo của bạn/).waitFor();
  await look(citizen, 'chat-linked');
}

async function draft(officer: Page, words: string): Promise<void> {
  await officer.getByRole('button', { name: 'Soạn trả lời' }).click();
  await officer.getByText(/Đến thẳng khung chat Zalo của người báo/).waitFor();
  await look(officer, 'reply-way');
  await fillAndSend(officer, 'Nội dung trả lời', words, 'Gửi chỉ huy duyệt');
  await officer.getByText('Đã gửi dự thảo cho chỉ huy duyệt.').waitFor();
}

test('a tip is taken up in the group, asked about, answered by two people, read in the app and the chat, and comes back', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const citizen = await openInsideZalo(portal, `/?w=${unit}`);
  const code = await sendSignedIn(citizen);
  await letZaloTell(citizen);
  await acknowledgeInGroup(portal, code);
  await openOwnTip(citizen, code);

  const officer = await enterFromSandbox(portal, 'cán bộ trực ban');
  await expect.poll(() => row(officer, code).textContent(), patience).toContain('Đã nhận');
  await row(officer, code).click();
  await officer.getByRole('article').getByText(story).waitFor();
  await officer.getByText(/trả lời trong nhóm Zalo/).waitFor();
  await officer.getByRole('button', { name: 'Hỏi người báo' }).click();
  await fillAndSend(officer, 'Câu hỏi', question, 'Gửi câu hỏi');
  await officer.getByText('Đã gửi câu hỏi cho người báo.').waitFor();

  await citizen.getByRole('button', { name: 'Xem lại mới nhất', exact: true }).click();
  await citizen.getByText(question).first().waitFor();
  await fillAndSend(citizen, 'Lời nhắn', answerOfSender, 'Gửi lời nhắn');
  await citizen.getByText('Đã gửi lời nhắn.').waitFor();
  await takeAnswersInChat(citizen, portal);

  await officer.getByText(answerOfSender).waitFor();
  await draft(officer, 'Da xu ly.');
  const commander = await enterFromSandbox(portal, 'chỉ huy', wide);
  await commander.getByRole('button', { name: 'Chờ duyệt' }).click();
  await row(commander, code).click();
  await commander.getByRole('button', { name: 'Trả lại để sửa' }).click();
  await fillAndSend(commander, 'Cần sửa gì?', 'Viết có dấu, nói rõ đã làm gì.', 'Trả lại dự thảo');
  await officer.getByText('Viết có dấu, nói rõ đã làm gì.').waitFor();
  await draft(officer, reply);
  await commander.getByRole('button', { name: 'Duyệt và gửi trả lời' }).click();
  await commander.getByText(reply).last().waitFor();
  await commander.getByRole('button', { name: 'Duyệt và gửi', exact: true }).click();
  await commander.getByText('Đã gửi trả lời cho người báo.').waitFor();

  await expect
    .poll(() => chatTexts(portal, unit, 'lan'), patience)
    .toContainEqual(`Trả lời tin báo ${code}:\n${reply}`);
  await citizen.getByRole('button', { name: 'Xem lại mới nhất', exact: true }).click();
  await citizen.getByText(reply).first().waitFor();
  const seen = `${await citizen.locator('main').textContent()}${await chatTexts(portal, unit, 'lan')}`;
  expect(seen).not.toMatch(/Viết có dấu|Da xu ly/);

  await citizen.getByRole('radio', { name: /^2 sao/ }).check();
  await citizen.getByText('Với mức này, tin trở lại công an').waitFor();
  await fillAndSend(citizen, 'Góp ý thêm (không bắt buộc)', discontent, 'Gửi đánh giá');
  await citizen.getByText('Bạn đã đánh giá 2 sao').waitFor();
  await citizen.getByText('Chỉ huy đơn vị được báo để xem lại.').waitFor();
  await citizen.getByText('Đã trở lại công an, đang chờ trực ban xác nhận').waitFor();
  await commander.getByText(discontent).waitFor();
  await commander.getByRole('button', { name: 'Dân chưa hài lòng' }).click();
  await row(commander, code).waitFor();
  await commander.getByRole('button', { name: 'Tiếp nhận tin này' }).waitFor();
  await look(commander, 'back-at-commander');
  const { history } = await deskOf(portal, 'commander', unit).tip(code);
  expect(history.at(-1)?.event).toBe('reopened');

  await citizen.getByRole('button', { name: 'Không nhận ở chat' }).click();
  await citizen.getByText('Đã bỏ nối. Trả lời chỉ còn trong trang này.').waitFor();
});
