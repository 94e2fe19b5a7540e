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

/** Waits until every acknowledged tip's text and photos are in the group, or nothing has come for a while. */
async function settledMessages(
  api: ReturnType<typeof talkTo>,
  { receipts, bodies }: TipTraffic,
): Promise<GroupMessage[]> {
  const wanted = [...receipts.keys()].reduce(
    (sum, key) => sum + 1 + (bodies.get(key)?.photoIds.length ?? 0),
    0,
  );
  let messages: GroupMessage[] = [];
  for (let quietMs = 0; quietMs < 30_000; quietMs += 250) {
    const before = messages.length;
    messages = await api.messages('tay-thanh');
    if (messages.length >= wanted) break;
    if (messages.length > before) quietMs = 0;
    await pause(250);
  }
  return messages;
}

async function storedCodes(place: { dataDir: string; databaseUrl: string | null }): Promise<string[]> {
  const database = openDatabase(place);
  const rows = await database.kysely.selectFrom('tips').select('code').execute();
  await database.close();
  return rows.map((row) => row.code);
}

function compare(
  { receipts, bodies }: TipTraffic,
  found: { messages: GroupMessage[]; stored: string[]; replays: string[] },
): TipTrafficResult {
  const texts = found.messages.filter((message) => message.kind === 'text');
  const withCode = (code: string) => texts.filter((message) => message.text.includes(`TIN BÁO ${code}`));
  const codes = [...receipts.values()].map((receipt) => receipt.code);
  const stored = new Set(found.stored);
  const withPhoto = [...receipts].filter(([key]) => (bodies.get(key)?.photoIds.length ?? 0) > 0);
  return {
    acknowledged: codes.length,
    stored: found.stored.length,
    missing: [...codes.filter((code) => !stored.has(code)), ...found.replays],
    doubled: found.stored.length - codes.length,
    notForwarded: codes.filter((code) => withCode(code).length === 0),
    photosMissing: withPhoto
      .map(([, receipt]) => receipt.code)
      .filter(
        (code) =>
          !found.messages.some((message) => message.kind === 'image' && message.text.endsWith(code.slice(3))),
      ),
    textsTwice: codes.filter(
      (code) => withCode(code).filter((message) => !message.text.includes('(gửi lại)')).length > 1,
    ),
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
