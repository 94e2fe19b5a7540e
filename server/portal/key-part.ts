import { photoStore } from '../features/photos/photo.store.ts';
import { createKeyWatch, type KeyWatch } from '../keys/key-watch.ts';
import { createReseal, type SealedFiles } from '../keys/reseal.ts';
import { openPhotoPlace } from '../media/photo-place.ts';
import { idOfFile, sealedFiles } from '../media/sealed-files.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

const resealEveryMs = 60_000;

export const createKeyWatchOf = ({ database, keys, keySource: source, logger, now }: Ground): KeyWatch =>
  createKeyWatch({ database, keys, source, logger, now });

/** Keys that change while the portal runs: taken up, and what lies under older ones sealed anew. */
export async function createKeyPart(
  ground: Ground,
  watch: KeyWatch,
): Promise<PortalPart & { sealAnew(): Promise<void> }> {
  const reseal = createReseal({ ...ground, files: [await filesOf(ground)] });
  return {
    sealAnew: reseal.runOnce,
    checks: [{ name: 'keys', listTroubles: watch.listTroubles, listWarnings: watch.listWarnings }],
    figures: [
      {
        name: 'portal_keys_unfinished',
        help: 'Kinds of which something may still be sealed under an older key than the newest.',
        read: async () => [{ value: (await reseal.listUnfinished()).length }],
      },
    ],
    jobs: [{ name: 'seal anew', everyMs: resealEveryMs, work: reseal.runOnce }],
    start: watch.start,
    async stop() {
      await watch.stop();
      await reseal.stop();
    },
  };
}

async function filesOf({ config, database, keys }: Ground): Promise<SealedFiles> {
  const files = sealedFiles(await openPhotoPlace(config), keys);
  return {
    kind: 'photos',
    ...files,
    async reseal(file) {
      const isKept = async () => (await photoStore(database.kysely).existing([idOfFile(file)])).size > 0;
      const wasKept = await isKept();
      await files.reseal(file);
      // A photo that was erased meanwhile must not come back.
      if (wasKept && !(await isKept())) await files.remove(file);
    },
  };
}
