/**
 * `npm run bench -- news [articles]`: the first screen of the news, a category, a page far down, search and the urgent notices, with so
 * many articles published; milliseconds per answer over one connection, on SQLite and on PostgreSQL. The first screen has 50 ms at the
 * 95th percentile, and so has a search.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { openDatabase } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { publishedStore } from '../../server/features/news/published.store.ts';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { testSecretKeys } from '../support/portal.ts';
import { killServer, spawnServer } from '../support/server-process.ts';

const [articlesCount = 10_000] = process.argv.slice(2).map(Number);
const askedTimes = 200;
const perTransaction = 500;
const minuteMs = 60_000;
/** Two printed pages. */
const syllablesPerArticle = 800;

type Place = { dataDir: string; databaseUrl: string | null };

const folder = mkdtempSync(path.join(tmpdir(), 'portal-news-'));
try {
  await measure('SQLite', { dataDir: path.join(folder, 'sqlite'), databaseUrl: null });
  const postgres = await startEmbeddedPostgres();
  try {
    await measure('PostgreSQL', { dataDir: path.join(folder, 'postgres'), databaseUrl: postgres.url });
  } finally {
    await postgres.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(name: string, place: Place): Promise<void> {
  await fill(place);
  const { origin, process: server } = await spawnServer({
    DATA_DIR: place.dataDir,
    PORT: '0',
    RATE_LIMITS: 'off',
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
  });
  try {
    const deep = `${new Date(Date.now() - articlesCount * 0.9 * minuteMs).toISOString()}~${uuidv7()}`;
    const of = (query: string) => `/api/news?unit=tay-thanh${query}`;
    console.log(`${name}, ${articlesCount} articles, milliseconds (median / 95th percentile)`);
    await report('first screen', origin, of(''));
    await report('a category', origin, of('&category=van-ban-luat-moi'));
    await report('a page far down', origin, of(`&cursor=${encodeURIComponent(deep)}`));
    const search = (words: string) => of(`&q=${encodeURIComponent(words)}`);
    await report('search, in all articles', origin, search('phuong nao'));
    await report('search, with marks', origin, search('phường'));
    await report('search, all units', origin, `/api/news?q=${encodeURIComponent('phường')}`);
    await report('search, common words', origin, search('phuong ban ban be be bo'));
    await report('search, being typed', origin, search('phu'));
    await report('search, being typed on', origin, search('phuong tru'));
    await report('search, in few', origin, search('trom xe may'));
    await report('search, in none', origin, search('khong co dau'));
    await report(
      'search, a later page',
      origin,
      `${search('phuong')}&cursor=${encodeURIComponent(`4~${deep}`)}`,
    );
    await report('urgent notices', origin, '/api/notices');
  } finally {
    await killServer(server);
  }
}

/** As publishing leaves them: of the ward, its neighbours and the district. */
async function fill(place: Place): Promise<void> {
  const database = openDatabase(place);
  await migrate(database);
  const units = ['tay-thanh', 'ca-quan', 'son-ky', 'hoa-thanh', 'phu-trung'];
  const categories = ['chinh-sach-moi', 'van-ban-luat-moi', 'an-ninh-trat-tu', 'hoat-dong-cong-an'];
  const [onsets, rhymes] = [
    'b c ch d g h kh l m n ng nh ph qu r s t th tr v x'.split(' '),
    'a ac ach ai an ang anh ao at au e em en i ich im in inh o oc oi om on ong u uc ui um un ung uong uyen'.split(
      ' ',
    ),
  ];
  const syllables = onsets.flatMap((onset) => rhymes.map((rhyme) => `${onset}${rhyme}`));
  for (let from = 0; from < articlesCount; from += perTransaction) {
    await database.transact(async (transaction) => {
      for (let nr = from; nr < Math.min(from + perTransaction, articlesCount); nr += 1) {
        // Few syllables are in nearly every text and most are rare, as in any language.
        const body = Array.from(
          { length: syllablesPerArticle },
          () => syllables[Math.floor(syllables.length * Math.random() ** 3)] ?? '',
        );
        const known = new Set(['phuong', ...body, ...(nr % 200 === 0 ? ['trom', 'xe', 'may'] : [])]);
        const terms = [...known].map((term) => ({
          term,
          weight: term === 'phuong' ? 4 : 1,
          // Half of them write it with the marks that the question has.
          forms: term === 'phuong' ? (nr % 2 === 0 ? ' phương ' : ' phường ') : '',
        }));
        await publishedStore(transaction).put(
          {
            id: uuidv7(),
            version: 1,
            unitId: units[nr % units.length] ?? 'ca-quan',
            category: categories[nr % categories.length] ?? '',
            title: `Thông báo số ${nr} của Công an phường về phòng cháy`,
            summary: 'Mỗi hộ tự kiểm tra điện, bếp và lối thoát nạn trong tuần này.',
            cover: null,
            publishedAt: new Date(Date.now() - nr * minuteMs).toISOString(),
            correctedAt: null,
            correction: null,
            urgentUntil: nr < 3 ? new Date(Date.now() + 60 * minuteMs).toISOString() : null,
            attachments: [],
          },
          { terms, photoIds: [] },
        );
      }
    });
  }
  await database.close();
}

async function report(name: string, origin: string, address: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const tookMs: number[] = [];
  for (let time = 0; time < askedTimes + 10; time += 1) {
    const began = performance.now();
    await ask(agent, `${origin}${address}`);
    if (time >= 10) tookMs.push(performance.now() - began);
  }
  agent.destroy();
  tookMs.sort((left, right) => left - right);
  const at = (share: number) => (tookMs[Math.floor(share * tookMs.length)] ?? 0).toFixed(1);
  console.log(`  ${name.padEnd(26)} ${at(0.5)} / ${at(0.95)}`);
}

function ask(agent: Agent, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(address, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}`)),
      );
    }).on('error', reject);
  });
}
