import { type ChildProcess, fork } from 'node:child_process';

/** What a process has used since it began. */
export type ProcessUsage = { readonly processorMs: number };

/** In the measured process: answers `usage`. */
export function answerUsage(): void {
  process.on('message', (message) => {
    if (message !== 'usage') return;
    const { user, system } = process.cpuUsage();
    process.send?.({ processorMs: (user + system) / 1000 } satisfies ProcessUsage);
  });
}

/** Starts a program that says over IPC where it listens. */
export async function startMeasured(
  file: string,
  options: {
    args?: readonly string[];
    environment?: Record<string, string>;
    execArgv?: readonly string[];
  } = {},
): Promise<{ origin: string; process: ChildProcess }> {
  const child = fork(file, [...(options.args ?? [])], {
    env: { PATH: process.env.PATH ?? '', ...options.environment },
    // For a profile: NODE_ARGS="--cpu-prof --cpu-prof-dir=/tmp/profile".
    execArgv: [...(options.execArgv ?? []), ...(process.env.NODE_ARGS?.split(' ') ?? [])],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', (code) => reject(new Error(`${file} ended at once with ${code}`)));
  });
  return { origin, process: child };
}

export const usageOf = (child: ChildProcess): Promise<ProcessUsage> =>
  new Promise((resolve) => {
    child.once('message', (message) => resolve(message as ProcessUsage));
    child.send('usage');
  });
