import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { staleFacts } from '../../../server/content/freshness.rules.ts';
import { loadPack, PackError } from '../../../server/content/pack.ts';
import { packsFolder } from '../../../server/content/pack-reader.ts';
import { copyOfPack, setInFile } from '../../support/pack-copies.ts';

describe.each(['tan-phu', 'tan-phu-2025'])('the procedures of %s', (name) => {
  test('are the 44 of the domain, one of them abolished and one no administrative procedure', async () => {
    const { procedures, forms, procedureGroups } = await loadPack(name);

    expect(procedures).toHaveLength(44);
    expect(procedures.filter(({ status }) => status === 'abolished').map(({ id }) => id)).toEqual([
      'pccc-nghiem-thu',
    ]);
    expect(
      procedures.filter((procedure) => !procedure.isAdministrativeProcedure).map(({ id }) => id),
    ).toEqual(['to-giac-toi-pham']);
    expect(procedureGroups).toHaveLength(12);
    expect(forms).toHaveLength(20);
    expect(forms.filter(({ isFillable }) => isFillable).map(({ slug }) => slug)).toEqual([
      'ct01',
      'ct03',
      'dc01',
      'dc02',
      'dkx10',
      'luu-tru',
    ]);
  });

  test('say whom to ask wherever an amount is not known', async () => {
    const { procedures } = await loadPack(name);
    const unknown = procedures.flatMap(({ fees }) => fees.filter(({ amountVnd }) => amountVnd === null));

    expect(unknown.length).toBeGreaterThan(10);
    for (const { note } of unknown) expect(note).toMatch(/[Xx]in hỏi/);
  });

  test('are in composed Vietnamese, without the office’s own words for the person', async () => {
    const { procedures, forms } = await loadPack(name);
    const text = JSON.stringify([procedures, forms]);

    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toMatch(/kho GitHub|nguồn phụ|kiến thức chung/i);
  });

  test('answer in short what is asked first', async () => {
    const { procedures } = await loadPack(name);

    for (const { id, answer } of procedures) expect(answer.length, id).toBeLessThan(330);
  });
});

test('a form takes four family members and up to nine', async () => {
  const { forms } = await loadPack('tan-phu');
  const members = forms.find(({ slug }) => slug === 'ct01')?.fields.find(({ key }) => key === 'members');

  expect(members?.table).toMatchObject({ rowsMax: 9, isNumbered: true });
  expect(members?.table?.columns.map(({ key }) => key)).toEqual([
    'fullName',
    'dob',
    'gender',
    'personalId',
    'relationToHouseholder',
  ]);
});

describe('a pack that takes over procedures', () => {
  test('puts its own in place of one of them', async () => {
    const folder = await copyWith('procedures/ho-chieu.json', { shortName: 'Hộ chiếu của chúng tôi' });
    const { procedures } = await loadPack(folder);

    expect(procedures).toHaveLength(44);
    expect(procedures.find(({ id }) => id === 'ho-chieu')?.shortName).toBe('Hộ chiếu của chúng tôi');
  });

  test('may bring its own list of sources, and keeps the others', async () => {
    const folder = await copyOfPack('tan-phu');
    const source = {
      id: 'npsp',
      title: 'Của chúng tôi',
      via: null,
      url: null,
      kind: 'official',
      checkedOn: null,
    };
    await writeFile(join(folder, 'sources.json'), JSON.stringify({ sources: [source] }));
    const { sources } = await loadPack(folder);

    expect(sources.find(({ id }) => id === 'npsp')?.title).toBe('Của chúng tôi');
    expect(sources).toHaveLength(18);
  });

  test('may include nothing and have no procedures at all', async () => {
    const folder = await copyOfPack('tan-phu');
    await setInFile(folder, 'pack.json', 'includes', []);
    const { procedures, forms } = await loadPack(folder);

    expect(procedures).toEqual([]);
    expect(forms).toEqual([]);
  });

  test('is refused when the folder is not there', async () => {
    const folder = await copyOfPack('tan-phu');
    await setInFile(folder, 'pack.json', 'includes', ['shared', './none']);

    expect(await linesOf(folder)).toEqual([expect.stringContaining('pack.json: includes.1: no folder ')]);
  });
});

describe.each([
  [
    'a dossier on a form that does not exist',
    { 'dossier.0.form': 'ct99' },
    'dossier.0.form: no form has the slug "ct99"',
  ],
  [
    'a dossier on a form that is for others',
    { 'dossier.0.form': 'na17' },
    'dossier.0.form: the form "na17" does not name this procedure in usedBy',
  ],
  ['a fee without a source', { 'fees.0.source': undefined }, 'fees.0.source: Invalid input'],
  ['a fee with a source nobody knows', { 'fees.0.source': 'x' }, 'fees.0.source: sources.json has no "x"'],
  ['an unknown fee that leaves one alone', { 'fees.0.amountVnd': null }, 'fees.0.note: must say whom to ask'],
  [
    'an unknown fee that is not owned up to',
    { 'fees.0.amountVnd': null, 'fees.0.note': 'Xin hỏi.' },
    'unknown: must name',
  ],
  ['a fee below nothing', { 'fees.0.amountVnd': -1 }, 'fees.0.amountVnd: Too small'],
  ['a law nobody knows', { 'laws.0': 'x' }, 'laws.0: laws.json has no "x"'],
  ['a law named twice', { 'laws.1': 'lct' }, 'laws.1: "lct" stands already at 0'],
  ['a procedure that does not exist', { 'seeAlso.0': 'x' }, 'seeAlso.0: no procedure has the id "x"'],
  ['itself as seen also', { 'seeAlso.0': 'cu-tru-tam-tru' }, 'seeAlso: names the procedure itself'],
  ['a group nobody knows', { group: 'x' }, 'group: procedure-groups.json has no "x"'],
  ['another id than its file', { id: 'tam-tru' }, 'id: must be the name of the file, "cu-tru-tam-tru"'],
  ['a misspelt key', { sortName: 'x' }, 'Unrecognized key: "sortName"'],
  ['a day of checking that is none', { checkedOn: 'hôm qua' }, 'checkedOn: must be a day'],
  [
    'an address that is none',
    { 'online.nationalPortalUrl': 'javascript:alert(1)' },
    'online.nationalPortalUrl: must be',
  ],
  ['a place in the list that is taken', { order: 1 }, 'order: "1" stands already in'],
  ['a keyword twice', { 'search.keywords.1': 'Tạm trú' }, 'search.keywords.1: "tạm trú" stands already at 0'],
])('a procedure with %s', (_what, changes, line) => {
  test('is refused with file and path', async () => {
    const folder = await copyWith('procedures/cu-tru-tam-tru.json', changes);

    expect(await linesOf(folder)).toContainEqual(
      expect.stringContaining(`procedures/cu-tru-tam-tru.json: ${line}`),
    );
  });
});

test.each([
  ['a code used twice', { code: 'CT03' }, 'code: "CT03" stands already in'],
  ['a field asked twice', { 'fields.2.key': 'fullName' }, 'fields.2: "fullName" stands already at 1'],
  ['nothing to choose', { 'fields.3.options': undefined }, 'fields.3.options: must name what to choose'],
  [
    'a table without columns',
    { 'fields.11.table': undefined },
    'fields.11.table: stands with the kind "table"',
  ],
  ['a layout it does not have', { layout: null }, 'isFillable: must be true exactly when'],
  ['a field that no step asks for', { 'steps.2.fields': ['phone'] }, 'steps: no step asks for "email"'],
  ['a field asked for in two steps', { 'steps.2.fields': ['phone', 'email', 'dob'] }, 'steps.'],
  [
    'a step that asks for what it does not have',
    { 'steps.2.fields': ['phone', 'email', 'fax'] },
    'steps.2.fields.2: the citizen fills in no field "fax"',
  ],
  ['a user that does not exist', { 'usedBy.0': 'x' }, 'usedBy.0: no procedure has the id "x"'],
])('a form with %s is refused with file and path', async (_what, changes, line) => {
  const folder = await copyWith('forms/ct01.json', changes);

  expect(await linesOf(folder)).toContainEqual(expect.stringContaining(`forms/ct01.json: ${line}`));
});

test('search words that point at a procedure that is gone are refused', async () => {
  const folder = await copyWith('search-words.json', { 'subjects.0.about.0': 'x' });

  expect(await linesOf(folder)).toContainEqual(
    'search-words.json: subjects.0.about.0: no procedure has the id "x"',
  );
});

describe('facts grow old', () => {
  test('on the 91st day after they were checked, and name what wants checking', async () => {
    const { procedures } = await loadPack('tan-phu');
    const tamTru = procedures.filter(({ id }) => id === 'cu-tru-tam-tru');

    expect(staleFacts(tamTru, '2026-10-16')).toEqual([]);
    expect(staleFacts(tamTru, '2026-10-17')).toMatchObject([
      {
        file: 'procedures/cu-tru-tam-tru.json',
        path: ['checkedOn'],
        message: expect.stringContaining('dossier and steps, timeLimit, fees'),
      },
    ]);
  });

  test('a fact without a source that can be opened was never checked', async () => {
    const { procedures } = await loadPack('tan-phu');
    const fines = procedures.filter(({ id }) => id === 'phat-nguoi');

    expect(staleFacts(fines, '2026-10-01')[0]?.message).toContain('never checked: timeLimit, fees');
  });
});

/** A copy of the pack with a file of its own: the shared one, changed at these paths. */
async function copyWith(file: string, changes: Record<string, unknown>): Promise<string> {
  const folder = await copyOfPack('tan-phu');
  await mkdir(join(folder, file, '..'), { recursive: true });
  await cp(join(packsFolder, 'shared', file), join(folder, file));
  for (const [path, value] of Object.entries(changes)) await setInFile(folder, file, path, value);
  expect(await readFile(join(folder, file), 'utf8')).not.toBe('');
  return folder;
}

async function linesOf(folder: string): Promise<string[]> {
  const error: unknown = await loadPack(folder).catch((reason: unknown) => reason);
  if (!(error instanceof PackError)) throw new Error('the pack was accepted');
  return error.message.split('\n').slice(1);
}
