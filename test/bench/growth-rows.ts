/**
 * What a year leaves in a store, row by row as the portal writes it: histories, words sealed for their place, access, clocks, outbox.
 * Every eighth tip was never taken up, and half of all are one ward's. Of the tips that are looked for one by one everything is real; of
 * all others digests, MACs and the words of answers are letters of the same length, because a million real ones take half an hour.
 */
import { randomBytes } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { DeskTipEvent, TipStatus } from '#contract/vocabulary.ts';
import type { Schema } from '../../server/db/schema.ts';
import type { ClockStepsTable, TipHistoryTable } from '../../server/db/tables/tip-tables.ts';
import type { TipWords } from '../../server/features/tips/tip.store.ts';
import { deskOrder } from '../../server/features/tips/tip-access.rules.ts';
import type { EntryDetails } from '../../server/features/tips/tip-history.ts';
import type { TipParty } from '../../server/features/tips/tip-moves.rules.ts';
import { timesOf } from '../../server/features/tips/tip-times.rules.ts';
import { timesRow } from '../../server/features/tips/tip-times.store.ts';
import { entryWordsDigest, newSalt, tipWordsDigest } from '../../server/features/tips/tip-words.rules.ts';
import { type ChainedEntry, type ChainedRow, chainedRow } from '../../server/history/history-chain.ts';
import { makeReceipt, receiptDigest } from '../../server/secrets/receipt.rules.ts';
import { sealText } from '../../server/secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../../server/secrets/secret-keys.ts';
import type { Rows } from './bulk-store.ts';

/** The ward whose lists are looked at, and the unit above it. */
export const ward = 'tay-thanh';
export const district = 'ca-quan';
export const tipsPerCitizen = 25;
const otherWards = ['son-ky', 'tan-quy', 'tan-thanh', 'phu-thanh', 'phu-trung', 'hoa-thanh', 'hiep-tan'];
const categories = ['tieng-on', 'trom-cap', 'ma-tuy', 'co-bac', 'giao-thong', 'lan-chiem', 'lua-dao'];
/** What is looked for among everything: as many in every store, so that what they cost shows and not how many there are. */
export const rareCategory = 'mua-ban-nguoi';
const rareCount = 40;

const minuteMs = 60_000;
const yearMs = 365 * 24 * 60 * minuteMs;
const description =
  'Khoảng 23 giờ 30 đêm qua có nhóm khoảng năm người đi ba xe máy không biển số dừng trước hẻm 12, một người cầm theo vật dài, đập cửa cuốn nhà số 45 rồi bỏ chạy về hướng đường Lê Trọng Tấn. Camera của tiệm thuốc đối diện quay được.';
const answerText =
  'Công an phường đã nhận tin, đã cử tổ tuần tra xuống hiện trường, lập biên bản và đang xác minh các đối tượng. Cảm ơn ông (bà) đã báo tin; khi có kết quả chúng tôi sẽ báo lại.';

type Life = {
  status: TipStatus;
  events: readonly [event: DeskTipEvent, actor: TipParty, minutesLater: number][];
};

const lives: Readonly<Record<'left' | 'working' | 'closed' | 'rated' | 'declined' | 'draft', Life>> = {
  left: {
    status: 'escalated',
    events: [
      ['reminded', 'clock', 10],
      ['reminded', 'clock', 15],
      ['escalated', 'clock', 20],
    ],
  },
  working: {
    status: 'in_progress',
    events: [
      ['acknowledged', 'unit', 6],
      ['assigned', 'unit', 30],
    ],
  },
  draft: {
    status: 'in_progress',
    events: [
      ['acknowledged', 'unit', 9],
      ['reply_drafted', 'unit', 200],
    ],
  },
  closed: {
    status: 'closed',
    events: [
      ['acknowledged', 'unit', 4],
      ['reply_drafted', 'unit', 300],
      ['answered', 'unit', 400],
      ['closed', 'unit', 2_000],
    ],
  },
  rated: {
    status: 'answered',
    events: [
      ['acknowledged', 'unit', 14],
      ['reply_drafted', 'unit', 500],
      ['answered', 'unit', 600],
      ['rated', 'citizen', 900],
    ],
  },
  declined: {
    status: 'declined',
    events: [
      ['acknowledged', 'unit', 25],
      ['declined', 'unit', 60],
    ],
  },
};

/** So many tips of a store are looked for one by one. */
const knownCount = 500;
const lettersOfADigest = 'x'.repeat(43);
const lettersOfAnAnswer = 'x'.repeat(520);

/** A row of a history that nobody looks into. */
const unchainedRow = (keys: SecretKeys, entry: ChainedEntry): ChainedRow => ({
  sequence: entry.sequence,
  at: entry.at,
  event: entry.event,
  actor: entry.actor,
  unit_id: entry.unitId,
  details: JSON.stringify(entry.details),
  key_version: keys.newest.version,
  previous_mac: lettersOfADigest,
  mac: lettersOfADigest,
});

const lifeOf = (nr: number): keyof typeof lives =>
  nr % 8 === 0
    ? 'left'
    : nr % 10 === 3
      ? 'working'
      : nr % 12 === 5
        ? 'declined'
        : nr % 3 === 1
          ? 'rated'
          : 'closed';

/** A tip as those who look for it know it. */
export type KnownTip = { code: string; receipt: string };

/** The rows of the tips from one number up to another, of `tipsCount` in a year that ends now; and some of them, to be looked for. */
export function tipRows(
  keys: SecretKeys,
  span: { from: number; to: number; tipsCount: number; now: number },
): { rows: Rows; known: KnownTip[] } {
  const rows = emptyRows();
  const known: KnownTip[] = [];
  for (let nr = span.from; nr < span.to; nr += 1) {
    const isKnown = nr % Math.max(1, Math.floor(span.tipsCount / knownCount)) === 0;
    const tip = putTip(rows, keys, nr, { ...span, isKnown });
    if (isKnown) known.push(tip);
    if (nr % tipsPerCitizen === 0) putCitizen(rows, keys, Math.floor(nr / tipsPerCitizen), span.now);
  }
  return { rows, known };
}

const emptyRows = () => ({
  citizens: [] as Insertable<Schema['citizens']>[],
  citizen_sessions: [] as Insertable<Schema['citizen_sessions']>[],
  tips: [] as Insertable<Schema['tips']>[],
  tip_words: [] as Insertable<Schema['tip_words']>[],
  tip_contacts: [] as Insertable<Schema['tip_contacts']>[],
  tip_owners: [] as Insertable<Schema['tip_owners']>[],
  tip_history: [] as Insertable<Schema['tip_history']>[],
  tip_entry_words: [] as Insertable<Schema['tip_entry_words']>[],
  tip_access: [] as Insertable<Schema['tip_access']>[],
  tip_people: [] as Insertable<Schema['tip_people']>[],
  tip_times: [] as Insertable<Schema['tip_times']>[],
  clock_steps: [] as Insertable<Schema['clock_steps']>[],
  photos: [] as Insertable<Schema['photos']>[],
  idempotent_answers: [] as Insertable<Schema['idempotent_answers']>[],
  outbox_messages: [] as Insertable<Schema['outbox_messages']>[],
  live_events: [] as Insertable<Schema['live_events']>[],
  published_articles: [] as Insertable<Schema['published_articles']>[],
  published_search: [] as Insertable<Schema['published_search']>[],
  published_words: [] as Insertable<Schema['published_words']>[],
});
type AllRows = ReturnType<typeof emptyRows>;

/** The token by which a citizen's session is opened. */
export const tokenOf = (citizenNr: number): string => `bench-token-${citizenNr}-`.padEnd(43, 'x');

function putTip(
  rows: AllRows,
  keys: SecretKeys,
  nr: number,
  { tipsCount, now, isKnown }: { tipsCount: number; now: number; isKnown: boolean },
): KnownTip {
  const createdMs = Math.floor(now - yearMs + ((nr + 1) * yearMs) / (tipsCount + 1));
  const at = (minutes: number) => new Date(Math.min(createdMs + minutes * minuteMs, now)).toISOString();
  const id = sortedId(createdMs, nr);
  const unitId = nr % 2 === 0 ? ward : (otherWards[nr % otherWards.length] ?? ward);
  const rarity = nr % Math.floor(tipsCount / rareCount);
  const category = rarity === 7 ? rareCategory : (categories[nr % categories.length] ?? 'tieng-on');
  const lifeName = rarity === 1 ? 'draft' : lifeOf(nr);
  const life = lives[lifeName];
  const idempotencyKey = `00000000-0000-4000-8000-${String(nr).padStart(12, '0')}`;
  const receipt = isKnown ? makeReceipt(keys.newest, idempotencyKey) : '';
  const code = codeOf(nr);
  const words: TipWords = { description, address: '45 hẻm 12 Tây Thạnh', salt: newSalt() };
  const entries: TipHistoryTable[] = [];
  const put = (
    event: DeskTipEvent,
    actor: TipParty,
    minutes: number,
    details: EntryDetails,
    by: string | null,
  ) => {
    const sequence = entries.length + 1;
    const entry = { sequence, at: at(minutes), event, actor, unitId: by, details };
    entries.push({
      tip_id: id,
      ...(isKnown ? chainedRow(keys.newest, [id], entry, entries.at(-1)?.mac) : unchainedRow(keys, entry)),
    });
  };
  put(
    'received',
    'citizen',
    0,
    { certainty: 'inside', photos: [], words: isKnown ? tipWordsDigest(words) : lettersOfADigest },
    unitId,
  );
  for (const [event, actor, minutes] of life.events) {
    const isWritten = event === 'reply_drafted' || event === 'answered';
    const text = { text: answerText, salt: isKnown ? newSalt() : '' };
    if (isWritten)
      rows.tip_entry_words.push({
        tip_id: id,
        sequence: entries.length + 1,
        sealed: isKnown
          ? sealText(keys, `tip-entry-words:${id}:${entries.length + 1}`, JSON.stringify(text))
          : lettersOfAnAnswer,
      });
    put(
      event,
      actor,
      minutes,
      {
        status: life.status,
        ...(event === 'rated' ? { stars: 1 + (nr % 5) } : {}),
        ...(actor === 'unit' ? { staffId: 'bench-staff' } : {}),
        ...(isWritten ? { words: isKnown ? entryWordsDigest(text) : lettersOfADigest } : {}),
      },
      actor === 'citizen' ? null : unitId,
    );
  }
  rows.tip_history.push(...entries);
  const times = timesOf({ id, category }, entries);
  rows.tip_times.push(timesRow(times));
  const last = entries.at(-1);
  const tip = {
    id,
    code,
    kind: nr % 3 === 0 ? 'crime' : 'feedback',
    category,
    unit_id: unitId,
    pack_id: 'tan-phu',
    status: life.status,
    anonymous: nr % 4 === 2 ? 1 : 0,
    restricted: nr % 50 === 9 ? 1 : 0,
    lat: 10.8128,
    lng: 106.6223,
    accuracy_m: 15,
    certainty: 'inside',
    happened_at: null,
    created_at: at(0),
    acknowledge_by: at(15),
    consent_version: '2026-1',
    receipt_digest: isKnown ? receiptDigest(keys.newest, receipt) : lettersOfADigest,
    key_version: keys.newest.version,
    history_head: last?.mac ?? '',
    history_sequence: entries.length,
    seen_sequence: 1,
    photo_count: nr % 2,
    updated_at: last?.at ?? at(0),
    attention: lifeName === 'draft' ? 'reply_to_approve' : null,
  };
  rows.tips.push(tip);
  rows.tip_words.push({
    tip_id: id,
    sealed: sealText(keys, `tip-words:${id}`, JSON.stringify(words)),
  });
  if (tip.anonymous === 0) {
    rows.tip_owners.push({ tip_id: id, citizen_id: citizenId(Math.floor(nr / tipsPerCitizen)) });
    rows.tip_contacts.push({
      tip_id: id,
      sealed: isKnown
        ? sealText(keys, `tip-contact:${id}`, JSON.stringify({ phone: '0900000000' }))
        : lettersOfADigest,
      erase_at: null,
    });
  }
  const order = deskOrder({
    status: life.status,
    acknowledgeBy: tip.acknowledge_by,
    updatedAt: tip.updated_at,
  });
  for (const [place, why] of [
    [unitId, 'received'],
    [district, 'above'],
  ] as const)
    rows.tip_access.push({
      tip_id: id,
      unit_id: place,
      since: tip.created_at,
      why,
      works: 1,
      desk_order: order,
      status: life.status,
      category,
      attention: tip.attention,
    });
  if (lifeName === 'working' && nr % 40 === 3)
    rows.tip_people.push({ tip_id: id, staff_id: 'bench-staff', since: at(30) });
  if (nr % 2 === 1)
    rows.photos.push({
      id: sortedId(createdMs, nr, 'a'),
      tip_id: id,
      article_id: null,
      entry_sequence: 1,
      position: 0,
      width: 2_048,
      height: 1_536,
      bytes: 600_000,
      zalo_bytes: 400_000,
      created_at: at(0),
    });
  putClock(rows, { id, unitId, isLeft: lifeName === 'left', createdMs, nr, at });
  putMessages(rows, { id, unitId, createdMs, nr, at, isTroubled: nr % 97 === 0 });
  putAnswer(rows, keys, { id, unitId, at: at(0), acknowledgeBy: tip.acknowledge_by });
  putNews(rows, { createdMs, nr });
  // The feed keeps a day of them, and 200,000 at the most.
  if (nr >= tipsCount - 100_000)
    rows.live_events.push({
      channel: `unit:${unitId}`,
      kind: 'tip.new',
      data: JSON.stringify({ code, status: 'received', unitId, sequence: 1 }),
      at: at(0),
    });
  return { code, receipt };
}

function putClock(
  rows: AllRows,
  tip: {
    id: string;
    unitId: string;
    isLeft: boolean;
    createdMs: number;
    nr: number;
    at: (minutes: number) => string;
  },
): void {
  const steps = [
    ['remind', 10],
    ['commander', 15],
    ['parent', 20],
  ] as const;
  for (const [index, [step, minutes]] of steps.entries()) {
    const row: Insertable<ClockStepsTable> = {
      tip_id: tip.id,
      round: 1,
      step,
      unit_id: tip.unitId,
      started_at: tip.at(0),
      due_at: tip.at(minutes),
      state: tip.isLeft ? 'done' : 'void',
      done_at: tip.at(minutes),
      notice_id: tip.isLeft ? sortedId(tip.createdMs + minutes * minuteMs, tip.nr, `c${index}`) : null,
    };
    rows.clock_steps.push(row);
  }
}

function putMessages(
  rows: AllRows,
  tip: {
    id: string;
    unitId: string;
    createdMs: number;
    nr: number;
    isTroubled: boolean;
    at: (minutes: number) => string;
  },
): void {
  for (const [index, topic] of ['tip.forward-text', 'tip.forward-update'].entries()) {
    const group = `oa-group:${tip.unitId}:duty`;
    rows.outbox_messages.push({
      id: sortedId(tip.createdMs, tip.nr, `b${index}`),
      destination: group,
      stream: group,
      lane: 1,
      topic,
      payload: JSON.stringify({
        tipId: tip.id,
        unitId: tip.unitId,
        via: 'oa-group',
        refusals: [],
        reached: [],
        photoIds: [],
      }),
      state: 'sent',
      attempts: tip.isTroubled ? 3 : 1,
      last_attempt_at: tip.at(0),
      outcome_unknown: 0,
      unknown_since: null,
      folded_into: null,
      not_before: tip.at(0),
      claimed_by: null,
      claimed_until: null,
      last_failure: null,
      external_id: `zalo-${tip.nr}-${index}`,
      created_at: tip.at(0),
      finished_at: tip.at(tip.isTroubled ? 12 : 0),
    });
  }
}

function putAnswer(
  rows: AllRows,
  keys: SecretKeys,
  tip: { id: string; unitId: string; at: string; acknowledgeBy: string },
): void {
  rows.idempotent_answers.push({
    key_digest: randomBytes(32).toString('base64url'),
    operation: 'tips.submit',
    body_digest: lettersOfADigest,
    answer: JSON.stringify({ tipId: tip.id, unitId: tip.unitId, acknowledgeBy: tip.acknowledgeBy }),
    key_version: keys.newest.version,
    created_at: tip.at,
  });
}

/** As many articles as tips, which no place will ever have: what the list costs must not depend on it. */
function putNews(rows: AllRows, { createdMs, nr }: { createdMs: number; nr: number }): void {
  const article = {
    article_id: sortedId(createdMs, nr, 'd'),
    unit_id: nr % 2 === 0 ? ward : (otherWards[nr % otherWards.length] ?? ward),
    category: ['chinh-sach-moi', 'van-ban-luat-moi', 'an-ninh-trat-tu'][nr % 3] ?? '',
    published_at: new Date(createdMs).toISOString(),
  };
  // Known to the search, though by none of its words: a start would make up for what it does not know.
  rows.published_search.push(article);
  rows.published_words.push({ article_id: article.article_id, words: '' });
  rows.published_articles.push({
    ...article,
    version: 1,
    title: `Thông báo số ${nr} của Công an phường về phòng cháy`,
    summary: 'Mỗi hộ tự kiểm tra điện, bếp và lối thoát nạn trong tuần này.',
    cover: null,
    corrected_at: null,
    correction: null,
    urgent_until: null,
  });
}

function putCitizen(rows: AllRows, keys: SecretKeys, citizenNr: number, now: number): void {
  const id = citizenId(citizenNr);
  const at = new Date(now).toISOString();
  rows.citizens.push({
    id,
    zalo_id_digest: keyedDigest(keys.newest, 'citizen-digest', `bench-${citizenNr}`),
    zalo_id_sealed: sealText(keys, `citizen:${id}`, `bench-${citizenNr}`),
    key_version: keys.newest.version,
    created_at: at,
  });
  rows.citizen_sessions.push({
    token_digest: keyedDigest(keys.newest, 'session-digest', tokenOf(citizenNr)),
    citizen_id: id,
    created_at: at,
    last_used_at: at,
    expires_at: new Date(now + yearMs).toISOString(),
  });
}

const citizenId = (nr: number): string => `00000000-0000-7000-8000-${String(nr).padStart(12, '0')}`;

/** UUIDv7 of that moment, the same for the same number; `mark` tells apart what came at the same time. */
function sortedId(atMs: number, nr: number, mark = ''): string {
  const time = atMs.toString(16).padStart(12, '0');
  const rest = `${mark}${nr.toString(16).padStart(15 - mark.length, '0')}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6)}000`.slice(
    0,
    36,
  );
}

/** Of which codes are made. */
export const codeLetters = '23456789ACDEFGHJKMNPQRTVWXY';
/** Every number has its own, and neighbours lie far apart, as drawn codes do: a step that has no factor in common with all codes. */
function codeOf(nr: number): string {
  let rest = (nr * 104_729_011) % codeLetters.length ** 6;
  let letters = '';
  for (let place = 0; place < 6; place += 1) {
    letters = (codeLetters[rest % codeLetters.length] ?? '2') + letters;
    rest = Math.floor(rest / codeLetters.length);
  }
  return `TB-${letters}`;
}
