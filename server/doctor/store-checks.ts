import { sql } from 'kysely';
import type { ContentPack } from '../content/pack.ts';
import type { Database } from '../db/database.ts';
import { migrationState } from '../db/migrate.ts';
import { listBehind } from '../features/retention/retention.rules.ts';
import { retentionRoundStore } from '../features/retention/retention-round.store.ts';
import { tipStore } from '../features/tips/tip.store.ts';
import { keyVersionStore } from '../keys/key-version.store.ts';
import { resealRoundStore } from '../keys/reseal-round.store.ts';
import { sealedKinds } from '../keys/sealed-values.ts';
import { type LaneBacklog, readOutboxBacklog } from '../outbox/outbox-backlog.store.ts';
import { SealError } from '../secrets/sealing.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { oaConnectionStore } from '../zalo/oa-connection.store.ts';
import { type Finding, good, trouble, warning } from './finding.ts';

const reachTimeoutMs = 5_000;
/** Servers and their database may differ by this much: the law's and an alert's clocks count in seconds. */
const skewMsMax = { warning: 1_000, trouble: 10_000 };
const tipsOpened = 20;
const lateAfterMs = { sos: 60_000, tips: 15 * 60_000, other: 2 * 60 * 60_000 } as const;

/** Whether it answers; throws nothing. */
export async function checkReach({ kysely, engine }: Database): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), reachTimeoutMs);
  });
  try {
    await Promise.race([sql`select 1`.execute(kysely), late]);
    return good('store', `${engine} answers`);
  } catch (error) {
    return trouble(
      'store',
      `${engine} does not answer: ${reasonOf(error)}`,
      engine === 'postgres'
        ? 'Start PostgreSQL, or correct host, name, user and password in DATABASE_URL.'
        : 'Look at the file portal.sqlite in DATA_DIR, its rights and its disk; else restore a backup.',
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the store is of this program's edition. */
export async function checkSchema(database: Database): Promise<Finding> {
  const { pending, unknown } = await migrationState(database);
  if (unknown.length > 0)
    return trouble(
      'schema',
      `a newer portal has worked on this store (${unknown.join(', ')})`,
      'Start that edition, or a newer one.',
    );
  if (pending.length > 0)
    return warning(
      'schema',
      `${pending.length} steps behind (${pending.join(', ')})`,
      'Make a backup; the next npm start takes them.',
    );
  return good('schema', 'the newest');
}

/** How far the database's clock is from this machine's. */
export async function checkClock({ kysely, engine }: Database): Promise<Finding> {
  if (engine === 'sqlite') return good('clock', 'store and server share this machine’s');
  const askedMs = Date.now();
  const { rows } = await sql<{
    ms: string;
  }>`select (extract(epoch from clock_timestamp()) * 1000)::text as ms`.execute(kysely);
  const skewMs = Math.round(Number(rows[0]?.ms) - (askedMs + Date.now()) / 2);
  const says = `the database’s clock is ${Math.abs(skewMs)} ms ${skewMs < 0 ? 'behind' : 'ahead'}`;
  const todo = 'Let NTP set the clocks of both machines.';
  if (Math.abs(skewMs) > skewMsMax.trouble) return trouble('clock', says, todo);
  if (Math.abs(skewMs) > skewMsMax.warning) return warning('clock', says, todo);
  return good('clock', says);
}

/** Whether the keys open what lies in the store: the OAs' tokens and the newest tips. */
export async function checkKeys({ kysely }: Database, keys: SecretKeys): Promise<Finding> {
  try {
    const oas = await oaConnectionStore(kysely, keys).list();
    const tips = await tipStore(kysely, keys).openNewestWords(tipsOpened);
    return good('keys', `they open the tokens of ${oas.length} OAs and the newest ${tips} tips`);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return trouble(
      'keys',
      'they do not open what lies in this store',
      'Put the SECRET_KEYS (or DATA_DIR/secret-keys) back that it was written with, newest first, and keep the older ones.',
    );
  }
}

/** After a change of keys: whether everything lies under the newest, so that older ones may go. */
export async function checkSealing({ kysely }: Database, { newest }: SecretKeys): Promise<Finding[]> {
  const known = await keyVersionStore(kysely).list();
  if (known.length < 2) return [];
  const rounds = resealRoundStore(kysely);
  const unfinished = await rounds.listUnfinished(newest.version);
  if (unfinished.length === 0)
    return [good('sealing', `everything is sealed under ${newest.version}: older keys may be dropped`)];
  const done = (await rounds.list(newest.version)).reduce((sum, { resealed }) => sum + resealed, 0);
  return [
    warning(
      'sealing',
      `${sealedKinds.length - unfinished.length} of ${sealedKinds.length} kinds lie under ${newest.version} (${done} values sealed anew); still to be looked through: ${firstOf(unfinished)}`,
      'The running portal does it by itself within minutes; older keys must stay until then. Where it stands still, its log says “sealed values do not open”.',
    ),
  ];
}

/** Whether every unit's OA is connected. */
export async function checkOas(
  { kysely }: Database,
  keys: SecretKeys,
  pack: Pick<ContentPack, 'units'>,
): Promise<Finding[]> {
  const connections = await oaConnectionStore(kysely, keys).list();
  const lost = connections
    .filter(({ state }) => state !== 'connected')
    .map(({ unitId, state, stateReason }) =>
      trouble(
        `OA of ${unitId}`,
        `${state}${stateReason === null ? '' : ` (${stateReason})`}`,
        state === 'paused'
          ? 'Switch the OA on again in Zalo’s OA Manager.'
          : 'An administrator of the OA consents anew by the link from the desk’s list of OAs.',
      ),
    );
  const known = new Set(connections.map(({ unitId }) => unitId));
  const never = pack.units.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  const missing =
    never.length === 0
      ? []
      : [
          warning(
            'OAs',
            `never connected: ${never.join(', ')}`,
            'Their tips go to the unit above until an administrator of the OA consents.',
          ),
        ];
  const connected = connections.length - lost.length;
  return [...lost, ...missing, ...(connected > 0 ? [good('OAs', `${connected} connected`)] : [])];
}

/** Whether what is over by the periods of the pack is being erased. */
export async function checkRetention(
  { kysely }: Database,
  { retention }: Pick<ContentPack, 'retention'>,
  now: Date,
): Promise<Finding> {
  const behind = listBehind(retention, await retentionRoundStore(kysely).list(), now);
  return behind.length === 0
    ? good('retention', 'nobody is behind with what the periods of the pack ask to be erased')
    : warning(
        'retention',
        `not looked after for more than a day: ${behind.join(', ')}`,
        'Is the portal running? Its log says “retention failed” and why; GET /api/staff/deletions shows the periods.',
      );
}

/** Whether what is to be sent is being sent. */
export async function checkOutbox({ kysely }: Database, now: Date): Promise<Finding[]> {
  const findings = (await readOutboxBacklog(kysely)).flatMap((lane) => laneFindings(lane, now));
  return findings.length > 0 ? findings : [good('outbox', 'nothing is late and nothing is parked')];
}

function laneFindings({ lane, waiting, oldestAt, parked }: LaneBacklog, now: Date): Finding[] {
  const level = lane === 'sos' ? trouble : warning;
  const ageMs = oldestAt === null ? 0 : now.getTime() - Date.parse(oldestAt);
  const findings: Finding[] = [];
  if (ageMs > lateAfterMs[lane])
    findings.push(
      level(
        `outbox, ${lane}`,
        `${waiting} messages wait, the oldest for ${Math.round(ageMs / 60_000)} minutes`,
        'Is the portal running, and does it reach openapi.zalo.me? They go by themselves once it does.',
      ),
    );
  if (parked > 0)
    findings.push(
      level(
        `outbox, ${lane}`,
        `${parked} messages are parked: nobody tries them any more`,
        'The desk’s list of deliveries says why; put them back there once that is mended.',
      ),
    );
  return findings;
}

const namedMax = 3;

const firstOf = (names: readonly string[]): string =>
  names.length <= namedMax
    ? names.join(', ')
    : `${names.slice(0, namedMax).join(', ')} and ${names.length - namedMax} more`;

/** A driver's code and message: neither holds a password, and of several attempts the first says enough. */
export function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message.split('\n', 1).join('') : typeof first;
}
