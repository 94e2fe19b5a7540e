/** What is asked of a store, by people and by the portal's own workers. */
import { randomUUID } from 'node:crypto';
import { clockStore } from '../../server/features/clocks/clock.store.ts';
import { photoStore } from '../../server/features/photos/photo.store.ts';
import { lanes } from '../../server/outbox/backoff.rules.ts';
import { outboxClaims } from '../../server/outbox/outbox-claims.store.ts';
import { inTayThanh, noisyKaraoke } from '../support/portal.ts';
import { codeLetters, rareCategory, tipsPerCitizen, tokenOf, ward } from './growth-rows.ts';
import type { GrownStore } from './growth-store.ts';

/** `run` is what is timed. */
export type Asked = { run(round: number): Promise<unknown> };
export type Question = { name: string; of(store: GrownStore): Asked; isLong?: boolean };

const dayMs = 24 * 60 * 60_000;
const quarterDays = 91;

/** The least that can be done on the same rows. */
export const bareQuestions: readonly Question[] = [
  {
    name: 'bare: a tip by its code',
    of: (store) => ({
      run: (round) => store.bare('select * from tips where code = ?', [codeIn(store, round)]),
    }),
  },
  {
    name: 'bare: 51 tips of a unit in order',
    of: (store) => ({
      run: () =>
        store.bare(
          `select tips.* from (select tip_id, desk_order from tip_access where unit_id = ? order by desk_order, tip_id limit 51)
            as listed join tips on tips.id = listed.tip_id order by listed.desk_order`,
          [ward],
        ),
    }),
  },
  {
    name: 'bare: a durable insert',
    of: (store) => ({
      run: () => store.bare('insert into meta (key, value) values (?, ?)', [randomUUID(), 'bench']),
    }),
  },
];

export const questions: readonly Question[] = [
  {
    name: 'a tip is taken in',
    of: (store) => ({ run: () => post(store, '/api/tips', newTip(store)) }),
  },
  {
    name: 'my tips',
    of: (store) => ({
      run: (round) => {
        const citizens = Math.ceil(store.size / tipsPerCitizen);
        return get(store, '/api/me/tips', `Bearer ${tokenOf((round * 7_919) % citizens)}`);
      },
    }),
  },
  {
    name: 'a tip opened by its receipt',
    of: (store) => ({
      run: (round) => {
        const { code, receipt } = tipIn(store, round);
        return get(store, `/api/tips/${code}`, `Receipt ${receipt}`);
      },
    }),
  },
  desk('desk: whole tree', 'commander', () => ''),
  desk('desk: one ward', 'officer', () => ''),
  desk('desk: overdue, whole tree', 'commander', () => 'overdue=true'),
  desk('desk: overdue, one ward', 'officer', () => 'overdue=true'),
  desk('desk: overdue, a ward from above', 'commander', () => `overdue=true&unit=${ward}`),
  desk('desk: in hand', 'officer', () => 'stage=working'),
  desk('desk: a page far down', 'officer', () => `stage=over&cursor=${encodeURIComponent(deepCursor)}`),
  desk('desk: search by code', 'officer', (store, round) => `q=${codeIn(store, round)}`),
  desk(
    'desk: search by how a code begins',
    'officer',
    (store, round) => `q=${codeIn(store, round).slice(0, 5)}`,
  ),
  desk(
    'desk: search that finds about 25',
    'officer',
    (store, round) => `q=${codeIn(store, round).slice(0, 'TB-'.length + lettersThatFind25(store))}`,
  ),
  desk('desk: search by a letter', 'officer', (store, round) => `q=${codeIn(store, round).slice(0, 4)}`),
  desk('desk: a rare category', 'commander', () => `category=${rareCategory}`),
  desk('desk: a status that few have', 'officer', () => 'status=waiting_citizen'),
  desk('desk: a small ward from above', 'commander', () => 'unit=doi-csgt'),
  desk('desk: what waits for a commander', 'commander', () => 'attention=reply_to_approve'),
  desk('desk: given to me', 'officer', () => 'mine=true'),
  {
    name: 'desk: one tip',
    of: (store) => ({
      run: (round) => get(store, `/api/staff/tips/${codeIn(store, round)}`, `Bearer ${store.commander}`),
    }),
  },
  {
    name: 'a photo: is there room for it',
    of: (store) => ({ run: () => photoStore(store.database.kysely).countUnattached() }),
  },
  {
    name: 'outbox: claim what is due',
    of: (store) => ({ run: () => claimAndLetGo(store) }),
  },
  {
    name: 'clocks: look at what is due',
    of: (store) => ({ run: () => clockStore(store.database.kysely).listDueTips(new Date(), 50) }),
  },
  { name: 'news: first screen', of: (store) => ({ run: () => get(store, `/api/news?unit=${ward}`) }) },
  {
    name: 'a point to its ward',
    of: (store) => ({
      run: () => get(store, `/api/units/locate?lat=${inTayThanh.lat}&lng=${inTayThanh.lng}&accuracy=15`),
    }),
  },
  report('report: a quarter, one ward', quarterDays, ward),
  report('report: a quarter, whole tree', quarterDays),
  report('report: a year, whole tree', 366),
];

/** Of a code, so that about as many tips of the ward begin with them in every store: one of a thousand tips, three of a million. */
const lettersThatFind25 = ({ size }: GrownStore): number =>
  Math.max(1, Math.round(Math.log(size / 2 / 25) / Math.log(codeLetters.length)));

/** A place in the middle of what is over. */
const deepCursor = `2${9_999_999_999_999 - (Date.now() - 150 * dayMs)}|00000000-0000-7000-8000-000000000000`;

function desk(
  name: string,
  role: 'commander' | 'officer',
  query: (store: GrownStore, round: number) => string,
): Question {
  return {
    name,
    of: (store) => ({
      run: (round) => get(store, `/api/staff/tips?${query(store, round)}`, `Bearer ${store[role]}`),
    }),
  };
}

function report(name: string, days: number, unit?: string): Question {
  const query = () =>
    new URLSearchParams({
      from: new Date(Date.now() - days * dayMs).toISOString(),
      to: new Date().toISOString(),
      ...(unit ? { unit } : {}),
    });
  return {
    name,
    isLong: true,
    of: (store) => ({
      run: () => get(store, `/api/staff/reports?${query()}`, `Bearer ${store.commander}`, [200, 400]),
    }),
  };
}

const tipIn = ({ known }: GrownStore, round: number) => {
  const tip = known[(round * 37) % known.length];
  if (!tip) throw new Error('A store without a tip.');
  return tip;
};
const codeIn = (store: GrownStore, round: number): string => tipIn(store, round).code;

async function get(
  { app }: GrownStore,
  address: string,
  authorization?: string,
  expected: readonly number[] = [200],
): Promise<void> {
  const response = await app.request(address, {
    headers: authorization ? { Authorization: authorization } : {},
  });
  const text = await response.text();
  if (!expected.includes(response.status)) throw new Error(`${address}: ${response.status} ${text}`);
}

async function post({ app }: GrownStore, address: string, body: string): Promise<void> {
  const response = await app.request(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body,
  });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`${address}: ${response.status} ${text}`);
}

const newTip = ({ consentVersion }: GrownStore): string => JSON.stringify(noisyKaraoke({ consentVersion }));

class LetGo extends Error {}

/** As the dispatcher claims, and taken back, so that the next time is like the first. */
async function claimAndLetGo({ database }: GrownStore): Promise<void> {
  const now = new Date();
  try {
    await database.kysely.transaction().execute(async (transaction) => {
      await outboxClaims(transaction).claim({
        server: 'bench',
        now,
        until: new Date(now.getTime() + 60_000),
        lanes: [lanes.sos, lanes.tips, lanes.other],
        limit: 10,
      });
      throw new LetGo();
    });
  } catch (error) {
    if (!(error instanceof LetGo)) throw error;
  }
}
