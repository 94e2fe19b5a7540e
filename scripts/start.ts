/** `npm start`: builds what is stale, then starts everything on one port. */
import path from 'node:path';
import { runCommandLine, takeUpDotEnv } from '../server/command-line.ts';
import { becomeLean } from '../server/lean-process.ts';

const help = `Usage: npm start

Builds the page where its sources have changed, then runs the portal on http://localhost:8787 until Ctrl+C. Without Zalo's credentials a
sandbox takes Zalo's place. Settings are environment variables or lines of .env; .env.example describes each:
  PORT=8080 CONTENT_PACK=./my-ward npm start

Exit code 0: stopped. 1: did not start, with the reason. 2: called wrongly.`;

await runCommandLine({
  command: 'npm start',
  help,
  run: async () => {
    const { buildIfStale } = await import('./build.ts');
    takeUpDotEnv();
    await buildIfStale();
    const server = path.resolve(import.meta.dirname, '../server/start.ts');
    becomeLean(server, ['--demo-news']);
    const { run } = await import('../server/main.ts');
    await run({ hasDemoNews: true });
    return undefined;
  },
});
