import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { SandboxDatabase } from './sandbox.database.ts';

export const faultModes = ['none', 'outage', 'limit', 'slow', 'lost-answer', 'token-expired'] as const;
export type FaultMode = (typeof faultModes)[number];

type Row = { scope: string; mode: FaultMode };

/** The scope of a fault that holds for every unit. */
const everywhere = '';

export type FaultStore = ReturnType<typeof createFaultStore>;

/** Which fault holds where; kept, so that a drill may restart the process in the middle of one. */
export function createFaultStore(database: SandboxDatabase) {
  const statements = {
    set: database.prepare(
      'insert into faults (scope, mode) values (?, ?) on conflict (scope) do update set mode = excluded.mode',
    ),
    remove: database.prepare('delete from faults where scope = ?'),
    removeAll: database.prepare('delete from faults'),
    get: database.prepare<[string], Row>('select * from faults where scope = ?'),
    all: database.prepare<[], Row>('select * from faults order by scope'),
  };
  return {
    /** `none` without a unit ends every fault, also those of single units. */
    set(mode: FaultMode, unitId: string | null): void {
      if (mode !== 'none') statements.set.run(unitId ?? everywhere, mode);
      else if (unitId === null) statements.removeAll.run();
      else statements.remove.run(unitId);
    },
    /** A unit's own fault goes before the one that holds for all. */
    modeFor(unitId: string | null): FaultMode {
      const own = unitId === null ? undefined : statements.get.get(unitId);
      return (own ?? statements.get.get(everywhere))?.mode ?? 'none';
    },
    describe(): { all: FaultMode; units: Record<string, FaultMode> } {
      const rows = statements.all.all();
      return {
        all: rows.find((row) => row.scope === everywhere)?.mode ?? 'none',
        units: Object.fromEntries(
          rows.filter((row) => row.scope !== everywhere).map((row) => [row.scope, row.mode]),
        ),
      };
    },
  };
}

let outageTurn = 0;

/**
 * Runs the work of one request under a fault. `outage`: no work, and in turn a 500, a cut connection and half a body.
 * `slow` and `lost-answer`: the work is done, then the answer comes late, or never. Only what changes something loses its
 * answer, so that a conversation can be read back. `limit` and `token-expired` are answered where their numbers live.
 */
export async function underFault<Env extends { Bindings: HttpBindings }>(
  mode: FaultMode,
  c: Context<Env>,
  { slowMs, isLosable }: { readonly slowMs: number; readonly isLosable: boolean },
  work: () => Promise<void>,
): Promise<void> {
  if (mode === 'outage') {
    outageTurn += 1;
    replace(c, brokenAnswer(c.env.outgoing, outageTurn % 3));
    return;
  }
  await work();
  if (mode === 'slow') await sleep(slowMs);
  if (mode === 'lost-answer' && isLosable) {
    c.env.outgoing.destroy();
    replace(c, RESPONSE_ALREADY_SENT);
  }
}

function brokenAnswer(outgoing: HttpBindings['outgoing'], turn: number): Response {
  if (turn === 0) {
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (turn === 1) {
    return new Response('<html><body>500 Internal Server Error</body></html>', {
      status: 500,
      headers: { 'content-type': 'text/html' },
    });
  }
  const whole = '{"data":{"message_id":"96d3cdf3af150460909"},"error":0,"message":"Success"}';
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length) });
  outgoing.write(whole.slice(0, whole.length / 3), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** Sets the answer anew: Hono would otherwise merge the headers of the one before. */
function replace(c: Context, response: Response): void {
  c.res = undefined;
  c.res = response;
}
