import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Call, getting, photoPosting } from '../bench/bench-calls.ts';

/** How long each took, and how many failed, since it was last asked. */
export type Waits = { readonly ms: readonly number[]; readonly failed: number };

export type SoakLoad = {
  /** Tips with their photo: from the first byte of the photo to the receipt. */
  takeTips(): Waits;
  takeReadings(): Waits;
  /** Ends the sending, and waits for what is under way. */
  stop(): Promise<{ stored: number }>;
};

/** What a phone asks for when the app is opened and somebody looks for a procedure. */
const readings = [
  '/api/procedures',
  '/api/procedures/bundle',
  '/api/portal',
  '/api/news?unit=tay-thanh',
  '/api/units/locate?lat=10.8128&lng=106.6223&accuracy=15',
];

/** Sends so many a second, whether the ones before are answered or not, as people do. */
export function startSoakLoad(
  origin: string,
  {
    tipsPerSecond,
    readingsPerSecond,
    photo,
    consentVersion,
  }: { tipsPerSecond: number; readingsPerSecond: number; photo: Buffer; consentVersion: string },
): SoakLoad {
  const agent = new Agent({ keepAlive: true });
  const tips = lane(tipsPerSecond, () => photoPosting('/api/photos', photo, consentVersion)(origin, agent));
  const calls: readonly Call[] = readings.map(getting);
  const read = lane(
    readingsPerSecond,
    (nr) => calls[nr % calls.length]?.(origin, agent) ?? Promise.resolve(false),
  );
  return {
    takeTips: tips.take,
    takeReadings: read.take,
    async stop() {
      await Promise.all([tips.stop(), read.stop()]);
      agent.destroy();
      return { stored: tips.succeeded() };
    },
  };
}

function lane(perSecond: number, call: (nr: number) => Promise<boolean>) {
  let taken: { ms: number[]; failed: number } = { ms: [], failed: 0 };
  let succeeded = 0;
  let isOver = false;
  const underWay = new Set<Promise<void>>();

  async function once(nr: number): Promise<void> {
    const startedAt = performance.now();
    const isDone = await call(nr).catch(() => false);
    taken.ms.push(performance.now() - startedAt);
    if (isDone) succeeded += 1;
    else taken.failed += 1;
  }

  async function send(): Promise<void> {
    const startedAt = performance.now();
    for (let nr = 0; !isOver && perSecond > 0; nr += 1) {
      await pause(Math.max(0, startedAt + (nr * 1000) / perSecond - performance.now()));
      const one = once(nr);
      underWay.add(one);
      void one.then(() => underWay.delete(one));
    }
  }

  const sending = send();
  return {
    take(): Waits {
      const before = taken;
      taken = { ms: [], failed: 0 };
      return before;
    },
    succeeded: () => succeeded,
    async stop(): Promise<void> {
      isOver = true;
      await sending;
      await Promise.all(underWay);
    },
  };
}
