import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/log.ts';
import { startServer } from '../../server/main.ts';

/**
 * The whole portal in a process of its own, so that it can be killed as the power would. Run as a program it starts the server and
 * says where it listens. `through`: a command that ends by executing the one that follows it.
 */
export async function spawnServer(
  environment: Record<string, string>,
  through: readonly string[] = [],
): Promise<{ origin: string; process: ChildProcess }> {
  const [command = process.execPath, ...args] = [...through, process.execPath, import.meta.filename];
  const child = spawn(command, args, {
    env: { ...passedOn(), LOG_LEVEL: 'error', RATE_LIMITS: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Nobody is left to stop it when who started it ends early.
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended at once with ${code}`)));
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const match = /listening (\S+)\n/.exec(said);
      if (match?.[1]) resolve(match[1]);
    });
  });
  return { origin, process: child };
}

/** Of our own environment; `NODE_COMPILE_CACHE` lets it start in half the time. */
function passedOn(): Record<string, string> {
  const { PATH = '', NODE_COMPILE_CACHE } = process.env;
  return { PATH, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) };
}

/** kill -9, and gone when this resolves. */
export async function killServer(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Dies as by kill -9 when Zalo's answer to a token refresh is there and before anybody has read it. */
function dieOnRefresh(): void {
  const fetchFromZalo = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await fetchFromZalo(input, init);
    const isRefresh =
      init?.body instanceof URLSearchParams && init.body.get('grant_type') === 'refresh_token';
    if (isRefresh) process.kill(process.pid, 'SIGKILL');
    return answer;
  };
}

if (import.meta.main) {
  if (process.env.DIE_ON_REFRESH) dieOnRefresh();
  const pageFolder = mkdtempSync(path.join(tmpdir(), 'portal-page-'));
  writeFileSync(path.join(pageFolder, 'index.html'), '<!doctype html><div id="app"></div>');
  const config = readConfig(process.env);
  const running = await startServer({ config, logger: createLogger(config.logLevel), pageFolder });
  console.log(`listening ${running.origin}`);
}
