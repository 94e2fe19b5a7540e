import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/databases.ts';
import { findLeaks } from '../support/recorded-search.ts';

const receipt = 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ23';

function recorded(markers: readonly string[], said: readonly string[]): string {
  const folder = temporaryFolder();
  const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  writeFileSync(path.join(folder, 'markers.1'), lines(markers));
  writeFileSync(path.join(folder, 'log.1'), lines(said.map((text) => ({ test: 'a.test.ts', text }))));
  return folder;
}

test('a name, a phone, a sentence or a receipt in what a server said is found, with file and line', () => {
  const words = 'Nhóm “ồn ào”\nở hẻm 12';
  const markers = ['Nguyễn Thị Lan', '0912345678', words, receipt];
  const found = findLeaks(
    recorded(markers, [
      'a tip was stored',
      'from Nguyễn Thị Lan',
      `from ${'Nguyễn Thị Lan'.normalize('NFD')}`,
      '{"phone":"0912345678"}',
      JSON.stringify({ msg: words }),
      `GET /?r=${receipt.replaceAll('-', '')}`,
      `{"receipt":"${receipt}"}`,
    ]),
  );
  expect(found.map(({ file, line }) => [file, line])).toEqual(
    [2, 3, 4, 5, 6, 7].map((line) => ['log.1', line]),
  );
  expect(found[0]).toMatchObject({ marker: 'Nguyễn Thị Lan', test: 'a.test.ts' });
});

test('what is nobody’s is found nowhere', () => {
  expect(
    findLeaks(recorded(['Nguyễn Thị Lan', receipt], ['a tip was stored', 'Nguyễn Thị', 'ABCD-EFGH'])),
  ).toEqual([]);
  expect(findLeaks(path.join(temporaryFolder(), 'never'))).toEqual([]);
});
