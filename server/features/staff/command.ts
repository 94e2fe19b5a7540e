import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { limits } from '#contract/limits.ts';
import { staffRoles } from '#contract/vocabulary.ts';
import { ConfigError, readConfig } from '../../config/config.ts';
import { loadPack, PackError } from '../../content/pack.ts';
import { AppError } from '../../http/app-error.ts';
import { openStore } from '../../open-store.ts';
import { createUnitTree } from '../../rights/unit-tree.rules.ts';
import { createStaffService, type StaffService } from './staff.service.ts';

/** `npm run staff`: for whoever runs the portal on its machine. */
const usage = `Usage: npm run staff -- <what> …

  create --name <name> --role <${staffRoles.join('|')}> --unit <unit> [--days <n>]
                            A new member, and their first key.
  list                      Everybody: id, state, role, unit, name.
  disable <id>              From now on none of their keys opens anything.
  enable <id>               Their keys work again.
  reissue <id> [--days <n>] Revokes all their keys and makes a new one.

A key is shown this once: hand it over, or reissue it. It is good for ${limits.keyDaysMax} days, or for --days.`;

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
  const needsId = what === 'disable' || what === 'enable' || what === 'reissue';
  if (rest.length > 0 || needsId !== (id !== undefined)) throw new UsageError();
  if (!needsId && what !== 'create' && what !== 'list') throw new UsageError();
  await withStaff(async (staff) => {
    if (what === 'create') return create(staff, values);
    if (what === 'list') return list(staff);
    if (what === 'reissue') return reissue(staff, id ?? '', values);
    await staff.setState(id ?? '', what === 'enable' ? 'active' : 'disabled');
    console.log(`${id}: ${what}d`);
  });
}

async function withStaff(act: (staff: StaffService) => Promise<void>): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const { units } = await loadPack(config.contentPack);
  const { database, keys } = await openStore(config);
  try {
    const tree = createUnitTree(units, (id) => units.find((unit) => unit.id === id)?.name ?? id);
    await act(createStaffService({ database, keys, now: () => new Date(), tree, guests: null }));
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
