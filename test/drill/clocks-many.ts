import { openDatabase } from '../../server/db/database.ts';
import { minuteMs, noticesTo, stepsByCode, storeWaitingTips, toldTo } from '../support/clocks.ts';
import { comesTrue, type Drill, onBothEngines, type Place } from './drill.ts';
import { startMovablePortal } from './zalo.ts';

const unit = 'tay-thanh';
const above = 'ca-quan';
const tipsCount = { small: 300, full: 5_000 };
const withinMs = 120_000;
/** What a message of Zalo holds. */
const charsMax = 2_000;

/** Quality 15 and 42: one ward's tips that nobody takes up, all overdue at the same moment. */
export const clocksManyDrill: Drill = {
  run: (size) => onBothEngines((place) => climb(place, tipsCount[size])),
};

async function climb(place: Place, count: number) {
  const portal = await startMovablePortal(place);
  const database = openDatabase(place);
  await storeWaitingTips(database, count, { withClocks: true });
  await database.close();
  portal.move(60 * minuteMs);
  const beganAt = performance.now();
  const isOver = async () =>
    [...(await stepsByCode(place)).values()].every((steps) => steps.every((one) => !one.endsWith('waiting')));
  const haveClimbed = await comesTrue(isOver, withinMs);
  const climbedMs = Math.round(performance.now() - beganAt);
  // Those that come right after another are named together, a minute later.
  portal.move(minuteMs);
  const told = async () => (await toldTo(portal, above)).filter((one) => one.startsWith('parent '));
  const isTold = async () => new Set(await told()).size === count;
  const areTold = await comesTrue(isTold, withinMs);
  const all = await told();
  const notices = [...(await noticesTo(portal, unit)), ...(await noticesTo(portal, above))];
  await portal.stop();
  const missing = count - new Set(all).size;
  const twice = all.length - new Set(all).size;
  const tooLong = notices.filter(({ text }) => text.length > charsMax).length;
  return {
    row: {
      'tips overdue at once': count,
      'ms until all had climbed': climbedMs,
      'not told of to the unit above': missing,
      'told of twice': twice,
      'messages that named them': notices.length,
      'longer than a message holds': tooLong,
    },
    faults: [
      ...(haveClimbed ? [] : [`not all had climbed within ${withinMs} ms`]),
      ...(areTold ? [] : [`${missing} not told of`]),
      ...(twice === 0 ? [] : [`${twice} told of twice`]),
      ...(tooLong === 0 ? [] : [`${tooLong} messages too long`]),
    ],
  };
}
