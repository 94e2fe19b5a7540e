/**
 * Where a server begins (`npm start`, the container): nothing large is imported before the process is as it shall be. `--demo-news`: as
 * `startServer` has it. `--compile` keeps what a start compiles, and ends: images are built with it.
 */
import { becomeLean } from './lean-process.ts';

const args = process.argv.slice(2);
becomeLean(import.meta.filename, args);
const { run } = await import('./main.ts');
if (!args.includes('--compile')) await run({ hasDemoNews: args.includes('--demo-news') });
