import type { UnitSummary } from '#contract/portal.ts';
import { loadPack } from './pack.ts';

/**
 * What a build for one content pack takes along: its units with their numbers, so that they can be called at the very first start, also
 * when our server does not answer. The channels are the server's to tell.
 */
export async function unitsToBundle(pack: string): Promise<UnitSummary[]> {
  const { units } = await loadPack(pack);
  return units.map(({ id, name, shortName, type, parentId, hotlines, topics, office }) => ({
    ...{ id, name, shortName, type, parentId, hotlines, topics },
    ...{ oaId: null, centre: office ?? null },
  }));
}
