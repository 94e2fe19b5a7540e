import { statfs } from 'node:fs/promises';
import type { ReadinessCheck } from '../http/health.routes.ts';

const mib = 1024 * 1024;
/** Below `trouble` no photo is sure of its room any more; below `warning` (as the doctor has it) somebody has days to act. */
const freeMibMin = { trouble: 32, warning: 2_048 };

/** Whether the disk of the data folder still takes what people send. */
export function createDiskCheck(folder: string): ReadinessCheck {
  const readFreeMib = async () => {
    const { bavail, bsize } = await statfs(folder);
    return Math.floor((bavail * bsize) / mib);
  };
  return {
    name: 'disk',
    listTroubles: async () => ((await readFreeMib()) < freeMibMin.trouble ? ['full'] : []),
    listWarnings: async () => ((await readFreeMib()) < freeMibMin.warning ? ['nearly full'] : []),
  };
}
