/** `npm start`: builds what is stale, then starts everything on one port. */
import { existsSync } from 'node:fs';
import { run } from '../server/main.ts';
import { buildIfStale } from './build.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
await buildIfStale();
await run({ hasDemoNews: true });
