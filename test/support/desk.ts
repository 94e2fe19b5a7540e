import { onTestFinished } from 'vitest';
import type { DeskMove, DeskMoved, DeskTip, DeskTips } from '#contract/staff.ts';
import type { StaffRole } from '#contract/vocabulary.ts';
import { loadPack } from '../../server/content/pack.ts';
import { openDatabase } from '../../server/db/database.ts';
import { createStaffService } from '../../server/features/staff/staff.service.ts';
import { createUnitTree } from '../../server/rights/unit-tree.rules.ts';
import { loadOrMakeSecretKeys, parseSecretKeys } from '../../server/secrets/secret-keys.ts';
import { type talkTo, testSecretKeys } from './portal.ts';

/** The sandbox's key of the one person of this role in this unit (design 7). */
export const staffKey = (role: StaffRole, unitId: string): string => `Bearer sandbox:${role}:${unitId}`;

/** What a member of the staff does at the desk, with whatever credential they have. */
export function deskWith(portal: Pick<ReturnType<typeof talkTo>, 'ask'>, authorization: string) {
  const read = async <Body>(response: Response): Promise<Body> => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  return {
    list: async (query = '') =>
      read<DeskTips>(await portal.ask(authorization, 'GET', `/api/staff/tips${query}`)),
    codes: async (query = '') =>
      (await read<DeskTips>(await portal.ask(authorization, 'GET', `/api/staff/tips${query}`))).items.map(
        ({ code }) => code,
      ),
    tip: async (code: string) =>
      read<DeskTip>(await portal.ask(authorization, 'GET', `/api/staff/tips/${code}`)),
    /** The answer as it comes, for tests of refusals. */
    try: (code: string, move: DeskMove, body: object = {}) =>
      portal.ask(authorization, 'POST', `/api/staff/tips/${code}/${move}`, body),
    do: async (code: string, move: DeskMove, body: object = {}) =>
      read<DeskMoved>(await portal.ask(authorization, 'POST', `/api/staff/tips/${code}/${move}`, body)),
  };
}

export const deskOf = (portal: Pick<ReturnType<typeof talkTo>, 'ask'>, role: StaffRole, unitId: string) =>
  deskWith(portal, staffKey(role, unitId));

/** What a unit does about a tip: by its officer and, for an answer, its commander as the second person. */
export function unitOf(portal: Pick<ReturnType<typeof talkTo>, 'ask'>, unitId = 'tay-thanh') {
  const officer = deskOf(portal, 'officer', unitId);
  return {
    acknowledge: (code: string) => officer.do(code, 'acknowledge'),
    ask: (code: string, text: string) => officer.do(code, 'ask', { text }),
    async answer(code: string, text: string): Promise<DeskMoved> {
      await officer.do(code, 'draft-reply', { text });
      return await deskOf(portal, 'commander', unitId).do(code, 'approve-reply');
    },
  };
}

/** The staff of a portal's store, as `npm run staff` has it. */
export async function staffOfStore(place: { dataDir: string; databaseUrl: string | null }) {
  const { units } = await loadPack('tan-phu');
  const database = openDatabase(place);
  onTestFinished(() => database.close());
  const keys = place.databaseUrl
    ? parseSecretKeys(testSecretKeys)
    : await loadOrMakeSecretKeys(place.dataDir);
  const staff = createStaffService({
    database,
    keys,
    now: () => new Date(),
    tree: createUnitTree(units, (id) => id),
    guests: null,
  });
  return {
    staff,
    database,
    /** A new member with a key; `authorization` is what they send. */
    async hire(role: StaffRole, unitId: string, name = 'Trần Văn Thử') {
      const member = await staff.create({ name, role, unitId });
      const made = await staff.makeKey({ staffId: member.id, label: 'thử', expiresInDays: 30 });
      return { id: member.id, keyId: made.id, authorization: `Bearer ${made.key}` };
    },
  };
}
