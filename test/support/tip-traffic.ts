import { randomUUID } from 'node:crypto';
import type { TipReceipt } from '#contract/tips.ts';
import { openDatabase } from '../../server/db/database.ts';
import { phonePhoto } from './photos.ts';
import { type GroupMessage, noisyKaraoke, talkTo } from './portal.ts';

export type TipTrafficSize = {
  tips: number;
  /** Every n-th tip has a photo. */
  photoEvery: number;
  sendersAtOnce: number;
};

export type TipTraffic = {
  /** What was acknowledged with 201, by Idempotency-Key. */
  readonly receipts: ReadonlyMap<string, TipReceipt>;
  readonly bodies: ReadonlyMap<string, { photoIds: string[] }>;
  /** How often each answer was given: by status, `no answer` for a connection that broke or stayed silent. */
  readonly answers: ReadonlyMap<string, number>;
  /** Resolves when so many tips are acknowledged. */
  reached(count: number): Promise<void>;
  /** Resolves when every tip is acknowledged. */
  readonly done: Promise<void>;
};

export type TipTrafficResult = {
  acknowledged: number;
  stored: number;
  /** Acknowledged but not in the store, or with another receipt when asked again. */
  missing: string[];
  /** More than one row for one Idempotency-Key. */
  doubled: number;
  /** Acknowledged, but its text (or photo) is not in the group. */
  notForwarded: string[];
  photosMissing: string[];
  /** Texts that the group has twice without the word that says so. */
  textsTwice: string[];
};

/** A phone gives an answer up after this long and asks again with the same key. */
const answerTimeoutMs = 30_000;
/** Longer than a message whose outcome a kill left unknown waits for its next attempt. */
const quietMsMax = 60_000;
const settleEveryMs = 250;

/** Several phones that send tips, and retry as the app does: same key and same body until a 201. */
export async function startTipTraffic(origin: string, size: TipTrafficSize): Promise<TipTraffic> {
  const consentVersion = (await talkTo(origin).portal()).consent.version;
  const photo = await phonePhoto();
  const receipts = new Map<string, TipReceipt>();
  const bodies = new Map<string, ReturnType<typeof noisyKaraoke>>();
  const answers = new Map<string, number>();
  let next = 0;

  /** The body of an answer with 201, or null; every answer is counted. */
  async function post<Body>(address: string, headers: Record<string, string>, body: string | FormData) {
    let answer = 'no answer';
    try {
      const signal = AbortSignal.timeout(answerTimeoutMs);
      const response = await fetch(`${origin}${address}`, { method: 'POST', headers, body, signal });
      answer = String(response.status);
      const text = await response.text();
      return response.status === 201 ? (JSON.parse(text) as Body) : null;
    } catch {
      // The server is gone for a moment: a phone waits and tries again.
      answer = 'no answer';
      return null;
    } finally {
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  }

  async function sendPhoto(): Promise<string | null> {
    const form = new FormData();
    form.set('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'IMG_0001.jpg');
    return (await post<{ id: string }>('/api/photos', {}, form))?.id ?? null;
  }

  /** True once it is acknowledged. */
  async function tryToSend(nr: number, key: string): Promise<boolean> {
    // A body belongs to its key: once sent, it is sent again as it is, photo and all.
    if (!bodies.has(key)) {
      const photoId = nr % size.photoEvery === 0 ? await sendPhoto() : undefined;
      if (photoId === null) return false;
      const photoIds = photoId === undefined ? [] : [photoId];
      bodies.set(key, noisyKaraoke({ consentVersion, description: `Tin thử số ${nr}`, photoIds }));
    }
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    const receipt = await post<TipReceipt>('/api/tips', headers, JSON.stringify(bodies.get(key)));
    if (receipt) receipts.set(key, receipt);
    return receipt !== null;
  }

  async function sender(): Promise<void> {
    while (next < size.tips) {
      next += 1;
      const [nr, key] = [next, randomUUID()];
      while (!(await tryToSend(nr, key))) await pause(30);
    }
  }

  return {
    ...{ receipts, bodies, answers },
    async reached(count) {
      while (receipts.size < count) await pause(2);
    },
    done: Promise.all(Array.from({ length: size.sendersAtOnce }, sender)).then(() => undefined),
  };
}

/** Counts what was acknowledged, what is there and what was doubled: in the answers, in the store and in the ward's group. */
export async function judgeTipTraffic(
  traffic: TipTraffic,
  portal: { origin: string; place: { dataDir: string; databaseUrl: string | null } },
): Promise<TipTrafficResult> {
  const api = talkTo(portal.origin);
  const messages = await settledMessages(api, traffic);
  const replays = await Promise.all(
    [...traffic.receipts].map(async ([key, receipt]) => {
      const response = await api.sendTip(traffic.bodies.get(key), key);
      return response.status === 201 && JSON.stringify(await response.json()) === JSON.stringify(receipt)
        ? []
        : [receipt.code];
    }),
  );
  return compare(traffic, { messages, replays: replays.flat(), stored: await storedCodes(portal.place) });
}

/**
 * Waits until every acknowledged tip's text and photos are in the group, or nothing has come for a while. They are looked for one by one: a
 * drill that takes long has reminders in the group too.
 */
async function settledMessages(api: ReturnType<typeof talkTo>, traffic: TipTraffic): Promise<GroupMessage[]> {
  let messages: GroupMessage[] = [];
  for (let quietMs = 0; quietMs < quietMsMax; quietMs += settleEveryMs) {
    const before = messages.length;
    messages = await api.messages('tay-thanh');
    const { notForwarded, photosMissing } = missingInGroup(traffic, messages);
    if (notForwarded.length + photosMissing.length === 0) break;
    if (messages.length > before) quietMs = 0;
    await pause(settleEveryMs);
  }
  return messages;
}

/** Codes whose text or photo the group does not have. */
function missingInGroup(
  { receipts, bodies }: TipTraffic,
  messages: readonly GroupMessage[],
): { notForwarded: string[]; photosMissing: string[] } {
  const texts = messages.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  const images = new Set(messages.filter(({ kind }) => kind === 'image').map(({ text }) => text.slice(-6)));
  const told = new Set(
    texts.flatMap((text) => [...text.matchAll(/TIN BÁO (TB-\w{6})/g)].map(([, code]) => code)),
  );
  const codes = [...receipts.values()].map(({ code }) => code);
  const withPhoto = [...receipts].filter(([key]) => (bodies.get(key)?.photoIds.length ?? 0) > 0);
  return {
    notForwarded: codes.filter((code) => !told.has(code)),
    photosMissing: withPhoto.map(([, { code }]) => code).filter((code) => !images.has(code.slice(3))),
  };
}

async function storedCodes(place: { dataDir: string; databaseUrl: string | null }): Promise<string[]> {
  const database = openDatabase(place);
  const rows = await database.kysely.selectFrom('tips').select('code').execute();
  await database.close();
  return rows.map((row) => row.code);
}

function compare(
  traffic: TipTraffic,
  found: { messages: GroupMessage[]; stored: string[]; replays: string[] },
): TipTrafficResult {
  const texts = found.messages.filter((message) => message.kind === 'text');
  const withCode = (code: string) => texts.filter((message) => message.text.includes(`TIN BÁO ${code}`));
  const codes = [...traffic.receipts.values()].map((receipt) => receipt.code);
  const stored = new Set(found.stored);
  return {
    acknowledged: codes.length,
    stored: found.stored.length,
    missing: [...codes.filter((code) => !stored.has(code)), ...found.replays],
    doubled: found.stored.length - codes.length,
    ...missingInGroup(traffic, found.messages),
    textsTwice: codes.filter(
      (code) => withCode(code).filter((message) => !message.text.includes('(gửi lại)')).length > 1,
    ),
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
