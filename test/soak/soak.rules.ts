/** What was seen in one minute of a soak. */
export type SoakMinute = {
  readonly tips: number;
  readonly tipsFailed: number;
  /** Milliseconds from the first byte of the photo to the receipt, of 95 in 100. */
  readonly tipP95Ms: number;
  readonly readings: number;
  readonly readingsFailed: number;
  readonly readingP95Ms: number;
  readonly serverMib: number;
  /** In use after a collection: what somebody holds. */
  readonly heapMib: number;
  /** The largest photo worker; 0 when there was none at that moment. */
  readonly workerMib: number;
  readonly handles: number;
  /** How long the oldest message to Zalo had waited at the minute's end. */
  readonly outboxOldestS: number;
};

/** A figure is flat when the last quarter has at most this much of the second one; in the first one caches fill. */
export const growthMax = 1.1;
export const tipP95MsMax = 1_000;
/** Fewer minutes leave no quarter to compare. */
export const minutesMin = 4;

const grown = ['serverMib', 'heapMib', 'workerMib', 'handles'] as const;
export type Grown = (typeof grown)[number];

export type SoakVerdict = {
  /** The median of the last quarter over that of the second, of each figure that must not grow. */
  readonly growth: Readonly<Record<Grown, number>>;
  readonly tipP95Ms: number;
  readonly faults: readonly string[];
};

const named: Record<Grown, string> = {
  serverMib: 'memory of the server',
  heapMib: 'heap of the server',
  workerMib: 'memory of the photo worker',
  handles: 'open files and connections',
};

/** Whether an hour like this one could go on for ever. `stored`: rows of tips in the store at its end, `acknowledged`: answers of 201. */
export function judgeSoak(
  minutes: readonly SoakMinute[],
  counted: { acknowledged: number; stored: number },
): SoakVerdict {
  const quarter = Math.floor(minutes.length / 4);
  const early = minutes.slice(quarter, 2 * quarter);
  const late = minutes.slice(-quarter);
  const growthOf = (figure: Grown) =>
    median(late.map((minute) => minute[figure])) / median(early.map((minute) => minute[figure]));
  const growth = Object.fromEntries(grown.map((figure) => [figure, growthOf(figure)])) as Record<
    Grown,
    number
  >;
  const tipP95Ms = median(minutes.map((minute) => minute.tipP95Ms));
  const failed = minutes.reduce(
    (sum, { tipsFailed, readingsFailed }) => sum + tipsFailed + readingsFailed,
    0,
  );
  return {
    growth,
    tipP95Ms,
    faults: [
      ...grown.flatMap((figure) =>
        growth[figure] > growthMax ? [`${named[figure]} grew to ${growth[figure].toFixed(2)}`] : [],
      ),
      ...(tipP95Ms > tipP95MsMax ? [`95% of the tips took ${Math.round(tipP95Ms)} ms`] : []),
      ...(failed > 0 ? [`${failed} requests failed`] : []),
      ...(counted.stored === counted.acknowledged
        ? []
        : [`${counted.acknowledged} tips were acknowledged and ${counted.stored} are stored`]),
    ],
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
