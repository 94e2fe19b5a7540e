import { element } from './bubbles.js';

// What only the chat of a citizen with an OA has: buttons that work, documents, and the staff who can give a chat back.

const byId = (id) => document.getElementById(id);

/** Numbers that anybody may call from here; all others stand for some that nobody knows, and dial nothing. */
const emergency = /^\d{3}$/;

function chatButton({ title, type, payload }, onSay, onNote) {
  if (type === 'oa.open.url')
    return element('a', { href: payload.url, target: '_blank', rel: 'noopener', className: 'choice' }, title);
  if (type === 'oa.open.phone' && emergency.test(payload.phone_code))
    return element('a', { href: `tel:${payload.phone_code}`, className: 'choice call' }, title);
  const button = element('button', { type: 'button', className: 'choice' }, title);
  button.addEventListener('click', () => {
    if (type === 'oa.open.phone') onNote(`Bản thử không gọi ${payload.phone_code}. Khẩn cấp, hãy gọi 113.`);
    else onSay(payload);
  });
  return button;
}

/** The buttons under a message, one below the other as in Zalo; nothing where there are none. */
export function chatButtons(message, { onSay, onNote }) {
  if (message.buttons.length === 0) return [];
  const list = element('div', { className: 'choices' });
  list.append(...message.buttons.map((button) => chatButton(button, onSay, onNote)));
  return [list];
}

/** A document, opened from this origin. */
export function chatFile(message) {
  if (message.kind !== 'file') return [];
  const { pathname } = new URL(message.imageUrl, location.href);
  return [
    element(
      'a',
      { href: pathname, target: '_blank', rel: 'noopener', className: 'document' },
      `Tệp: ${message.fileName}`,
    ),
  ];
}

/** What a pressed button sent, by the name of the button. */
export function pressedTitle(message, messages) {
  if (message.from !== 'user' || !message.text?.startsWith('#')) return null;
  const buttons = [...messages.values()].flatMap((each) => each.buttons);
  return buttons.find(({ payload }) => payload === message.text)?.title ?? message.text;
}

const reasons = {
  asked: 'Người dân muốn gặp cán bộ',
  misses: 'Trợ lý không hiểu',
  late: 'Tin đến trễ',
  officer: 'Cán bộ đang trả lời',
};
const clock = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit' });

/** The chats of a unit that people have, as its officer's desk is told of them. */
export async function showWaiting(unit) {
  const code = byId('desk-code').value.trim();
  const key = `sandbox:officer:${unit}${code === '' ? '' : `:${code}`}`;
  const ask = (path, method = 'GET') =>
    fetch(`/api/staff/conversations${path}`, { method, headers: { authorization: `Bearer ${key}` } });
  const response = await ask('');
  const list = byId('waiting');
  const empty = byId('waiting-empty');
  if (!response.ok) {
    list.replaceChildren();
    empty.hidden = false;
    empty.textContent = 'Nhập mã bản thử ở trên để xem.';
    return;
  }
  const { items } = await response.json();
  empty.hidden = items.length > 0;
  empty.textContent = 'Không có ai: trợ lý đang trả lời.';
  const wanted = JSON.stringify(items);
  if (list.dataset.shown === wanted) return;
  list.dataset.shown = wanted;
  list.replaceChildren(
    ...items.map(({ id, unit: of, reason, since, waitingSince }) => {
      const close = element('button', { type: 'button' }, 'Trả về trợ lý');
      close.addEventListener('click', async () => {
        await ask(`/${id}/close`, 'POST');
        await showWaiting(unit);
      });
      const waits = waitingSince ? `, chờ từ ${clock.format(new Date(waitingSince))}` : '';
      return element(
        'li',
        {},
        element('p', { textContent: `${reasons[reason]}, từ ${clock.format(new Date(since))}${waits}` }),
        element('p', { className: 'hint', textContent: of.name }),
        close,
      );
    }),
  );
}
