import { limits } from '#contract/limits.ts';
import { staffRoles } from '#contract/vocabulary.ts';
import { Misuse, numberFrom, oneOf, Refusal, runCommandLine, takeUpDotEnv } from '../../command-line.ts';
import type { Connection } from '../../db/database.ts';
import type { StaffService } from './staff.service.ts';
import type { StaffBindingService } from './staff-binding.service.ts';

/** `npm run staff`: for whoever runs the portal on its machine. */
const help = `Usage: npm run staff -- create|list|disable|enable|reissue|bind|unbind …

  create --name <name> --role <${staffRoles.join('|')}> --unit <unit> [--days <n>]
                            A new member, and their first key.
  list                      Everybody: id, state, role, unit, name.
  disable <id>              From now on none of their keys opens anything.
  enable <id>               Their keys work again.
  reissue <id> [--days <n>] Revokes all their keys and makes a new one.
  bind <id>                 A code to be typed in the Mini App, once and within ${limits.bindingCodeMinutesMax} minutes: it binds the
                            person's Zalo identity to this member. A new identity takes the place of the old.
  unbind <id>               From now on no Zalo identity is this member.

A key is shown this once: hand it over, or reissue it. It is good for ${limits.keyDaysMax} days, or for --days.

Exit code 0: done. 1: not done, with the reason. 2: called wrongly.`;

/** Each is followed by the id of a member. */
const actsOnMember = ['disable', 'enable', 'reissue', 'bind', 'unbind'] as const;
const acts = ['create', 'list', ...actsOnMember] as const;

type Act = (typeof acts)[number];
type Given = {
  name?: string | undefined;
  role?: string | undefined;
  unit?: string | undefined;
  days?: string | undefined;
};

await runCommandLine({
  command: 'npm run staff',
  help,
  wordsMax: 2,
  options: {
    name: { type: 'string' },
    role: { type: 'string' },
    unit: { type: 'string' },
    days: { type: 'string' },
  },
  expected: ['ConfigError', 'PackError'],
  run: async ([word, id], given) => {
    const act = oneOf(word, acts);
    const needsId = actsOnMember.some((one) => one === act);
    if (needsId && id === undefined) throw new Misuse(`Say whom: ${act} <id>. The list has the ids.`);
    if (!needsId && id !== undefined) throw new Misuse(`“${id}” is one word too many.`);
    const work = workOf(act, id ?? '', given);
    takeUpDotEnv();
    await withStaff(work);
    return undefined;
  },
});

type Work = (staff: StaffService, bindings: StaffBindingService) => Promise<void>;

/** What is to be done, once all that was typed has been read. Throws Misuse. */
function workOf(act: Act, id: string, given: Given): Work {
  if (act === 'create') return create(given);
  if (act === 'list') return list;
  if (act === 'reissue') return reissue(id, given);
  if (act === 'bind') return (_staff, bindings) => bind(bindings, id);
  if (act === 'unbind') return (_staff, bindings) => unbind(bindings, id);
  return async (staff, bindings) => {
    await staff.setState(id, act === 'enable' ? 'active' : 'disabled');
    if (act === 'disable') await bindings.stopWritingTo(id);
    console.log(`${id}: ${act}d`);
  };
}

async function withStaff(work: Work): Promise<void> {
  const { readConfig } = await import('../../config/config.ts');
  const { loadPack } = await import('../../content/pack.ts');
  const { openStore } = await import('../../open-store.ts');
  const { createUnitTree } = await import('../../rights/unit-tree.rules.ts');
  const { oaOfficerStore } = await import('../../zalo/oa-officer.store.ts');
  const { createStaffService } = await import('./staff.service.ts');
  const { createStaffBindings } = await import('./staff-binding.service.ts');
  const { AppError } = await import('../../http/app-error.ts');
  const config = readConfig(process.env);
  const { units } = await loadPack(config.contentPack);
  const { database, keys } = await openStore(config);
  try {
    const tree = createUnitTree(units, (id) => units.find((unit) => unit.id === id)?.name ?? id);
    const ground = { database, keys, now: () => new Date(), tree };
    const staff = createStaffService({ ...ground, guests: null });
    const officersIn = (connection: Connection) => oaOfficerStore(connection, keys);
    await work(staff, createStaffBindings({ ...ground, staff, officersIn }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const unitIds = units.map(({ id }) => id).join(', ');
    throw new Refusal(
      {
        unit_unknown: `No unit of this pack has this id. There are: ${unitIds}.`,
        staff_unknown: 'No member of the staff has this id.',
      }[error.code as string] ?? error.code,
    );
  } finally {
    await database.close();
  }
}

function create({ name, role, unit, days }: Given): Work {
  const fullName = name?.trim().normalize('NFC') ?? '';
  if (fullName === '' || fullName.length > limits.staffNameCharsMax)
    throw new Misuse(`Say who: --name "Nguyễn Văn An", ${limits.staffNameCharsMax} letters at most.`);
  const known = oneOf(role, staffRoles, 'what they are, --role');
  if (unit === undefined) throw new Misuse('Say where: --unit <unit>, an id of the content pack.');
  const expiresInDays = readDays(days);
  return async (staff) => {
    const member = await staff.create({ name: fullName, role: known, unitId: unit });
    const made = await staff.makeKey({ staffId: member.id, label: 'npm run staff', expiresInDays });
    console.log(`id:  ${member.id}\nkey: ${made.key}\ngood until ${made.expiresAt}; shown this once`);
  };
}

async function list(staff: StaffService): Promise<void> {
  for (let page = await staff.list(''); page.length > 0; page = await staff.list(page.at(-1)?.id ?? '')) {
    for (const { id, state, role, unitId, name } of page)
      console.log([id, state, role, unitId, name].join('\t'));
  }
}

function reissue(staffId: string, { days }: Given): Work {
  const expiresInDays = readDays(days);
  return async (staff) => {
    const made = await staff.reissue({ staffId, label: 'npm run staff', expiresInDays });
    console.log(
      `${made.revoked} keys revoked\nkey: ${made.key}\ngood until ${made.expiresAt}; shown this once`,
    );
  };
}

async function bind(bindings: StaffBindingService, staffId: string): Promise<void> {
  const { code, staff, expiresAt } = await bindings.makeCode(staffId);
  console.log(`for:  ${staff.name}\ncode: ${code}\ngood once and until ${expiresAt}; shown this once`);
}

async function unbind(bindings: StaffBindingService, staffId: string): Promise<void> {
  console.log(`${staffId}: ${(await bindings.unbind(staffId)) ? 'unbound' : 'was not bound'}`);
}

function readDays(days: string | undefined): number {
  return days === undefined
    ? limits.keyDaysMax
    : numberFrom(days, { name: '--days', min: 1, max: limits.keyDaysMax });
}
