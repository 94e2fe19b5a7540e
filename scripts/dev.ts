/** `npm run dev`: the server with restart on change, and Vite in front of it for the page. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buildIfStale } from './build.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
await buildIfStale();

const children = [
  spawn(process.execPath, ['--watch-path=server', 'server/main.ts'], { stdio: 'inherit' }),
  spawn('vite', [], { stdio: 'inherit' }),
];
const stop = () => {
  for (const child of children) child.kill();
};
for (const child of children) child.once('exit', stop);
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
