import { existsSync } from 'node:fs';
import { ConfigError, readConfig } from '../../config/config.ts';
import { AppError } from '../../http/app-error.ts';
import { openStore } from '../../open-store.ts';
import { type BadSos, createSosAudit } from '../sos/sos-audit.ts';
import { type BadTip, createTipAudit } from './tip-audit.service.ts';

/** `npm run audit`: for whoever has to vouch for the histories. */
const usage = `Usage: npm run audit -- verify [code]

  verify          Recomputes the history of every tip and alert and names the first entry of each that is not as it was written.
  verify <code>   The same for one tip, for example TB-7K3M9Q.

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
    const audit = createTipAudit({ database, keys });
    return await (code === undefined
      ? verifyAll(audit, createSosAudit({ database, keys }))
      : verifyOne(audit, code));
  } finally {
    await database.close();
  }
}

type Audit = ReturnType<typeof createTipAudit>;

async function verifyAll(audit: Audit, sosAudit: ReturnType<typeof createSosAudit>): Promise<number> {
  let bad = 0;
  const note = (found: BadTip | BadSos) => {
    bad += 1;
    console.error(badLine(found));
  };
  const tips = await audit.verifyAll(note);
  const alerts = await sosAudit.verifyAll(note);
  console.log(`${tips} tips and ${alerts} alerts, ${bad} not as they were written.`);
  return bad === 0 ? 0 : 1;
}

async function verifyOne(audit: Audit, code: string): Promise<number> {
  const verdict = await audit.verifyTip(code);
  if (!verdict.isIntact) {
    console.error(badLine({ code, verdict }));
    return 1;
  }
  console.log(`${code}: ${verdict.entries} entries, all as they were written.`);
  return 0;
}

const badLine = ({ code, verdict }: BadTip | BadSos): string =>
  `${code}: entry ${verdict.sequence}: ${verdict.reason.replaceAll('_', ' ')}`;

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isForPeople =
    error instanceof ConfigError || (error instanceof AppError && error.code === 'tip_not_found');
  if (!isForPeople) throw error;
  console.error(error instanceof AppError ? 'No tip has this code.' : error.message);
  process.exitCode = 1;
}
