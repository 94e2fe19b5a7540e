import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Roster } from '#contract/roster.ts';
import { loadPack, PackError, problemLine, productionProblems } from '../../../server/content/pack.ts';
import { copyOfPack } from '../../support/pack-copies.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const night = { from: '19:00', until: '07:00', role: 'Trực ban đêm' };
const trial = { ...night, phone: '028 0000 0009', placeholder: true };

async function packWith(rosters: Record<string, unknown>): Promise<string> {
  const folder = await copyOfPack('tan-phu');
  await writeFile(join(folder, 'roster.json'), JSON.stringify({ units: rosters }));
  return folder;
}

async function problemsOf(folder: string): Promise<string> {
  const error = await loadPack(folder).catch((reason: unknown) => reason);
  if (!(error instanceof PackError)) throw new Error('the pack was loaded');
  return error.message;
}

test('a pack may leave the rosters to its units', async () => {
  expect((await loadPack('tan-phu')).rosters).toEqual({});
});

test('a pack may say what roster a unit starts with', async () => {
  const roster: Roster = { weekly: [{ ...trial, days: everyDay }], exceptions: [] };

  const pack = await loadPack(await packWith({ 'tay-thanh': roster }));

  expect(pack.rosters).toEqual({ 'tay-thanh': roster });
  expect(productionProblems(pack).map(problemLine)).toContain(
    'roster.json: units.tay-thanh.weekly.0: the shift has a placeholder phone',
  );
});

test('a roster for a unit that is not there is named', async () => {
  const folder = await packWith({ 'phu-nhuan': { weekly: [], exceptions: [] } });

  expect(await problemsOf(folder)).toContain('roster.json: units.phu-nhuan: no unit has the id "phu-nhuan"');
});

test('a real number called a trial one, and the other way round, are named, also over Tết', async () => {
  const folder = await packWith({
    'tay-thanh': {
      weekly: [{ ...trial, placeholder: false, days: everyDay }],
      exceptions: [
        {
          ...{ name: 'Tết', firstDay: '2027-02-05', lastDay: '2027-02-11' },
          shifts: [{ ...night, phone: '028 3812 3456', placeholder: true }],
        },
      ],
    },
  });

  const problems = await problemsOf(folder);

  expect(problems).toContain(
    'roster.json: units.tay-thanh.weekly.0.placeholder: must be true for 028 0000 00NN',
  );
  expect(problems).toContain('roster.json: units.tay-thanh.exceptions.0.shifts.0.placeholder: must be true');
});

test('a time that no clock shows is named with its place', async () => {
  const folder = await packWith({
    'tay-thanh': { weekly: [{ ...trial, from: '25:00', days: everyDay }], exceptions: [] },
  });

  expect(await problemsOf(folder)).toContain('roster.json: units.tay-thanh.weekly.0.from:');
});
