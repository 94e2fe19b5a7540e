/** `npm run dev`: the server with restart on change, and Vite in front of it for the page. */
import { spawn } from 'node:child_process';
import { runCommandLine, takeUpDotEnv } from '../server/command-line.ts';
import { buildIfStale } from './build.ts';

const help = `Usage: npm run dev

The server with restart on change (http://localhost:8787), and Vite in front of it for the page (http://localhost:5173), until Ctrl+C.`;

await runCommandLine({
  command: 'npm run dev',
  help,
  run: async () => {
    takeUpDotEnv();
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
    return undefined;
  },
});
