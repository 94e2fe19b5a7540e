import { setTimeout as pause } from 'node:timers/promises';

/** From so many tips stored in a second on, what arrives goes before what is sent. */
const busyPerSecond = 100;
const countedMs = 1_000;
/** Between the beginnings of two messages while it is busy: ten a second still leave, more than anybody reads in their groups. */
const apartMs = 100;
/** Nobody's turn is put off for longer, however many wait for theirs. */
const putOffMsMax = 1_000;

/**
 * Who sends gives way to who is being answered: each tip that is stored while hundreds arrive would else cost as much again for its message
 * to the group, in the very second in which people wait for their receipts. `clockMs` counts up, whatever the time of day does.
 */
export function createGivingWay(clockMs: () => number = () => performance.now()) {
  let windowFromMs = clockMs();
  let count = 0;
  let countBefore = 0;
  let nextTurnMs = 0;

  function turnWindow(): void {
    const passedMs = clockMs() - windowFromMs;
    if (passedMs < countedMs) return;
    countBefore = passedMs < 2 * countedMs ? count : 0;
    count = 0;
    windowFromMs = clockMs();
  }

  function isBusy(): boolean {
    turnWindow();
    return Math.max(count, countBefore) >= busyPerSecond;
  }

  return {
    isBusy,

    /** Something was stored that is as much work as so many tips. */
    noteStored(tips = 1): void {
      turnWindow();
      count += tips;
    },

    /** How long whoever wants to send now has to wait for its turn, in milliseconds. */
    turnInMs(): number {
      if (!isBusy()) return 0;
      const nowMs = clockMs();
      nextTurnMs = Math.min(Math.max(nextTurnMs + apartMs, nowMs), nowMs + putOffMsMax);
      return nextTurnMs - nowMs;
    },

    async turn(): Promise<void> {
      const inMs = this.turnInMs();
      if (inMs > 0) await pause(inMs);
    },
  };
}

export type GivingWay = ReturnType<typeof createGivingWay>;
