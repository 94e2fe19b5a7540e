import { existsSync } from 'node:fs';
import * as z from 'zod';
import { ConfigError, readConfig } from '../../config/config.ts';
import { AppError } from '../../http/app-error.ts';
import { openStore } from '../../open-store.ts';
import { type BadArticle, createArticleAudit } from '../news/article-audit.ts';
import { deletionRecordStore } from '../retention/deletion-record.store.ts';
import { type BadSos, createSosAudit } from '../sos/sos-audit.ts';
import { type BadTip, createTipAudit } from './tip-audit.service.ts';

/** `npm run audit`: for whoever has to vouch for the histories. */
const usage = `Usage: npm run audit -- verify [code]

  verify          Recomputes the history of every tip, alert and article, and the record of erasures, and names the first entry of each
                  that is not as it was written; of articles also what was approved and what the people see.
  verify <code>   The same for one tip, for example TB-7K3M9Q, or for one article by its id.

Exit code 1 if anything is not as it was written.`;

/** Returns the exit code: 0 all is as it was written, 1 something is not, 2 called wrongly. */
async function run(args: readonly string[]): Promise<number> {
  const [subCommand, code, ...rest] = args;
  if (subCommand !== 'verify' || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { database, keys } = await openStore(readConfig(process.env));
  try {
    const audits = {
      tips: createTipAudit({ database, keys }),
      alerts: createSosAudit({ database, keys }),
      articles: createArticleAudit({ database, keys }),
      deletions: deletionRecordStore(database.kysely, keys),
    };
    return await (code === undefined ? verifyAll(audits) : verifyOne(audits, code));
  } finally {
    await database.close();
  }
}

type Audits = {
  tips: ReturnType<typeof createTipAudit>;
  alerts: ReturnType<typeof createSosAudit>;
  articles: ReturnType<typeof createArticleAudit>;
  deletions: Pick<ReturnType<typeof deletionRecordStore>, 'verify'>;
};
type Bad = { code: string; verdict: (BadTip | BadSos | BadArticle)['verdict'] };

async function verifyAll(audits: Audits): Promise<number> {
  let bad = 0;
  const note = (found: Bad) => {
    bad += 1;
    console.error(badLine(found));
  };
  const tips = await audits.tips.verifyAll(note);
  const alerts = await audits.alerts.verifyAll(note);
  const articles = await audits.articles.verifyAll(({ id, verdict }) => note({ code: id, verdict }));
  const deletions = await audits.deletions.verify();
  if (!deletions.isIntact) note({ code: 'record of erasures', verdict: deletions });
  console.log(`${tips} tips, ${alerts} alerts and ${articles} articles, ${bad} not as they were written.`);
  return bad === 0 ? 0 : 1;
}

async function verifyOne(audits: Audits, code: string): Promise<number> {
  const isArticle = z.uuid().safeParse(code).success;
  const verdict = isArticle
    ? await audits.articles.verify(code.toLowerCase())
    : await audits.tips.verifyTip(code);
  if (!verdict.isIntact) {
    console.error(badLine({ code, verdict }));
    return 1;
  }
  console.log(`${code}: ${verdict.entries} entries, all as they were written.`);
  return 0;
}

const badLine = ({ code, verdict }: Bad): string =>
  `${code}: entry ${verdict.sequence}: ${verdict.reason.replaceAll('_', ' ')}`;

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isForPeople =
    error instanceof ConfigError ||
    (error instanceof AppError && (error.code === 'tip_not_found' || error.code === 'not_found'));
  if (!isForPeople) throw error;
  console.error(error instanceof AppError ? 'No tip has this code, and no article this id.' : error.message);
  process.exitCode = 1;
}
