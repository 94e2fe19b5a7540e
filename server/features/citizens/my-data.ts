import { html, raw } from 'hono/html';
import type { TipView } from '#contract/tips.ts';

/** Somebody's own tip with all that is kept beside it. */
export type MyTipData = {
  view: TipView;
  contact: { name?: string | undefined; phone?: string | undefined } | null;
  point: { lat: number; lng: number; accuracyM: number | null } | null;
  happenedAt: string | null;
  consentVersion: string;
  /** Where answers go, besides the app. */
  chat: { unit: string; since: string } | null;
};

/** What is kept of somebody besides their tips. */
export type MyAccountData = {
  madeAt: string;
  place: string;
  zaloId: string;
  signedInSince: string;
  sessions: { createdAt: string; lastUsedAt: string; expiresAt: string }[];
  staff: { name: string; role: string; unit: string } | null;
  /** At the OAs: who they are there, and the conversation with the assistant, whose words lie at Zalo. */
  oas: {
    unit: string;
    oaId: string;
    userId: string;
    follows: boolean;
    lastSeenAt: string | null;
    conversation: { since: string; lastSaidAt: string | null; sosId: string | null } | null;
  }[];
};

/** What belongs to one person, tip by tip: nobody holds it as a whole. */
export type MyData = {
  account: MyAccountData;
  /** Anew at each call. */
  listTips(): AsyncIterable<MyTipData>;
};

const encoder = new TextEncoder();

/** For programs. */
export async function* myDataAsJson({ account, listTips }: MyData): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`{"account":${JSON.stringify(account)},"tips":[`);
  let isFirst = true;
  for await (const tip of listTips()) {
    yield encoder.encode(`${isFirst ? '' : ','}\n${JSON.stringify(tip)}`);
    isFirst = false;
  }
  yield encoder.encode(']}\n');
}

/** For people: one page without anything from elsewhere. */
export async function* myDataAsPage({ account, listTips }: MyData): AsyncGenerator<Uint8Array> {
  yield encoder.encode(
    String(
      await html`<!doctype html><html lang="vi"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title>
<style>body{font:16px/1.5 sans-serif;max-width:46rem;margin:auto;padding:1rem}h2{border-top:1px solid;padding-top:1rem}</style>
<h1>${words.title}</h1><p>${account.place}. ${words.madeAt} ${inVietnam(account.madeAt)}.</p><p>${words.anonymous}</p>
<h2>${words.account}</h2>${list([
        [words.zaloId, account.zaloId],
        [words.since, inVietnam(account.signedInSince)],
        [words.sessions, account.sessions.map(({ lastUsedAt }) => inVietnam(lastUsedAt)).join('; ')],
        [words.staff, account.staff && `${account.staff.name}, ${account.staff.unit}`],
        ...account.oas.map(({ unit, lastSeenAt, conversation }): [string, string] => [
          `${words.oa} ${unit}`,
          [lastSeenAt && inVietnam(lastSeenAt), conversation?.sosId && words.sos]
            .filter(Boolean)
            .join('; ') || words.known,
        ]),
      ])}`,
    ),
  );
  for await (const tip of listTips()) yield encoder.encode(String(await tipOnPage(tip)));
  yield encoder.encode('</html>\n');
}

async function tipOnPage({ view, contact, point, happenedAt, consentVersion, chat }: MyTipData) {
  return html`
<h2>${view.code}</h2>${list([
    [words.category, view.category.name],
    [words.unit, view.unit.name],
    [words.sentAt, inVietnam(view.createdAt)],
    [words.happenedAt, happenedAt && inVietnam(happenedAt)],
    [words.description, view.description],
    [words.address, view.address],
    [words.point, point && `${point.lat}, ${point.lng}`],
    [words.contact, [contact?.name, contact?.phone].filter(Boolean).join(', ')],
    [words.consent, consentVersion],
    [words.chat, chat && `${chat.unit}, ${inVietnam(chat.since)}`],
    [words.photos, view.photoIds.length > 0 ? String(view.photoIds.length) : null],
    ...view.messages.map(({ at, from, text }): [string, string] => [
      `${from === 'citizen' ? words.fromMe : words.fromUnit} ${inVietnam(at)}`,
      text,
    ]),
    [words.rating, view.rating && `${view.rating.stars}/5 ${view.rating.text}`],
  ])}`;
}

/** What is empty is left out. */
function list(facts: readonly (readonly [string, string | null | undefined])[]) {
  const given = facts.filter(([, value]) => value);
  return html`<ul>${given.map(([name, value]) => html`<li><b>${name}:</b> ${value}</li>`)}</ul>${raw('\n')}`;
}

const inVietnam = (instant: string): string =>
  new Intl.DateTimeFormat('vi-VN', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(new Date(instant));

const words = {
  title: 'Dữ liệu của tôi',
  madeAt: 'Lập lúc',
  anonymous:
    'Tin ẩn danh không gắn với tài khoản nên không có ở đây: mở tin bằng mã tin và mã tra cứu bí mật là thấy toàn bộ.',
  account: 'Tài khoản',
  zaloId: 'Mã tài khoản Zalo',
  since: 'Đăng nhập lần đầu',
  sessions: 'Các lần đăng nhập còn mở, dùng lần cuối',
  staff: 'Là cán bộ',
  oa: 'Kênh Zalo',
  known: 'có trong danh sách',
  sos: 'đã gửi tin cứu giúp từ khung chat',
  category: 'Lĩnh vực',
  unit: 'Đơn vị',
  sentAt: 'Gửi lúc',
  happenedAt: 'Xảy ra lúc',
  description: 'Lời kể',
  address: 'Địa chỉ',
  point: 'Vị trí (vĩ độ, kinh độ)',
  contact: 'Liên hệ đã cho',
  consent: 'Đồng ý theo bản',
  chat: 'Nhận trả lời ở chat',
  photos: 'Số ảnh',
  fromMe: 'Tôi viết',
  fromUnit: 'Công an viết',
  rating: 'Đánh giá',
} as const;
