import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NewTip } from '#contract/tips.ts';
import { temporaryFolder, testDatabases } from '../../support/databases.ts';
import { unitOf } from '../../support/desk.ts';
import { insideOf, movableClock, patience } from '../../support/forwarding.ts';
import { phonePhoto } from '../../support/photos.ts';
import {
  noisyKaraoke,
  readReceipt,
  startTestPortal,
  type TestPortal,
  talkTo,
  testSecretKeys,
} from '../../support/portal.ts';
import { killServer, spawnServer } from '../../support/server-process.ts';

const unit = 'tay-thanh';
const minuteMs = 60_000;
const spam = 'Đề nghị công an xử lý ngay quán nhậu mở nhạc quá to ở đầu hẻm, tin thứ';
const real: Partial<NewTip> = {
  description: 'Có người bị đâm trước quán nhậu đầu hẻm, đang chảy nhiều máu, xin đến ngay',
};
const withLimits = { RATE_LIMITS: 'on' };

/** Straight to the service: limits by address have tests of their own. */
async function submit(portal: TestPortal, more: Partial<NewTip>) {
  const consentVersion = (await portal.portal()).consent.version;
  return await portal.tips.submit(noisyKaraoke({ consentVersion, ...more }), randomUUID());
}

const texts = async (portal: TestPortal) =>
  (await portal.messages(unit)).filter((message) => message.kind === 'text');

/** Until nothing is left to send but digests that still gather: then a minute may pass without an attempt losing its claim. */
async function untilOnlyDigestsWait(place: { dataDir: string; databaseUrl: string | null }): Promise<void> {
  const isQuiet = () =>
    insideOf(place, async ({ outbox }) => {
      const { claimed } = await outbox.countByState();
      const { items } = await outbox.listDeliveries({ state: 'waiting' });
      return claimed === 0 && items.every(({ topic }) => topic === 'tip.forward-digest');
    });
  await expect.poll(isQuiet, { timeout: 60_000, interval: 100 }).toBe(true);
}

/** How often the group was told of each tip, by itself or in a digest. */
async function timesNamed(portal: TestPortal, codes: readonly string[]): Promise<Set<number>> {
  const all = (await texts(portal)).flatMap((message) => mentionsOf(message.text));
  return new Set(codes.map((code) => all.filter((named) => named === code).length));
}

/** What a text tells of: a digest also names, in its title and as an example, codes that it does not tell of there. */
function mentionsOf(text: string): string[] {
  const listed = text.split('\n').find((line) => line.startsWith('Mã tin: '));
  return (listed ?? text.split('\n')[0] ?? '').match(/TB-[0-9A-Z]{6}/g) ?? [];
}

describe.each(testDatabases)('a flood of alike tips, on $engine', (engine) => {
  test('is told once when the answer to its digest was lost', async () => {
    const clock = movableClock();
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: clock.now, environment: withLimits });
    const codes: string[] = [];
    for (let nr = 1; nr <= 9; nr += 1)
      codes.push((await submit(portal, { description: `${spam} ${nr}` })).code);
    await untilOnlyDigestsWait(place);
    expect(await texts(portal)).toHaveLength(5);
    await portal.setFault('lost-answer', unit);
    clock.move(minuteMs + 1_000);

    const states = () => insideOf(place, ({ outbox }) => outbox.countByState());
    await expect.poll(states, patience).toMatchObject({ sent: 10, waiting: 0, claimed: 0 });
    expect(await texts(portal)).toHaveLength(6);
    expect(await timesNamed(portal, codes)).toEqual(new Set([1]));
    expect((await texts(portal)).at(-1)?.text).toContain(`4 TIN TƯƠNG TỰ ${codes[5]} … ${codes[8]}`);
  });

  if (!engine.showsTheRest) return;

  test('of 700 in ten minutes hides no real one: it stands by itself within a minute, the rest in digests', {
    timeout: 120_000,
  }, async () => {
    const clock = movableClock();
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: clock.now, environment: withLimits });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async (more: Partial<NewTip>) => {
      const sent = await portal.tips.submit(noisyKaraoke({ consentVersion, ...more }), randomUUID());
      // Ten minutes pass: nobody is to be reminded of what is not this test's.
      await unitOf(portal).acknowledge(sent.code);
      return sent;
    };
    const codes: string[] = [];
    let realTip: Awaited<ReturnType<typeof send>> | undefined;
    for (let nr = 1; nr <= 700; nr += 1) {
      clock.move((10 * minuteMs) / 700);
      codes.push((await send({ description: `${spam} ${nr}` })).code);
      // The clock runs a hundred times as fast as the machine: half a minute of it at a time.
      if (nr % 35 === 0) await untilOnlyDigestsWait(place);
      if (nr === 350) realTip = await send(real);
    }
    await untilOnlyDigestsWait(place);
    clock.move(minuteMs);

    await expect.poll(() => timesNamed(portal, codes), patience).toEqual(new Set([1]));
    const group = await texts(portal);
    const itself = group.filter((message) => message.text.startsWith(`TIN BÁO ${realTip?.code}`));
    expect(itself).toHaveLength(1);
    const waitedMs = Date.parse(itself[0]?.at ?? '') - Date.parse(realTip?.createdAt ?? '');
    expect(waitedMs).toBeLessThan(minuteMs);
    expect(group.filter((message) => message.text.startsWith('TIN BÁO'))).toHaveLength(6);
    const digests = group.filter((message) => message.text.includes('TIN TƯƠNG TỰ'));
    expect(digests.length).toBeLessThanOrEqual(15);
    for (const { text } of group) expect(text.length).toBeLessThanOrEqual(2_000);
    expect(digests.flatMap(({ text }) => mentionsOf(text))).toEqual(codes.slice(5));
    const states = await insideOf(place, ({ outbox }) => outbox.countByState());
    expect(states).toMatchObject({ waiting: 0, parked: 0, folded: 0, sent: 701 + digests.length });
  });
});

describe.each(testDatabases)('a server killed in a flood, on $engine', (engine) => {
  test('loses no tip of it, and tells of none twice', async () => {
    const place = await engine.place();
    const dying = await spawnServer({
      PORT: '0',
      DATA_DIR: place.dataDir,
      RATE_LIMITS: 'on',
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
    });
    const phone = talkTo(dying.origin);
    const consentVersion = (await phone.portal()).consent.version;
    const codes: string[] = [];
    // Fewer than an address may send before it has to work for each.
    for (let nr = 1; nr <= 25; nr += 1) {
      const tip = noisyKaraoke({ consentVersion, description: `${spam} ${nr}` });
      codes.push((await readReceipt(await phone.sendTip(tip))).code);
    }
    await killServer(dying.process);

    const clock = movableClock();
    clock.move(31_000);
    const next = await startTestPortal({ place, now: clock.now, environment: withLimits });
    for (let nr = 26; nr <= 35; nr += 1) {
      codes.push((await submit(next, { description: `${spam} ${nr}` })).code);
    }
    await untilOnlyDigestsWait(place);
    clock.move(minuteMs);

    await expect.poll(() => timesNamed(next, codes), patience).toEqual(new Set([1]));
    const singles = (await texts(next)).filter(({ text }) => text.startsWith('TIN BÁO'));
    // The one that was on its way when the server died is looked for, and sent by itself if it is not there.
    expect(singles.length).toBeLessThanOrEqual(6);
  });
});

describe('digests', () => {
  test('take their photos along to the desk alone, and say so', async () => {
    const clock = movableClock();
    const place = { dataDir: temporaryFolder(), databaseUrl: null };
    const portal = await startTestPortal({ place, now: clock.now, environment: withLimits });
    for (let nr = 1; nr <= 6; nr += 1) {
      const photo = nr > 4 ? [(await portal.sendPhoto(await phonePhoto())).id] : [];
      await submit(portal, { description: `${spam} ${nr}`, photoIds: photo });
    }
    await untilOnlyDigestsWait(place);
    expect(await portal.messages(unit)).toHaveLength(6);
    clock.move(minuteMs + 1_000);

    await expect.poll(() => portal.messages(unit), patience).toHaveLength(7);
    const messages = await portal.messages(unit);
    expect(messages.filter((message) => message.kind === 'image')).toHaveLength(1);
    expect(messages.at(-1)?.text).toContain('Ảnh của các tin này (không gửi vào nhóm): 1');
  });

  test('never take a restricted tip, and are switched off with the limits', async () => {
    const restricted = await startTestPortal({ environment: withLimits });
    const off = await startTestPortal();
    for (let nr = 1; nr <= 8; nr += 1) {
      await submit(restricted, { category: 'xam-hai-tre-em', description: spam });
      await submit(off, { description: spam });
    }

    for (const portal of [restricted, off]) {
      await expect.poll(() => texts(portal), patience).toHaveLength(8);
    }
  });
});

test('two servers on one PostgreSQL tell of every tip of a flood once', { timeout: 120_000 }, async () => {
  const clock = movableClock();
  const postgres = testDatabases.find(({ engine }) => engine === 'postgres');
  if (!postgres) throw new Error('no PostgreSQL');
  const place = await postgres.place();
  const options = { place, now: clock.now, environment: withLimits };
  const servers = [await startTestPortal(options), await startTestPortal(options)] as const;
  const codes: string[] = [];
  for (let nr = 1; nr <= 60; nr += 1) {
    clock.move(500);
    const both = await Promise.all(
      servers.map((portal, index) => submit(portal, { description: `${spam} ${nr}${index}` })),
    );
    codes.push(...both.map(({ code }) => code));
  }
  await untilOnlyDigestsWait(place);
  clock.move(minuteMs);

  await expect.poll(() => timesNamed(servers[0], codes), patience).toEqual(new Set([1]));
  const group = await texts(servers[0]);
  expect(group.filter(({ text }) => text.startsWith('TIN BÁO')).length).toBeLessThanOrEqual(10);
});
