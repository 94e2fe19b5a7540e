import { randomUUID } from 'node:crypto';
import type { TipReceipt } from '#contract/tips.ts';
import { openDatabase } from '../../server/db/database.ts';
import { freePort } from './free-port.ts';
import { phonePhoto } from './photos.ts';
import { type GroupMessage, noisyKaraoke, talkTo, testSecretKeys } from './portal.ts';
import { killServer, spawnServer } from './server-process.ts';

export type CrashDrill = {
  place: { dataDir: string; databaseUrl: string | null };
  tips: number;
  /** How often the server is killed while they are being sent. */
  kills: number;
  /** Every n-th tip has a photo. */
  photoEvery: number;
  sendersAtOnce: number;
};

export type CrashDrillResult = {
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

/**
 * Sends tips from several phones that retry as the app does (same key until a 201), kills the server at random moments, starts it
 * again, and then counts what was acknowledged, what is there and what was doubled (design promise 1; quality 1).
 */
export async function runCrashDrill(drill: CrashDrill): Promise<CrashDrillResult> {
  const environment = {
    PORT: String(await freePort()),
    DATA_DIR: drill.place.dataDir,
    ...(drill.place.databaseUrl
      ? { DATABASE_URL: drill.place.databaseUrl, SECRET_KEYS: testSecretKeys }
      : {}),
  };
  let server = await spawnServer(environment);
  const api = talkTo(server.origin);
  const consentVersion = (await api.portal()).consent.version;
  const photo = await phonePhoto();
  const receipts = new Map<string, TipReceipt>();
  const bodies = new Map<string, ReturnType<typeof noisyKaraoke>>();
  let next = 0;

  async function sendOne(nr: number): Promise<void> {
    const key = randomUUID();
    const hasPhoto = nr % drill.photoEvery === 0;
    for (;;) {
      try {
        const photoIds = hasPhoto ? [(await api.sendPhoto(photo)).id] : [];
        // A body belongs to its key: once sent, it is sent again as it is, photo and all.
        const tip =
          bodies.get(key) ?? noisyKaraoke({ consentVersion, description: `Tin thử số ${nr}`, photoIds });
        bodies.set(key, tip);
        const response = await api.sendTip(tip, key);
        if (response.status === 201) {
          receipts.set(key, (await response.json()) as TipReceipt);
          return;
        }
        await response.arrayBuffer();
      } catch {
        // The server is gone for a moment: a phone waits and tries again.
      }
      await pause(30);
    }
  }

  async function sender(): Promise<void> {
    while (next < drill.tips) {
      next += 1;
      await sendOne(next);
    }
  }

  const senders = Array.from({ length: drill.sendersAtOnce }, sender);
  for (let kill = 1; kill <= drill.kills; kill += 1) {
    const target = Math.floor((drill.tips * (kill - 0.5 + Math.random() * 0.5)) / (drill.kills + 1));
    while (receipts.size < target) await pause(2);
    await killServer(server.process);
    server = await spawnServer(environment);
  }
  await Promise.all(senders);
  const messages = await settledMessages(api, receipts, bodies);
  const replays = await Promise.all(
    [...receipts].map(async ([key, receipt]) => {
      const response = await api.sendTip(bodies.get(key), key);
      return response.status === 201 && JSON.stringify(await response.json()) === JSON.stringify(receipt)
        ? null
        : receipt.code;
    }),
  );
  const stored = await storedCodes(drill.place);
  await killServer(server.process);
  return judge({ receipts, bodies, messages, stored, replays: replays.filter((code) => code !== null) });
}

/** Waits until every acknowledged tip's text and photos are in the group, or nothing has come for a while. */
async function settledMessages(
  api: ReturnType<typeof talkTo>,
  receipts: Map<string, TipReceipt>,
  bodies: Map<string, { photoIds: string[] }>,
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

async function storedCodes(place: CrashDrill['place']): Promise<string[]> {
  const database = openDatabase(place);
  const rows = await database.kysely.selectFrom('tips').select('code').execute();
  await database.close();
  return rows.map((row) => row.code);
}

function judge(found: {
  receipts: Map<string, TipReceipt>;
  bodies: Map<string, { photoIds: string[] }>;
  messages: GroupMessage[];
  stored: string[];
  replays: string[];
}): CrashDrillResult {
  const texts = found.messages.filter((message) => message.kind === 'text');
  const withCode = (code: string) => texts.filter((message) => message.text.includes(`TIN BÁO ${code}`));
  const codes = [...found.receipts.values()].map((receipt) => receipt.code);
  const stored = new Set(found.stored);
  const withPhoto = [...found.receipts].filter(([key]) => (found.bodies.get(key)?.photoIds.length ?? 0) > 0);
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
