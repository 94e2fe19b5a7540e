import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ConsentLink, StaffOas } from '#contract/oas.ts';
import type { TipReceipt } from '#contract/tips.ts';
import { readConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/log.ts';
import { startServer } from '../../server/main.ts';
import { minuteMs } from '../support/clocks.ts';
import { consentTo } from '../support/consent.ts';
import { staffKey, unitOf } from '../support/desk.ts';
import { hourMs, movableClock } from '../support/forwarding.ts';
import { noisyKaraoke, talkTo } from '../support/portal.ts';
import { sosOf } from '../support/sos.ts';
import {
  comesTrue,
  type Drill,
  DrillBroken,
  type DrillFindings,
  environmentOf,
  inFolder,
  onBothEngines,
  type Place,
} from './drill.ts';

/** An hour is longer than the outbox's own second between two looks; the full one is long enough for answers that come four seconds late. */
const sizes = {
  small: { tipsPerHour: 1, realMsPerHour: 1_500 },
  full: { tipsPerHour: 10, realMsPerHour: 5_000 },
};
/** As the sandbox plays them: 500, cut connections and half bodies in turn; 429; late answers; lost answers; tokens refused. */
const failures = ['outage', 'limit', 'slow', 'lost-answer', 'token-expired'];
/**
 * A renewal of tokens whose answer is lost costs the OA its connection, since a refresh token is good once (zalo/server.md 2.2): then the unit
 * above hears what the ward's own group cannot be told, and what nobody can be told waits until a person has consented anew.
 */
const groups = ['tay-thanh', 'ca-quan'];
const alertWithinMs = 15_000;
const allWithinMs = 120_000;
/** Real seconds for every five minutes: what is due then has to be sent before more is. */
const looksPerMove = 25;

/** Quality 5. */
export const zaloDayDrill: Drill = {
  run: (size) => onBothEngines((place) => spendADay(place, sizes[size])),
};

/** A portal in this process, whose hours pass when the drill says so. */
export async function startMovablePortal(place: Place) {
  const pageFolder = path.join(place.dataDir, 'page');
  if (!existsSync(pageFolder)) mkdirSync(pageFolder, { recursive: true });
  writeFileSync(path.join(pageFolder, 'index.html'), '<!doctype html><div id="app"></div>');
  const clock = movableClock();
  const config = readConfig({ ...environmentOf(place), PORT: '0', RATE_LIMITS: 'off' });
  const server = await startServer({ config, logger: createLogger('silent'), pageFolder, now: clock.now });
  return { ...talkTo(server.origin), move: clock.move, stop: server.stop };
}

async function spendADay(place: Place, { tipsPerHour, realMsPerHour }: (typeof sizes)['full']) {
  const portal = await startMovablePortal(place);
  const sos = sosOf(portal);
  const desk = unitOf(portal);
  const consentVersion = (await portal.portal()).consent.version;
  const textsOf = async () =>
    (await Promise.all(groups.map((unit) => portal.messages(unit))))
      .flat()
      .filter(({ kind }) => kind === 'text');
  const codes: string[] = [];
  const alerts: string[] = [];
  const answers: number[] = [];
  for (let hour = 0; hour < 24; hour += 1) {
    await portal.setFault(failures[hour % failures.length] ?? 'outage');
    for (let nr = 0; nr < tipsPerHour; nr += 1) {
      const response = await portal.sendTip(
        noisyKaraoke({ consentVersion, description: `Giờ ${hour}, tin ${nr}` }),
      );
      answers.push(response.status);
      if (response.status !== 201) continue;
      const { code } = (await response.json()) as TipReceipt;
      codes.push(code);
      // Seen on the desk: the clock has nothing to add to what the group is sent.
      await desk.acknowledge(code);
    }
    if (hour % 8 === 7) alerts.push((await sos.send()).code);
    await pause(realMsPerHour);
    portal.move(hourMs);
  }
  const before = (await textsOf()).length;
  const last = await sos.send();
  alerts.push(last.code);
  await portal.setFault('none');
  const reconnected = await reconnectRefused(portal);
  const startedAt = performance.now();
  const hasAlert = async () => (await textsOf()).some(({ text }) => text.includes(last.code));
  const isAlertThere = await comesTrue(hasAlert, alertWithinMs);
  const alertMs = Math.round(performance.now() - startedAt);
  const tipsBefore = (await textsOf()).filter(({ text }) => text.includes('TIN BÁO')).length;
  let looks = 0;
  const isAllThere = await comesTrue(async () => {
    const texts = await textsOf();
    // What failed last waits up to five minutes for its next try.
    if (looks % looksPerMove === 0) portal.move(5 * minuteMs);
    looks += 1;
    return [...codes, ...alerts].every((code) => texts.some(({ text }) => text.includes(code)));
  }, allWithinMs);
  const texts = (await textsOf()).filter(({ group, text }) => group === 'duty' && text.includes('TIN BÁO'));
  await portal.stop();
  const outOfOrder = groups.flatMap((unit) => {
    const order = texts
      .filter((message) => message.unit === unit)
      .map(({ text }) => codes.findIndex((code) => text.includes(`TIN BÁO ${code}`)));
    return order.filter((at, index) => at < (order[index - 1] ?? 0) && order.indexOf(at) === index);
  }).length;
  const copies = codes.map((code) => texts.filter(({ text }) => text.includes(`TIN BÁO ${code}`)));
  const unmarked = copies.filter((same) => same.filter(({ text }) => !text.includes('(gửi lại)')).length > 1);
  const refused = answers.filter((status) => status !== 201).length;
  return {
    row: {
      'tips acknowledged': codes.length,
      'tips refused': refused,
      alerts: alerts.length,
      'messages before Zalo was back': before,
      'OAs that needed a new consent': reconnected,
      'ms to the last alert once back': alertMs,
      'tips that had come before it': tipsBefore,
      'texts in the ward’s group': texts.filter(({ unit }) => unit === 'tay-thanh').length,
      'texts in the group of the unit above': texts.filter(({ unit }) => unit === 'ca-quan').length,
      'twice, marked as such': copies.filter((same) => same.length > 1).length,
      'twice, unmarked': unmarked.length,
      'out of order': outOfOrder,
    },
    faults: [
      ...(refused > 0 ? [`${refused} tips were refused`] : []),
      ...(isAlertThere ? [] : [`the last alert did not come within ${alertWithinMs / 1000} s`]),
      ...(isAllThere ? [] : ['not everything came']),
      ...(unmarked.length > 0 ? [`${unmarked.length} texts came twice, unmarked`] : []),
      ...(outOfOrder > 0 ? [`${outOfOrder} texts came out of order`] : []),
    ],
  };
}

/** What an administrator does whose page of OAs says that some need a new consent. Returns how many. */
async function reconnectRefused(portal: Awaited<ReturnType<typeof startMovablePortal>>): Promise<number> {
  const admin = staffKey('admin', 'ca-quan');
  const { items } = (await (await portal.ask(admin, 'GET', '/api/staff/oas')).json()) as StaffOas;
  const refused = items.filter(({ state }) => state === 'needs_reconnect');
  for (const { unit, oa } of refused) {
    const made = await portal.ask(admin, 'POST', `/api/staff/oas/${unit.id}/consent-link`, {});
    const link = (await made.json()) as ConsentLink;
    const back = await fetch(await consentTo(link.url, oa?.id ?? ''));
    if (!back.ok) throw new DrillBroken(`${unit.id} could not be connected anew: ${await back.text()}`);
  }
  return refused.length;
}

/** Quality 5: nobody who sends waits for Zalo. */
export const slowZaloDrill: Drill = {
  run: (size) =>
    inFolder((dataDir) => measureSlowZalo({ dataDir, databaseUrl: null }, size === 'small' ? 30 : 200)),
};

async function measureSlowZalo(place: Place, tips: number): Promise<DrillFindings> {
  const portal = await startMovablePortal(place);
  const consentVersion = (await portal.portal()).consent.version;
  const waits = async () => {
    const waitedMs: number[] = [];
    let refused = 0;
    for (let nr = 0; nr < tips; nr += 1) {
      const startedAt = performance.now();
      const response = await portal.sendTip(noisyKaraoke({ consentVersion }));
      if (response.status !== 201) refused += 1;
      await response.arrayBuffer();
      waitedMs.push(performance.now() - startedAt);
    }
    waitedMs.sort((a, b) => a - b);
    const at = (share: number) => Math.round(waitedMs[Math.floor((tips - 1) * share)] ?? Number.NaN);
    return {
      'tips sent': tips,
      refused,
      'median ms': at(0.5),
      '95% within ms': at(0.95),
      'longest ms': at(1),
    };
  };
  const inPeace = await waits();
  await portal.setFault('slow');
  const slow = await waits();
  await portal.setFault('none');
  const sent = async () =>
    (await portal.messages('tay-thanh')).filter(({ text }) => text.includes('TIN BÁO')).length;
  const isAllThere = await comesTrue(async () => (await sent()) >= 2 * tips, allWithinMs);
  const inGroup = await sent();
  await portal.stop();
  const refused = inPeace.refused + slow.refused;
  return {
    rows: { 'in peace': inPeace, 'slow Zalo': slow, afterwards: { 'texts in the group': inGroup } },
    faults: [
      ...(refused > 0 ? [`${refused} tips were refused`] : []),
      ...(slow['longest ms'] >= 4_000 ? ['somebody waited as long as Zalo takes'] : []),
      ...(isAllThere && inGroup === 2 * tips ? [] : [`${inGroup} texts came of ${2 * tips}`]),
    ],
  };
}
