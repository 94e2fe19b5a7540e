import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Session } from '#contract/citizens.ts';
import type { Portal } from '#contract/portal.ts';
import type { NewTip, StoredPhoto, TipReceipt } from '#contract/tips.ts';
import { readConfig } from '../../server/config/config.ts';
import { type ContentPack, loadPack } from '../../server/content/pack.ts';
import { createLogger } from '../../server/log.ts';
import { startServer } from '../../server/main.ts';
import { checkAnswersOf } from './checked-answers.ts';
import { migratedFolder, portalFolder, temporaryFolder } from './databases.ts';
import { record } from './recorded-bytes.ts';
import { testSecretKeys } from './test-keys.ts';

/** One message as the sandbox lists it (design 7). */
export type GroupMessage = {
  id: string;
  at: string;
  unit: string;
  group: 'duty' | 'sos';
  kind: 'text' | 'image';
  text: string;
  imageUrl: string | null;
};

export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>;

export { testSecretKeys };

type PortalOptions = {
  place?: { dataDir: string; databaseUrl: string | null };
  pack?: string;
  environment?: Record<string, string>;
  now?: () => Date;
  log?: (line: string) => void;
  /** The built page, for tests with a browser. */
  pageFolder?: string;
};

/**
 * The whole portal with the sandbox in Zalo's place, on a port and in a folder of its own; gone when the test is over. `dataDir` and
 * `databaseUrl` come from a TestDatabase's `place()`.
 */
export async function startTestPortal(options: PortalOptions = {}) {
  // What is prepared is the default pack's.
  const dataDir = () => (options.pack ? migratedFolder() : portalFolder());
  const place = options.place ?? { dataDir: dataDir(), databaseUrl: null };
  const portal = await startPortalAt(place, options);
  onTestFinished(portal.stop);
  // A browser's answers come another way.
  if (!options.pageFolder) checkAnswersOf(portal.origin);
  return portal;
}

/**
 * One with the built page for all tests of a file that leave each other in peace: a start costs as much as a journey. For `beforeAll`,
 * which hands back `stop`.
 */
export async function startPortalOfFile(
  options: PortalOptions & { pageFolder: string },
): Promise<TestPortal> {
  const removals: (() => void)[] = [];
  const isOver = (remove: () => void) => void removals.push(remove);
  const dataDir = options.pack ? migratedFolder(isOver) : portalFolder(isOver);
  const portal = await startPortalAt({ dataDir, databaseUrl: null }, options);
  const stop = async () => {
    await portal.stop();
    for (const remove of removals) remove();
  };
  return { ...portal, stop };
}

async function startPortalAt(place: { dataDir: string; databaseUrl: string | null }, options: PortalOptions) {
  const config = readConfig({
    PORT: '0',
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
    ...(options.pack ? { CONTENT_PACK: options.pack } : {}),
    RATE_LIMITS: 'off',
    ...options.environment,
  });
  const logger = createLogger('debug', {
    write(line: string) {
      record('log', line);
      options.log?.(line);
    },
  });
  const pageFolder = options.pageFolder ?? emptyPage();
  const server = await startServer({
    config,
    pack: await packOf(config.contentPack),
    logger,
    pageFolder,
    ...(options.now ? { now: options.now } : {}),
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await recordFigures(server.origin);
    await server.stop();
  };
  return {
    ...talkTo(server.origin),
    tips: server.tips,
    eraseDue: server.eraseDue,
    takeUpKeys: server.takeUpKeys,
    sealAnew: server.sealAnew,
    stop,
    dataDir: place.dataDir,
  };
}

const packsAsTheyAre = new Map<string, Promise<ContentPack>>();

/** A pack of the project is read once by a process, as by a server; one that a test has made may change. */
function packOf(nameOrPath: string): Promise<ContentPack> {
  if (nameOrPath.includes('/')) return loadPack(nameOrPath);
  const pack = packsAsTheyAre.get(nameOrPath) ?? loadPack(nameOrPath);
  packsAsTheyAre.set(nameOrPath, pack);
  return pack;
}

const figuresTimeoutMs = 5_000;
const filesWithFigures = new Set<string>();

/** Of one portal of each file of tests: they are alike. */
async function recordFigures(origin: string): Promise<void> {
  const file = expect.getState().testPath ?? '';
  if (filesWithFigures.has(file)) return;
  filesWithFigures.add(file);
  // A portal that a test has broken has none to read.
  const answer = await fetch(`${origin}/metrics`, { signal: AbortSignal.timeout(figuresTimeoutMs) }).catch(
    () => null,
  );
  if (answer) record('figures', await answer.text());
}

/** What a phone and a tester do with a portal at this address. */
export function talkTo(origin: string) {
  const getJson = async <Body>(address: string): Promise<Body> => {
    const response = await fetch(`${origin}${address}`);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return (await response.json()) as Body;
  };
  return {
    origin,
    portal: () => getJson<Portal>('/api/portal'),
    messages: (unit: string) => getJson<GroupMessage[]>(`/sandbox/api/messages?unit=${unit}`),

    post: (address: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${origin}${address}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),

    sendTip: (tip: unknown, key: string = randomUUID()) =>
      fetch(`${origin}/api/tips`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify(tip),
      }),

    async sendPhoto(bytes: Uint8Array, name = 'IMG_0001.jpg'): Promise<StoredPhoto> {
      const form = new FormData();
      form.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), name);
      const response = await fetch(`${origin}/api/photos`, { method: 'POST', body: form });
      if (response.status !== 201) throw new Error(`photo: ${response.status} ${await response.text()}`);
      return (await response.json()) as StoredPhoto;
    },

    viewTip: (code: string, receipt: string) =>
      fetch(`${origin}/api/tips/${code}`, { headers: { Authorization: `Receipt ${receipt}` } }),

    /** What zmp-sdk's getAccessToken would give this person; the sandbox stands in for Zalo. */
    accessToken: async (user: string): Promise<string> => {
      const response = await fetch(`${origin}/sandbox/api/mini-app-tokens`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user, kind: 'access' }),
      });
      return ((await response.json()) as { token: string }).token;
    },

    async signIn(user: string): Promise<Session> {
      const response = await fetch(`${origin}/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ zaloAccessToken: await this.accessToken(user) }),
      });
      if (response.status !== 200) throw new Error(`session: ${response.status} ${await response.text()}`);
      return (await response.json()) as Session;
    },

    /** One request with this Authorization (null: none), a JSON body and an Idempotency-Key where one is given. */
    ask: (
      authorization: string | null,
      method: 'GET' | 'POST' | 'DELETE',
      address: string,
      body?: unknown,
      key: string = randomUUID(),
    ) =>
      fetch(`${origin}${address}`, {
        method,
        headers: {
          ...(authorization === null ? {} : { Authorization: authorization }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Idempotency-Key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),

    setFault: async (mode: string, unit?: string) => {
      const response = await fetch(`${origin}/sandbox/api/faults`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ mode, ...(unit ? { unit } : {}) }),
      });
      if (!response.ok) throw new Error(`faults: ${response.status}`);
    },
  };
}

export async function readReceipt(response: Response): Promise<TipReceipt> {
  if (response.status !== 201) throw new Error(`tip: ${response.status} ${await response.text()}`);
  return (await response.json()) as TipReceipt;
}

/** A point well inside Tây Thạnh, in both packs. */
export const inTayThanh = { lat: 10.812798, lng: 106.622345, accuracyM: 15, address: '237 Tây Thạnh' };

/** A tip with one obvious default; a test names only what it is about. */
export function noisyKaraoke(more: Partial<NewTip> & { consentVersion: string }): NewTip {
  return {
    kind: 'feedback',
    category: 'tieng-on',
    description: 'Nhóm thanh niên hát karaoke loa kéo sau 23 giờ tại hẻm số 12.',
    place: inTayThanh,
    anonymous: true,
    photoIds: [],
    ...more,
  };
}

/** The page is not what API tests are about: the smallest one that can be served. */
function emptyPage(): string {
  const folder = path.join(temporaryFolder(), 'page');
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><html lang="vi"><title>Zalo An ninh</title><div id="app"></div>',
  );
  return folder;
}
