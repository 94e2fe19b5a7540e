import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { limits } from '#contract/limits.ts';
import { staffRoles } from '#contract/vocabulary.ts';
import { ConfigError, readConfig } from '../../config/config.ts';
import { loadPack, PackError } from '../../content/pack.ts';
import type { Connection } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import { openStore } from '../../open-store.ts';
import { createUnitTree } from '../../rights/unit-tree.rules.ts';
import { oaOfficerStore } from '../../zalo/oa-officer.store.ts';
import { createStaffService, type StaffService } from './staff.service.ts';
import { createStaffBindings, type StaffBindingService } from './staff-binding.service.ts';

/** `npm run staff`: for whoever runs the portal on its machine. */
const usage = `Usage: npm run staff -- <what> …

  create --name <name> --role <${staffRoles.join('|')}> --unit <unit> [--days <n>]
                            A new member, and their first key.
  list                      Everybody: id, state, role, unit, name.
  disable <id>              From now on none of their keys opens anything.
  enable <id>               Their keys work again.
  reissue <id> [--days <n>] Revokes all their keys and makes a new one.
  bind <id>                 A code to be typed in the Mini App, once and within ${limits.bindingCodeMinutesMax} minutes: it binds the
                            person's Zalo identity to this member. A new identity takes the place of the old.
  unbind <id>               From now on no Zalo identity is this member.

A key is shown this once: hand it over, or reissue it. It is good for ${limits.keyDaysMax} days, or for --days.`;

/** Each is followed by the id of a member. */
const actsOnMember = ['disable', 'enable', 'reissue', 'bind', 'unbind'] as const;

type Options = { name?: string; role?: string; unit?: string; days?: string };

/** Called wrongly: the usage is the answer. */
class UsageError extends Error {}

async function run(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      role: { type: 'string' },
      unit: { type: 'string' },
      days: { type: 'string' },
    },
  });
  const [what, id, ...rest] = positionals;
  const needsId = actsOnMember.some((one) => one === what);
  if (rest.length > 0 || needsId !== (id !== undefined)) throw new UsageError();
  if (!needsId && what !== 'create' && what !== 'list') throw new UsageError();
  await withStaff(async (staff, bindings) => {
    if (what === 'create') return create(staff, values);
    if (what === 'list') return list(staff);
    if (what === 'reissue') return reissue(staff, id ?? '', values);
    if (what === 'bind') return bind(bindings, id ?? '');
    if (what === 'unbind') return unbind(bindings, id ?? '');
    await staff.setState(id ?? '', what === 'enable' ? 'active' : 'disabled');
    if (what === 'disable') await bindings.stopWritingTo(id ?? '');
    console.log(`${id}: ${what}d`);
  });
}

async function withStaff(
  act: (staff: StaffService, bindings: StaffBindingService) => Promise<void>,
): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const { units } = await loadPack(config.contentPack);
  const { database, keys } = await openStore(config);
  try {
    const tree = createUnitTree(units, (id) => units.find((unit) => unit.id === id)?.name ?? id);
    const ground = { database, keys, now: () => new Date(), tree };
    const staff = createStaffService({ ...ground, guests: null });
    const officersIn = (connection: Connection) => oaOfficerStore(connection, keys);
    await act(staff, createStaffBindings({ ...ground, staff, officersIn }));
  } finally {
    await database.close();
  }
}

async function create(staff: StaffService, { name = '', role, unit = '', days }: Options): Promise<void> {
  const known = staffRoles.find((one) => one === role);
  const fullName = name.trim().normalize('NFC');
  if (!known || fullName === '' || fullName.length > limits.staffNameCharsMax) throw new UsageError();
  const expiresInDays = readDays(days);
  const member = await staff.create({ name: fullName, role: known, unitId: unit });
  const made = await staff.makeKey({ staffId: member.id, label: 'npm run staff', expiresInDays });
  console.log(`id:  ${member.id}\nkey: ${made.key}\ngood until ${made.expiresAt}; shown this once`);
}

async function list(staff: StaffService): Promise<void> {
  for (let page = await staff.list(''); page.length > 0; page = await staff.list(page.at(-1)?.id ?? '')) {
    for (const { id, state, role, unitId, name } of page)
      console.log([id, state, role, unitId, name].join('\t'));
  }
}

async function reissue(staff: StaffService, staffId: string, { days }: Options): Promise<void> {
  const expiresInDays = readDays(days);
  const made = await staff.reissue({ staffId, label: 'npm run staff', expiresInDays });
  console.log(
    `${made.revoked} keys revoked\nkey: ${made.key}\ngood until ${made.expiresAt}; shown this once`,
  );
}

async function bind(bindings: StaffBindingService, staffId: string): Promise<void> {
  const { code, staff, expiresAt } = await bindings.makeCode(staffId);
  console.log(`for:  ${staff.name}\ncode: ${code}\ngood once and until ${expiresAt}; shown this once`);
}

async function unbind(bindings: StaffBindingService, staffId: string): Promise<void> {
  console.log(`${staffId}: ${(await bindings.unbind(staffId)) ? 'unbound' : 'was not bound'}`);
}

function readDays(days: string | undefined): number {
  const number = days === undefined ? limits.keyDaysMax : Number(days);
  if (!Number.isInteger(number) || number < 1 || number > limits.keyDaysMax) throw new UsageError();
  return number;
}

const sentences: Partial<Record<string, string>> = {
  unit_unknown: 'No unit of this pack has this id.',
  staff_unknown: 'No member of the staff has this id.',
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError || (error instanceof TypeError && 'code' in error)) {
    console.error(usage);
    process.exitCode = 2;
  } else if (error instanceof ConfigError || error instanceof PackError || error instanceof AppError) {
    console.error(error instanceof AppError ? (sentences[error.code] ?? error.code) : error.message);
    process.exitCode = 1;
  } else throw error;
}
