import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** One value; `of` is what the figure's label says of it. */
export type FigureValue = { readonly of?: string; readonly value: number };

/** A figure that whoever watches the portal may ask for; it is read when they ask. */
export type WatchedFigure = {
  /** As Prometheus has it, with its unit at the end: `portal_outbox_oldest_seconds`. */
  name: string;
  /** One sentence for whoever reads the figure. */
  help: string;
  /** What tells its values apart, out of a small fixed set: never an id, a code, a place or a person. */
  label?: string;
  read(): Promise<readonly FigureValue[]>;
};

export type Metrics = {
  /** Measures every request that passes. */
  measure: MiddlewareHandler;
  /** Everything, in the text format of Prometheus. */
  write(): Promise<string>;
  contentType: string;
};

const readTimeoutMs = 2_000;
const durationBucketsS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export function createMetrics(options: { figures: readonly WatchedFigure[]; logger: Logger }): Metrics {
  const { logger } = options;
  const registry = new Registry();
  const registers = [registry];
  const durations = createDurations(registry);
  const unread = new Gauge({
    name: 'portal_figure_unread',
    help: '1: this figure could not be read and is left out.',
    labelNames: ['figure'],
    registers,
  });
  const gauges = options.figures.map((figure) => {
    const { name, help, label } = figure;
    return { figure, gauge: new Gauge({ name, help, labelNames: label ? [label] : [], registers }) };
  });
  let writing: Promise<string> | null = null;

  return {
    contentType: registry.contentType,

    async measure(c, next) {
      const startedMs = performance.now();
      await next();
      durations.observe(
        methods.has(c.req.method) ? c.req.method : 'OTHER',
        templateOf(routePath(c)),
        c.res.status,
        (performance.now() - startedMs) / 1_000,
      );
    },

    /** Whoever asks meanwhile gets the same answer: the store is asked once. */
    write() {
      writing ??= readAll().finally(() => {
        writing = null;
      });
      return writing;
    },
  };

  async function readAll(): Promise<string> {
    await Promise.all(gauges.map(refresh));
    return `${await registry.metrics()}\n${await processFigures().metrics()}`;
  }

  /** One that cannot be read takes none of the others with it. */
  async function refresh({ figure, gauge }: (typeof gauges)[number]): Promise<void> {
    gauge.reset();
    try {
      for (const { of, value } of await inTime(figure.read())) {
        gauge.set(figure.label && of !== undefined ? { [figure.label]: of } : {}, value);
      }
      unread.set({ figure: figure.name }, 0);
    } catch (error) {
      // Without a label a gauge that was reset would say 0, which nobody has read.
      if (!figure.label) gauge.remove();
      unread.set({ figure: figure.name }, 1);
      logger.warn({ err: error, figure: figure.name }, 'a figure was not read');
    }
  }
}

const templates = new Map<string, string>();

/** A route as it is shown: a parameter's pattern stands in braces behind its name. There are as many as routes. */
function templateOf(route: string): string {
  const known = templates.get(route);
  if (known !== undefined) return known;
  const template = route.replace(/\{.*?\}/g, '');
  templates.set(route, template);
  return template;
}

/** How long requests took, by the route's template: what stands in an address is in no label. */
function createDurations(registry: Registry) {
  const histogram = new Histogram({
    name: 'portal_http_request_duration_seconds',
    help: 'Until the answer began, by route template and class of status.',
    labelNames: ['method', 'route', 'status'],
    buckets: durationBucketsS,
    registers: [registry],
  });
  const series = new Map<string, ReturnType<typeof histogram.labels>>();
  return {
    observe(method: string, route: string, status: number, seconds: number): void {
      const statusClass = `${Math.floor(status / 100)}xx`;
      const key = `${method} ${statusClass} ${route}`;
      let one = series.get(key);
      if (!one) {
        one = histogram.labels(method, route, statusClass);
        series.set(key, one);
      }
      one.observe(seconds);
    },
  };
}

let ofThisProcess: Registry | null = null;

/** Memory, processor, event loop: of the process, however many portals it holds; counted from the first time somebody asks. */
function processFigures(): Registry {
  if (!ofThisProcess) {
    ofThisProcess = new Registry();
    collectDefaultMetrics({ register: ofThisProcess });
  }
  return ofThisProcess;
}

async function inTime<Value>(reading: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time.')), readTimeoutMs);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}
