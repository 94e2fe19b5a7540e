import { readdirSync, readFileSync } from 'node:fs';

/** What the system holds in memory for a process, in MiB; 0 when there is none such. Linux. */
export function residentMib(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}

/** How many files, sockets and pipes it holds open. Linux. */
export function openHandles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

/** The processes in which this portal cleans photos. Linux. */
export function photoWorkersOf(pid: number): number[] {
  return childrenOf(pid)
    .filter((child) => readIfThere(`/proc/${child}/cmdline`).includes('photo-worker'))
    .map(Number);
}

function childrenOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readIfThere(`/proc/${pid}/task/${task}/children`)
        .trim()
        .split(' ')
        .filter((child) => child !== ''),
    );
  } catch {
    return [];
  }
}

/** A process may be gone since it was listed. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
