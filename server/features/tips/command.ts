import { exitCodes, oneOf, Refusal, runCommandLine, takeUpDotEnv } from '../../command-line.ts';
import type { BadArticle } from '../news/article-audit.ts';
import type { BadSos } from '../sos/sos-audit.ts';
import type { BadTip } from './tip-audit.service.ts';

/** `npm run audit`: for whoever has to vouch for the histories. */
const help = `Usage: npm run audit -- verify [code]

  verify          Recomputes the history of every tip, alert and article, and the record of erasures, and names the first entry of each
                  that is not as it was written; of articles also what was approved and what the people see.
  verify <code>   The same for one tip, for example TB-7K3M9Q, or for one article by its id.

Exit code 0: all is as it was written. 1: something is not, and which. 2: called wrongly.`;

await runCommandLine({
  command: 'npm run audit',
  help,
  wordsMax: 2,
  expected: ['ConfigError'],
  run: async ([word, code]) => {
    oneOf(word, ['verify']);
    takeUpDotEnv();
    const { database, ...audits } = await openAudits();
    try {
      return await (code === undefined ? verifyAll(audits) : verifyOne(audits, code));
    } finally {
      await database.close();
    }
  },
});

async function openAudits() {
  const { readConfig } = await import('../../config/config.ts');
  const { openStore } = await import('../../open-store.ts');
  const { createArticleAudit } = await import('../news/article-audit.ts');
  const { deletionRecordStore } = await import('../retention/deletion-record.store.ts');
  const { createSosAudit } = await import('../sos/sos-audit.ts');
  const { createTipAudit } = await import('./tip-audit.service.ts');
  const { database, keys } = await openStore(readConfig(process.env));
  return {
    database,
    tips: createTipAudit({ database, keys }),
    alerts: createSosAudit({ database, keys }),
    articles: createArticleAudit({ database, keys }),
    deletions: deletionRecordStore(database.kysely, keys),
  };
}

type Audits = Omit<Awaited<ReturnType<typeof openAudits>>, 'database'>;
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
  if (bad === 0) return exitCodes.done;
  console.error(
    'Next: change nothing in the store, take a backup of it as it is, and compare with an older one.',
  );
  return exitCodes.fault;
}

async function verifyOne(audits: Audits, code: string): Promise<number> {
  const verdict = await verdictOf(audits, code);
  if (!verdict.isIntact) {
    console.error(badLine({ code, verdict }));
    return exitCodes.fault;
  }
  console.log(`${code}: ${verdict.entries} entries, all as they were written.`);
  return exitCodes.done;
}

async function verdictOf({ tips, articles }: Audits, code: string) {
  const z = await import('zod');
  const { AppError } = await import('../../http/app-error.ts');
  try {
    const isArticle = z.uuid().safeParse(code).success;
    return await (isArticle ? articles.verify(code.toLowerCase()) : tips.verifyTip(code));
  } catch (error) {
    if (!(error instanceof AppError && (error.code === 'tip_not_found' || error.code === 'not_found')))
      throw error;
    throw new Refusal('No tip has this code, and no article this id.');
  }
}

function badLine({ code, verdict }: Bad): string {
  return `${code}: entry ${verdict.sequence}: ${verdict.reason.replaceAll('_', ' ')}`;
}
