/** `npm run drill`: the crash test at full size, on both engines. Prints what was acknowledged, what is there, what was doubled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCrashDrill } from '../support/crash-drill.ts';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';

const size = { tips: 1_000, kills: 20, photoEvery: 5, sendersAtOnce: 16 };

const postgres = await startEmbeddedPostgres();
let isWhole = true;
for (const databaseUrl of [null, postgres.url]) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-drill-'));
  console.log(
    `\n${databaseUrl ? 'PostgreSQL' : 'SQLite'}: ${size.tips} tips, every ${size.photoEvery}th with a photo, ${size.kills} times kill -9`,
  );
  const startedAt = Date.now();
  const result = await runCrashDrill({ ...size, place: { dataDir, databaseUrl } });
  console.table({
    acknowledged: result.acknowledged,
    stored: result.stored,
    'acknowledged but missing': result.missing.length,
    'doubled in the store': result.doubled,
    'text not in the group': result.notForwarded.length,
    'photo not in the group': result.photosMissing.length,
    'text twice, unmarked': result.textsTwice.length,
    seconds: Math.round((Date.now() - startedAt) / 1000),
  });
  const faults = [result.missing, result.notForwarded, result.photosMissing, result.textsTwice];
  isWhole &&= result.doubled === 0 && faults.every((codes) => codes.length === 0);
  rmSync(dataDir, { recursive: true, force: true });
}
await postgres.stop();
process.exit(isWhole ? 0 : 1);
