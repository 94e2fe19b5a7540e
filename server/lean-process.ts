import path from 'node:path';

/**
 * How a server process begins so that it stays small; none of it changes what the server does. Where the environment says something else, that
 * stands. What each is worth is in ARCHITECTURE.md ("A server begins twice").
 */
export const leanProcess = {
  /** What V8 keeps for young objects grows to three times this and is hardly given back: 58 MB by its own choice. */
  execArgv: ['--max-semi-space-size=4'],
  environment: {
    /**
     * The sources as Node has stripped and compiled them: a later start is quicker, and has no compiler of TypeScript in its memory. In the
     * project's own folder, for what lies there is run; where it cannot be written, everything goes on as without it.
     */
    NODE_COMPILE_CACHE: path.join(import.meta.dirname, '../node_modules/.cache/zalo-an-ninh'),
    /** glibc keeps what was freed for each thread that has ever asked; ours hand photos on one by one. */
    MALLOC_ARENA_MAX: '2',
    /** What is larger goes back to the system when it is freed. By itself glibc raises this to 32 MB with the first photos, and keeps the holes. */
    MALLOC_MMAP_THRESHOLD_: '131072',
  },
} as const;

/**
 * Goes on as `file` in the same process, begun as above. Returns where that is so already, where the system has no such thing (Windows), and
 * where a parent talks to this process over a channel that would not live through it.
 */
export function becomeLean(file: string, args: readonly string[]): void {
  const isLean = leanProcess.execArgv.every((flag) => process.execArgv.includes(flag));
  if (isLean || process.platform === 'win32' || process.connected || !process.execve) return;
  process.execve(
    process.execPath,
    [process.execPath, ...leanProcess.execArgv, ...process.execArgv, file, ...args],
    { ...leanProcess.environment, ...process.env },
  );
}
