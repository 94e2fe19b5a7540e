import { element } from './bubbles.js';

// "Vào với vai ...": opens the desk in a window of its own as the one person of a role in the unit that is open. The key travels behind
// the # of the address, which no server sees, and the desk takes it out of there at once.

const labels = { officer: 'cán bộ trực ban', commander: 'chỉ huy', editor: 'biên tập', admin: 'quản trị' };
const byId = (id) => document.getElementById(id);

/** The unit that page.js has open stands in the address. */
const openUnit = () => decodeURIComponent(location.hash.slice(1)) || byId('unit-select').value;

function keyOf(role, needsCode) {
  const code = byId('desk-code').value.trim();
  if (!needsCode) return `sandbox:${role}:${openUnit()}`;
  return code === '' ? null : `sandbox:${role}:${openUnit()}:${code}`;
}

function show({ needsCode, roles }) {
  byId('desk-code-field').hidden = !needsCode;
  byId('desk-roles').replaceChildren(
    ...roles.map(({ role, name }) => {
      const button = element(
        'button',
        { type: 'button', 'data-role': role },
        `Vào với vai ${labels[role] ?? role}`,
        element('small', { textContent: name }),
      );
      button.addEventListener('click', () => {
        const key = keyOf(role, needsCode);
        byId('desk-problem').hidden = key !== null;
        byId('desk-problem').textContent = 'Cần mã bản thử để vào bàn trực.';
        if (key !== null) window.open(`/desk#vao=${encodeURIComponent(key)}`, '_blank', 'noopener');
      });
      return button;
    }),
  );
}

async function load() {
  try {
    const response = await fetch('/sandbox/api/desk-entrance');
    if (!response.ok) throw new Error(`Lỗi ${response.status}`);
    show(await response.json());
  } catch (error) {
    byId('desk-problem').hidden = false;
    byId('desk-problem').textContent = `Chưa tải được các vai: ${error.message}`;
  }
}

void load();
