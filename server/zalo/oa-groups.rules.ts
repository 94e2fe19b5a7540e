import type { OaConnection, OaGroup } from './oa-connection.store.ts';

/** A GMF group of an OA. Its id is 20 hex digits and stays text. */
export type OaGroupName = { readonly groupId: string; readonly name: string };

/**
 * How the portal knows an OA's two groups: by the beginning of their names, whatever the case and the marks. "Trực ban Công an
 * phường Tây Thạnh" is the duty group, "SOS Tây Thạnh" the one for emergencies; the rest of the name is the ward's own.
 */
const nameBeginnings: Readonly<Record<OaGroup, string>> = { duty: 'truc ban', sos: 'sos' };

/**
 * The first group, in Zalo's order, whose name begins so. A remembered group that was renamed but is still the OA's stays in
 * use when no other has the name; one that is gone is forgotten.
 */
export function chooseGroups(
  groups: readonly OaGroupName[],
  remembered: OaConnection['groupIds'],
): OaConnection['groupIds'] {
  const choose = (group: OaGroup): string | null => {
    const named = groups.find(({ name }) => fold(name).startsWith(nameBeginnings[group]));
    const kept = groups.find(({ groupId }) => groupId === remembered[group]);
    return (named ?? kept)?.groupId ?? null;
  };
  return { duty: choose('duty'), sos: choose('sos') };
}

/** Lower case, no marks, single spaces: "TRỰC  BAN" and "trực ban" are the same name. */
function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
