import { bubble, element, shorten } from './bubbles.js';
import { chatButtons, chatFile, pressedTitle, showWaiting } from './chat.js';

const pollMs = 1_500;
const faultChoices = [
  ['none', 'Bình thường', 'Zalo nhận và trả lời ngay'],
  ['outage', 'Mất kết nối', 'Lỗi 500, đứt kết nối, trả lời dở dang'],
  ['limit', 'Quá hạn mức', 'Mọi lệnh bị từ chối (-32)'],
  ['slow', 'Trả lời chậm', 'Làm ngay, vài giây sau mới trả lời'],
  ['lost-answer', 'Mất câu trả lời', 'Làm xong rồi đứt kết nối'],
  ['token-expired', 'Hết hạn token', 'Token đang dùng hết hạn (-220) đến khi làm mới'],
];
const faultNames = Object.fromEntries(faultChoices.map(([mode, name]) => [mode, name]));

const byId = (id) => document.getElementById(id);
const view = {
  unit: null,
  tab: 'duty',
  citizen: null,
  quote: null,
  lastSeq: 0,
  messages: new Map(),
  state: null,
};
const seen = new Map();

async function api(path, body) {
  const response = await fetch(`/sandbox/api/${path}`, {
    ...(body
      ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : {}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `Lỗi ${response.status}`);
  return answer;
}

function showProblem(error) {
  byId('problem').hidden = !error;
  byId('problem').textContent = error ? `Không làm được: ${error.message}` : '';
}

/** Runs what a button asks for, shows what went wrong, and looks at the result at once. */
async function act(work) {
  try {
    await work();
    showProblem(null);
    await refresh();
  } catch (error) {
    showProblem(error);
  }
}

const unitOf = (id) => view.state?.units.find((unit) => unit.id === id);

function showUnits() {
  const options = view.state.units.map((unit) =>
    element('option', { value: unit.id, textContent: unit.name }),
  );
  const select = byId('unit-select');
  if (select.options.length !== options.length) select.replaceChildren(...options);
  select.value = view.unit;
  byId('unit-list').replaceChildren(
    ...view.state.units.map((unit) => {
      const isOpen = unit.id === view.unit;
      const button = element('button', { type: 'button', 'aria-current': String(isOpen) }, unit.name);
      if (!isOpen && unit.lastSeq > (seen.get(unit.id) ?? 0)) {
        button.append(
          element('span', { className: 'new', title: 'Có tin mới', role: 'img', 'aria-label': 'Có tin mới' }),
        );
      }
      button.addEventListener('click', () => openUnit(unit.id));
      return element('li', {}, button);
    }),
  );
}

function showUnit() {
  const unit = unitOf(view.unit);
  byId('unit-name').textContent = unit.name;
  const open = byId('open-app');
  open.textContent = unit.type === 'ward' ? 'Mở ứng dụng của phường này' : 'Mở ứng dụng của đơn vị này';
  open.href = `/?w=${encodeURIComponent(unit.id)}&src=qr`;
}

function showFaults() {
  const { all, units } = view.state.faults;
  const named = Object.entries(units).map(([id, mode]) => `${faultNames[mode]} (${unitOf(id)?.name ?? id})`);
  const running = [...(all === 'none' ? [] : [`${faultNames[all]} (mọi đơn vị)`]), ...named];
  const state = byId('fault-state');
  state.className = running.length > 0 ? 'state bad' : 'state';
  const text = running.length > 0 ? `Sự cố: ${running.join(', ')}` : 'Không có sự cố';
  if (state.textContent !== text) state.textContent = text;
  const current = byId('fault-scope').value === 'all' ? all : (units[view.unit] ?? 'none');
  for (const button of byId('faults').children) {
    button.setAttribute('aria-pressed', String(button.dataset.mode === current));
  }
}

function showOa() {
  const { oa, groups } = view.state.selected;
  const facts = [['Mã OA', oa.id], ...groups.map((group) => [group.name, `${group.members.length} cán bộ`])];
  byId('oa-facts').replaceChildren(
    ...facts.map(([name, value]) =>
      element('div', {}, element('dt', { textContent: name }), element('dd', { textContent: value })),
    ),
  );
  const form = byId('oa-settings');
  if (form.contains(document.activeElement)) return;
  for (const name of ['oaType', 'package', 'groupV3', 'groupV2'])
    form.elements[name].value = String(oa[name]);
  form.elements.groupDisabled.checked = oa.groupDisabled;
}

function showWebhook() {
  const { isConfigured, isOaOn, waiting = 0 } = view.state.webhook;
  const state = isOaOn
    ? `Đang bật, ${waiting} sự kiện chờ gửi lại.`
    : 'Zalo đã tắt webhook sau nhiều lần không nhận được 200.';
  byId('webhook-state').textContent = isConfigured ? state : 'Chưa nối: sự kiện chỉ được lưu tại đây.';
  byId('webhook-on').hidden = !isConfigured || isOaOn;
}

/** Fills a select without taking the choice away from under a finger. */
function fillSelect(select, entries, chosen) {
  const wanted = entries.map(([value, name]) => `${value}\n${name}`).join('\n\n');
  if (select.dataset.filled !== wanted) {
    select.replaceChildren(
      ...entries.map(([value, name]) => element('option', { value, textContent: name })),
    );
    select.dataset.filled = wanted;
  }
  if (chosen !== null && chosen !== undefined) select.value = chosen;
}

function showPeople() {
  const { groups, citizens } = view.state.selected;
  const isCitizen = view.tab === 'citizen';
  byId('citizens').hidden = !isCitizen;
  byId('citizen-actions').hidden = !isCitizen;
  document.querySelector('main').dataset.tab = view.tab;
  if (isCitizen) {
    const known = citizens.map(({ user, name }) => [user, name]);
    if (view.citizen && !known.some(([user]) => user === view.citizen))
      known.unshift([view.citizen, view.citizen]);
    view.citizen ??= known[0]?.[0] ?? null;
    fillSelect(byId('citizen-select'), known, view.citizen);
    const officers = groups.find(({ role }) => role === 'duty')?.members ?? [];
    const writers = officers.map(({ user, name }) => [user, `OA: ${name}`]);
    fillSelect(byId('officer-select'), [['', view.citizen ?? 'Người dân'], ...writers], null);
    byId('citizen-state').textContent = describeCitizen(citizens.find(({ user }) => user === view.citizen));
  } else {
    const members = groups.find(({ role }) => role === view.tab)?.members ?? [];
    fillSelect(
      byId('officer-select'),
      members.map(({ user, name }) => [user, name]),
      null,
    );
  }
  for (const field of byId('composer').querySelectorAll('button, textarea, input')) {
    field.disabled = isCitizen && view.citizen === null;
  }
}

function describeCitizen(citizen) {
  if (view.citizen === null) return 'Chưa có ai. Thêm một người để bắt đầu.';
  const states = { follows: 'Đang quan tâm OA', unfollowed: 'Đã bỏ quan tâm', never: 'Chưa quan tâm OA' };
  const last = citizen?.lastInteractionAt;
  const interaction = last
    ? `tương tác gần nhất ${new Date(last).toLocaleString('vi-VN')}`
    : 'chưa tương tác';
  return `${states[citizen?.followState ?? 'never']}, ${interaction}.`;
}

function showEmpty() {
  const texts = {
    duty: 'Chưa có tin báo nào trong nhóm trực ban.',
    sos: 'Chưa có tin cứu giúp nào trong nhóm SOS.',
    citizen: view.citizen ? 'Người này và OA chưa nhắn gì cho nhau.' : 'Chưa chọn người dân nào.',
  };
  const empty = byId('log-empty');
  empty.textContent = texts[view.tab];
  empty.hidden = byId('log').children.length > 0;
}

function setQuote(message) {
  view.quote = message;
  byId('quote').hidden = !message;
  byId('quote-text').textContent = message ? `Trích dẫn: ${shorten(message)}` : '';
  if (message) byId('text').focus();
}

/** Stays at the newest message, also when a picture grows, unless somebody scrolled up to read. */
const conversation = byId('log').parentElement;
let isFollowing = true;
function followEnd() {
  if (isFollowing) conversation.scrollTop = conversation.scrollHeight;
}
conversation.addEventListener('scroll', () => {
  isFollowing = conversation.scrollHeight - conversation.scrollTop - conversation.clientHeight < 60;
});
new ResizeObserver(followEnd).observe(byId('log'));

function authorOf(message) {
  if (message.from !== 'oa') return message.userName;
  const unit = unitOf(view.unit)?.name ?? 'OA';
  return message.adminName ? `${message.adminName}, ${unit}` : unit;
}

const chatActions = {
  onSay: (payload) => act(() => send('user_send_text', { text: payload })),
  onNote: (note) => {
    byId('problem').hidden = false;
    byId('problem').textContent = note;
  },
};

function append(messages) {
  for (const message of messages) {
    view.lastSeq = Math.max(view.lastSeq, message.seq);
    if (view.messages.has(message.id)) continue;
    view.messages.set(message.id, message);
    if (view.tab !== 'citizen' && message.group !== view.tab) continue;
    const pressed = pressedTitle(message, view.messages);
    if (pressed !== null) {
      byId('log').append(element('li', { className: 'pressed', textContent: `Đã bấm: ${pressed}` }));
      continue;
    }
    byId('log').append(
      bubble(message, {
        extras: [...chatFile(message), ...chatButtons(message, chatActions)],
        author: authorOf(message),
        isMine: message.from === 'user',
        quoted: view.messages.get(message.quoteMessageId),
        onQuote: setQuote,
      }),
    );
  }
  followEnd();
}

function startConversation() {
  view.lastSeq = 0;
  view.messages = new Map();
  byId('log').replaceChildren();
  byId('log-empty').hidden = true;
  isFollowing = true;
  setQuote(null);
  showProblem(null);
}

function openUnit(id) {
  view.unit = id;
  view.citizen = null;
  history.replaceState(null, '', `#${encodeURIComponent(id)}`);
  startConversation();
  void act(async () => {});
}

async function fetchMessages() {
  if (view.tab === 'citizen' && view.citizen === null) return [];
  const user = view.tab === 'citizen' ? `&user=${encodeURIComponent(view.citizen)}` : '';
  return api(`messages?unit=${encodeURIComponent(view.unit)}&after=${view.lastSeq}${user}`);
}

/** One look at the sandbox. What was asked for an older choice is thrown away. */
async function refresh() {
  const asked = view.unit;
  view.state = await api(`state${asked ? `?unit=${encodeURIComponent(asked)}` : ''}`);
  if (view.unit !== asked) return;
  if (!unitOf(view.unit)) {
    const wanted = decodeURIComponent(location.hash.slice(1));
    view.unit = (
      unitOf(wanted) ??
      view.state.units.find(({ type }) => type === 'ward') ??
      view.state.units[0]
    )?.id;
    if (view.unit) await refresh();
    return;
  }
  seen.set(view.unit, unitOf(view.unit).lastSeq);
  showUnits();
  showUnit();
  showFaults();
  showOa();
  showWebhook();
  showPeople();
  const { unit, tab, citizen } = view;
  const messages = await fetchMessages();
  if (view.unit !== unit || view.tab !== tab || view.citizen !== citizen) return;
  append(messages);
  showEmpty();
  await showWaiting(view.unit);
}

async function poll() {
  try {
    await refresh();
  } catch {
    byId('fault-state').className = 'state bad';
    byId('fault-state').textContent = 'Mất liên lạc với máy chủ, đang thử lại…';
  }
  setTimeout(poll, pollMs);
}

function send(event, more = {}) {
  const isCitizen = view.tab === 'citizen';
  return api('events', {
    unit: view.unit,
    user: isCitizen ? view.citizen : byId('officer-select').value,
    event,
    ...(isCitizen ? {} : { group: view.tab }),
    ...(view.quote ? { quoteMessageId: view.quote.id } : {}),
    ...more,
  });
}

function readPlace() {
  const [lat, lng] = byId('place')
    .value.split(/[\s,;]+/)
    .map(Number);
  if (!Number.isFinite(lat) || !Number.isFinite(lng))
    throw new Error('vị trí phải là hai số, ví dụ 10.8156, 106.6236.');
  return { lat, lng };
}

function readBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1]);
    reader.onerror = () => reject(new Error('không đọc được ảnh.'));
    reader.readAsDataURL(file);
  });
}

function openTab(tab) {
  view.tab = tab;
  for (const button of document.querySelectorAll('[data-tab]')) {
    button.setAttribute('aria-pressed', String(button.dataset.tab === tab));
  }
  startConversation();
  void act(async () => {});
}

for (const button of document.querySelectorAll('[data-tab]')) {
  button.addEventListener('click', () => openTab(button.dataset.tab));
}
byId('unit-select').addEventListener('change', (event) => openUnit(event.target.value));
// Another address of the same page, typed or followed.
addEventListener('hashchange', () => {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (unitOf(wanted) && wanted !== view.unit) openUnit(wanted);
});
byId('quote-cancel').addEventListener('click', () => setQuote(null));
byId('fault-scope').addEventListener('change', showFaults);
byId('webhook-on').addEventListener('click', () => act(() => api('webhooks', { action: 'switch-on' })));

byId('citizen-select').addEventListener('change', (event) => {
  view.citizen = event.target.value;
  startConversation();
  void act(async () => {});
});
byId('citizens').addEventListener('submit', (event) => {
  event.preventDefault();
  const name = byId('citizen-new').value.trim();
  if (!name) return;
  byId('citizen-new').value = '';
  view.citizen = name;
  startConversation();
  void act(async () => {});
});

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = byId('text').value.trim();
  if (!text) return;
  const officer = view.tab === 'citizen' ? byId('officer-select').value : '';
  void act(async () => {
    if (officer === '') await send('user_send_text', { text });
    else await send('oa_send_text', { text, officer });
    byId('text').value = '';
    setQuote(null);
  });
});
byId('text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId('composer').requestSubmit();
});
for (const button of document.querySelectorAll('[data-event]')) {
  button.addEventListener('click', () =>
    act(() => send(button.dataset.event, button.dataset.event === 'user_send_location' ? readPlace() : {})),
  );
}
byId('photo').addEventListener('change', (event) => {
  const [file] = event.target.files;
  event.target.value = '';
  if (file) void act(async () => send('user_send_image', { imageBase64: await readBase64(file) }));
});

byId('faults').append(
  ...faultChoices.map(([mode, name, meaning]) => {
    const button = element(
      'button',
      { type: 'button', 'data-mode': mode, 'aria-pressed': 'false' },
      name,
      element('small', { textContent: meaning }),
    );
    button.addEventListener('click', () =>
      act(() =>
        api('faults', { mode, ...(byId('fault-scope').value === 'unit' ? { unit: view.unit } : {}) }),
      ),
    );
    return button;
  }),
);
byId('oa-settings').addEventListener('change', (event) => {
  const form = event.currentTarget;
  void act(() =>
    api('oas', {
      unit: view.unit,
      oaType: Number(form.elements.oaType.value),
      package: form.elements.package.value,
      groupV3: form.elements.groupV3.value,
      groupV2: form.elements.groupV2.value,
      groupDisabled: form.elements.groupDisabled.checked,
    }),
  );
});

void poll();
