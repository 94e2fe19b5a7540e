// One message as a list item. Everything that people wrote goes in as text, never as markup.

const clock = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const two = (number) => String(number).padStart(2, '0');
function shortTime(at) {
  return `${clock.format(at)} ${two(at.getDate())}/${two(at.getMonth() + 1)}`;
}

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'className' || key === 'textContent' || key === 'hidden') made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function link(url, text) {
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', textContent: text });
}

/** Text with its http(s) addresses made clickable. */
function words(text) {
  const paragraph = element('p', { className: 'words' });
  let end = 0;
  for (const match of text.matchAll(address)) {
    paragraph.append(text.slice(end, match.index), link(match[0], match[0]));
    end = match.index + match[0].length;
  }
  paragraph.append(text.slice(end));
  return paragraph;
}

/** Pictures of the sandbox are shown from this origin, whatever name it is reached by; others stay links. */
function picture(imageUrl) {
  const { pathname } = new URL(imageUrl, location.href);
  if (!pathname.startsWith('/sandbox/api/images/')) return link(imageUrl, imageUrl);
  const image = element('img', { src: pathname, alt: 'Ảnh trong tin nhắn', loading: 'lazy' });
  const whole = link(pathname, '');
  whole.append(image);
  return whole;
}

/** A short form for quotes. */
export function shorten(message) {
  if (message.text) return message.text;
  return { image: '[Ảnh]', file: '[Tệp]', location: '[Vị trí]', sticker: '[Nhãn dán]' }[message.kind] ?? '';
}

export function bubble(message, { author, isMine, quoted, onQuote, extras = [] }) {
  const look = isMine ? 'bubble mine' : message.adminName ? 'bubble officer' : 'bubble';
  const item = element('li', { className: look });
  item.append(element('p', { className: 'who', textContent: author }));
  if (quoted) item.append(element('p', { className: 'quoted', textContent: shorten(quoted) }));
  if (message.imageUrl && message.kind !== 'file') item.append(picture(message.imageUrl));
  if (message.kind === 'sticker') item.append(element('p', { textContent: '[Nhãn dán]' }));
  if (message.kind === 'location') {
    const point = `${message.lat},${message.lng}`;
    item.append(link(`https://www.google.com/maps?q=${point}`, `Vị trí: ${point}`));
  }
  if (message.text) item.append(words(message.text));
  const foot = element('div', { className: 'foot' }, shortTime(new Date(message.at)));
  if (message.mentions.length > 0) {
    foot.append(
      element('span', { className: 'rings', textContent: `Gọi tên ${message.mentions.length} người` }),
    );
  }
  const quote = element('button', { type: 'button', textContent: 'Trích dẫn' });
  quote.addEventListener('click', () => onQuote(message));
  foot.append(quote);
  item.append(foot, ...extras);
  return item;
}
