import { keptSetting, type SandboxDatabase, writeSetting } from './sandbox.database.ts';
import { miniAppWebhookMac, oaWebhookMac } from './signatures.ts';
import type { WebhookBody } from './webhook-payload.ts';

export type WebhookTarget = 'oa' | 'miniApp';
export type WebhookUrls = { readonly oaUrl: string; readonly miniAppUrl: string };
/** How one event is delivered: more than once, or late, so that it arrives after a younger one. */
export type DeliveryManner = { readonly copies?: number; readonly delayMs?: number };

type Row = { id: number; target: WebhookTarget; body: string; signature: string; attempts: number };

/** Zalo waits no longer for the 200. */
const answerTimeoutMs = 2_000;
/** +30 s, +5 min, +15 min, +30 min, +1 h; then the webhook is off until somebody switches it on again. */
const retryDelaysMs = [30_000, 300_000, 900_000, 1_800_000, 3_600_000] as const;
const inFlightMax = 8;
/** After a restart the receiver may not listen yet. */
const firstLookDelayMs = 1_000;

export type WebhookEmitter = ReturnType<typeof createWebhookEmitter>;

/**
 * Sends events as Zalo does: signed, not in order, again when no 200 comes in time. What waits is kept in the database and
 * survives a restart. Without URLs it sends and keeps nothing. `timeScale` 0.001 makes seconds of the ladder milliseconds.
 */
export function createWebhookEmitter(options: {
  database: SandboxDatabase;
  appId: string;
  oaSecretKey: string;
  miniAppKey: string;
  urls: WebhookUrls | null;
  timeScale: number;
}) {
  const { database, urls } = options;
  const statements = {
    insert: database.prepare(
      `insert into deliveries (target, body, signature, attempts, due_at_ms, state) values (?, ?, ?, 0, ?, 'waiting')`,
    ),
    due: database.prepare<[number], Row>(
      `select id, target, body, signature, attempts from deliveries where state = 'waiting' and due_at_ms <= ?
       order by due_at_ms, id limit ${inFlightMax * 2}`,
    ),
    nextDue: database.prepare<[], { due: number | null }>(
      `select min(due_at_ms) as due from deliveries where state = 'waiting'`,
    ),
    remove: database.prepare('delete from deliveries where id = ?'),
    retry: database.prepare('update deliveries set attempts = ?, due_at_ms = ? where id = ?'),
    giveUp: database.prepare(`update deliveries set state = 'dead' where target = ? and state = 'waiting'`),
    counts: database.prepare<[], { state: string; count: number }>(
      'select state, count(*) as count from deliveries group by state',
    ),
  };
  const inFlight = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const isOn = (target: WebhookTarget): boolean =>
    keptSetting(database, `webhook.${target}`, () => 'on') === 'on';

  function enqueue(target: WebhookTarget, body: string, signature: string, manner: DeliveryManner): void {
    if (!urls || !isOn(target)) return;
    for (let copy = 0; copy < (manner.copies ?? 1); copy += 1) {
      statements.insert.run(target, body, signature, Date.now() + (manner.delayMs ?? 0));
    }
  }

  function schedule(delayMs: number): void {
    if (isClosed || !urls) return;
    clearTimeout(timer);
    timer = setTimeout(pump, Math.max(0, delayMs));
    timer.unref();
  }

  function pump(): void {
    if (isClosed || !urls) return;
    for (const row of statements.due.all(Date.now())) {
      if (inFlight.size >= inFlightMax) break;
      if (inFlight.has(row.id)) continue;
      inFlight.add(row.id);
      void deliver(row, urls).finally(() => {
        inFlight.delete(row.id);
        pump();
      });
    }
    const due = statements.nextDue.get()?.due;
    if (due !== null && due !== undefined && inFlight.size === 0) schedule(due - Date.now());
  }

  async function deliver(row: Row, to: WebhookUrls): Promise<void> {
    const isTaken = await post(to[`${row.target}Url`], row);
    if (isClosed) return;
    if (isTaken) {
      statements.remove.run(row.id);
      return;
    }
    const delayMs = retryDelaysMs[row.attempts];
    if (delayMs === undefined) {
      writeSetting(database, `webhook.${row.target}`, 'off');
      statements.giveUp.run(row.target);
      return;
    }
    statements.retry.run(row.attempts + 1, Date.now() + delayMs * options.timeScale, row.id);
  }

  schedule(firstLookDelayMs);

  return {
    /** Call inside the transaction that stores what happened; nothing leaves before `flush`. */
    enqueueOa(body: WebhookBody, manner: DeliveryManner = {}): void {
      if (!urls) return;
      const rawBody = JSON.stringify(body);
      const mac = oaWebhookMac({
        appId: options.appId,
        rawBody,
        timestamp: body.timestamp,
        oaSecretKey: options.oaSecretKey,
      });
      enqueue('oa', rawBody, `mac=${mac}`, manner);
    },
    enqueueMiniApp(body: Readonly<Record<string, unknown>>, manner: DeliveryManner = {}): void {
      enqueue('miniApp', JSON.stringify(body), miniAppWebhookMac(body, options.miniAppKey), manner);
    },
    /** Sends what is due; returns at once. */
    flush: pump,
    /** What Zalo does when the URL is saved: an unsigned `{}` that needs a 200. */
    async probe(target: WebhookTarget): Promise<boolean> {
      return urls ? post(urls[`${target}Url`], { body: '{}', signature: '', attempts: 0 }) : false;
    },
    switchOn(target: WebhookTarget): void {
      writeSetting(database, `webhook.${target}`, 'on');
    },
    describe: () => ({
      isConfigured: urls !== null,
      isOaOn: isOn('oa'),
      isMiniAppOn: isOn('miniApp'),
      ...Object.fromEntries(statements.counts.all().map((row) => [row.state, row.count])),
    }),
    close(): void {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** True when a 200 came in time; anything else counts as not delivered. */
async function post(url: string, event: Pick<Row, 'body' | 'signature' | 'attempts'>): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(event.signature ? { 'X-ZEvent-Signature': event.signature } : {}),
        ...(event.attempts > 0 ? { num_retry: String(event.attempts) } : {}),
      },
      body: event.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    // Refused, reset or too slow: the ladder goes on.
    return false;
  }
}
