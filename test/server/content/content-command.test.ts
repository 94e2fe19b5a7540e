import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/databases.ts';
import { copyOfPack, setInFile } from '../../support/pack-copies.ts';

const command = fileURLToPath(new URL('../../../server/content/command.ts', import.meta.url));

test('content check says that a pack is usable, and what it lacks for production', async () => {
  const { code, stdout } = await content(['check', 'tan-phu-2025']);

  expect(code).toBe(0);
  expect(stdout).toContain(
    'tan-phu-2025: 6 units, 5 of them wards, 18 former units, 24 tip categories, 44 procedures, 20 forms.',
  );
  expect(stdout).toContain('units.json: units.1.hotlines: tay-thanh has a placeholder phone');
});

test('content check looks at the pack the portal would serve when none is named', async () => {
  expect((await content(['check'])).stdout).toContain('tan-phu: 18 units');
  expect((await content(['check'], { CONTENT_PACK: 'tan-phu-2025' })).stdout).toContain(
    'tan-phu-2025: 6 units',
  );
});

test('content check prints what is wrong with a pack and fails', async () => {
  const folder = await copyOfPack('tan-phu');
  await setInFile(folder, 'units.json', 'units.3.parentId', 'ca-x');

  const { code, stderr } = await content(['check', folder]);

  expect(code).toBe(1);
  expect(stderr).toContain('units.json: units.3.parentId: no unit has the id "ca-x"');
});

test('content import brings edits to the store of a portal, and says what comes with its next start', async () => {
  const { code, stdout } = await content(['import', 'tan-phu'], {
    DATA_DIR: temporaryFolder(),
    DATABASE_URL: '',
  });

  expect(code).toBe(0);
  expect(stdout).toContain('tan-phu: 0 edits proposed.');
  expect(stdout).toMatch(/there after the portal's next start: .*cu-tru-tam-tru/);
});

test.each([
  [[], 'Say what to do: new, check, import.'],
  [['chek'], 'There is no “chek”. Is “check” meant?'],
  [['check', 'tan-phu', 'tan-phu-2025'], '“tan-phu-2025” is one word too many.'],
])('content called with %j says what is wrong with it', async (args, sentence) => {
  const { code, stderr } = await content(args);

  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr).toContain('Usage: npm run content -- new <pack>|check [pack]|import [pack]');
});

function content(args: string[], environment: Record<string, string> = {}) {
  const { CONTENT_PACK: _ofThisShell, ...inherited } = process.env;
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [command, ...args],
      { env: { ...inherited, ...environment } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
