import type { TipReceipt } from '#contract/tips.ts';
import { minuteMs, stepsByCode } from '../support/clocks.ts';
import { hourMs } from '../support/forwarding.ts';
import { noisyKaraoke } from '../support/portal.ts';
import { sosOf } from '../support/sos.ts';
import { comesTrue, type Drill, onBothEngines, type Place } from './drill.ts';
import { startMovablePortal } from './zalo.ts';

/** Forward past a clock's end, back, over days, back over them, over a month's end; a year would end the OAs' tokens. */
const jumpsMs = [30 * minuteMs, -20 * minuteMs, 72 * hourMs, -71 * hourMs, 31 * 24 * hourMs, -24 * hourMs];
const tipsPerJump = { small: 2, full: 20 };
const withinMs = 15_000;

/** Quality 9. */
export const clockJumpDrill: Drill = {
  run: (size) => onBothEngines((place) => jump(place, tipsPerJump[size])),
};

async function jump(place: Place, tips: number) {
  const portal = await startMovablePortal(place);
  const sos = sosOf(portal);
  const consentVersion = (await portal.portal()).consent.version;
  const receipts: TipReceipt[] = [];
  const alerts: string[] = [];
  let refused = 0;
  let lateAlerts = 0;
  const texts = async () => (await portal.messages('tay-thanh')).filter(({ kind }) => kind === 'text');
  for (const jumpMs of [0, ...jumpsMs]) {
    portal.move(jumpMs);
    for (let nr = 0; nr < tips; nr += 1) {
      const response = await portal.sendTip(noisyKaraoke({ consentVersion }));
      if (response.status === 201) receipts.push((await response.json()) as TipReceipt);
      else refused += 1;
    }
    const { code } = await sos.send();
    alerts.push(code);
    const isThere = async () => (await texts()).some(({ text }) => text.includes(code));
    if (!(await comesTrue(isThere, withinMs))) lateAlerts += 1;
  }
  const isAllThere = async () => {
    const all = await texts();
    return receipts.every(({ code }) => all.some(({ text }) => text.includes(`TIN BÁO ${code}`)));
  };
  const areThere = await comesTrue(isAllThere, withinMs);
  // What was sent while the clock was ahead waits for that clock.
  portal.move(25 * hourMs);
  const isClimbed = async () =>
    [...(await stepsByCode(place)).values()].every((steps) =>
      steps.every((step) => !step.endsWith('waiting')),
    );
  const haveClimbed = await comesTrue(isClimbed, withinMs);
  const all = await texts();
  const twice = receipts.filter(
    ({ code }) =>
      all.filter(({ text }) => text.includes(`TIN BÁO ${code}`) && !text.includes('(gửi lại)')).length > 1,
  );
  const closed: string[] = [];
  for (const { code, receipt } of receipts)
    if ((await portal.viewTip(code, receipt)).status !== 200) closed.push(code);
  await portal.stop();
  return {
    row: {
      jumps: jumpsMs.length,
      'tips acknowledged': receipts.length,
      'tips refused': refused,
      alerts: alerts.length,
      'alerts that did not come': lateAlerts,
      'texts twice, unmarked': twice.length,
      'receipts that do not open': closed.length,
    },
    faults: [
      ...(refused > 0 ? [`${refused} tips were refused`] : []),
      ...(lateAlerts > 0 ? [`${lateAlerts} alerts did not come within ${withinMs / 1000} s`] : []),
      ...(areThere ? [] : ['not every tip came to the group']),
      ...(haveClimbed ? [] : ['steps of clocks still wait']),
      ...(twice.length > 0 ? [`${twice.length} texts came twice, unmarked`] : []),
      ...(closed.length > 0 ? [`${closed.length} receipts do not open`] : []),
    ],
  };
}
