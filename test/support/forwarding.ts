import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { NewTip } from '#contract/tips.ts';
import { openDatabase } from '../../server/db/database.ts';
import { parseSecretKeys } from '../../server/secrets/secret-keys.ts';
import { oaOfficerStore } from '../../server/zalo/oa-officer.store.ts';
import { wholeOutbox } from './outbox.ts';
import { type GroupMessage, noisyKaraoke, readReceipt, type TestPortal, testSecretKeys } from './portal.ts';

type Place = { dataDir: string; databaseUrl: string | null };

/** How long a test waits for the outbox, which looks every second. */
export const patience = { timeout: 30_000, interval: 50 };

export const hourMs = 3_600_000;

/** The real clock with a hand on it: hours pass when a test says so. */
export function movableClock() {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    move: (ms: number) => {
      aheadMs += ms;
    },
  };
}

/** A running portal's own stores, through a connection of the test's. */
export async function insideOf<Result>(
  place: Place,
  work: (stores: {
    outbox: ReturnType<typeof wholeOutbox>;
    officers: ReturnType<typeof oaOfficerStore>;
  }) => Promise<Result>,
): Promise<Result> {
  const keyFile = path.join(place.dataDir, 'secret-keys');
  const keys = parseSecretKeys(place.databaseUrl ? testSecretKeys : (await readFile(keyFile, 'utf8')).trim());
  const database = openDatabase(place);
  try {
    return await work({
      outbox: wholeOutbox(database.kysely),
      officers: oaOfficerStore(database.kysely, keys),
    });
  } finally {
    await database.close();
  }
}

/** A person does something at the OA; returns the id by which the OA knows them. */
export async function actAtOa(
  portal: TestPortal,
  event: { unit: string; user: string; event: string; text?: string; group?: string },
): Promise<string> {
  const response = await portal.post('/sandbox/api/events', event);
  if (!response.ok) throw new Error(`event: ${await response.text()}`);
  return ((await response.json()) as { userId: string }).userId;
}

/** An officer follows the unit's OA and is bound to it. */
export async function bindOfficer(
  portal: TestPortal,
  place: Place,
  officer: { unit: string; user: string; at: Date },
): Promise<void> {
  const userId = await actAtOa(portal, { ...officer, event: 'follow' });
  await insideOf(place, async ({ officers }) => {
    await officers.bind(officer.unit, userId, officer.at);
    // The portal may work on the follow itself only later: it has to be the older of the two.
    await officers.recordInteraction(officer.unit, userId, new Date(officer.at.getTime() + 10_000));
  });
}

/** Sends tips one after the other and says their codes. */
export async function sendSeveral(
  portal: TestPortal,
  count: number,
  more: Partial<NewTip> = {},
): Promise<string[]> {
  const consentVersion = (await portal.portal()).consent.version;
  const codes: string[] = [];
  for (let nr = 1; nr <= count; nr += 1) {
    const tip = noisyKaraoke({ consentVersion, description: `Tin thứ ${nr}`, ...more });
    codes.push((await readReceipt(await portal.sendTip(tip))).code);
  }
  return codes;
}

export const textsOf = async (portal: TestPortal, unit: string): Promise<string[]> =>
  textsIn(await portal.messages(unit));

/** What the officer has of tips and alerts in their chat with the unit's OA; the assistant's greeting is none of it. */
export async function chatTexts(portal: TestPortal, unit: string, user: string): Promise<string[]> {
  const response = await fetch(`${portal.origin}/sandbox/api/messages?unit=${unit}&user=${user}`);
  const texts = textsIn((await response.json()) as GroupMessage[]);
  return texts.filter((text) => /\b(?:TB|SOS)-[0-9A-Z]{6}\b/.test(text));
}

function textsIn(messages: readonly GroupMessage[]): string[] {
  return messages.filter((message) => message.kind === 'text').map((message) => message.text);
}

/** The places of the codes in the texts: ascending means in order, no -1 means none is missing. */
export function orderOf(texts: readonly string[], codes: readonly string[]): number[] {
  return texts.map((text) => codes.findIndex((code) => text.includes(code)));
}

/** Changes what the unit's OA can do, as its administrator or Zalo would. */
export async function changeOa(portal: TestPortal, unit: string, settings: object): Promise<void> {
  const response = await portal.post('/sandbox/api/oas', { unit, ...settings });
  if (!response.ok) throw new Error(`oas: ${await response.text()}`);
}
