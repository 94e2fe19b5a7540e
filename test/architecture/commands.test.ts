import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const commands = Object.entries(scripts).flatMap(([name, script]) => {
  const [node, ...parameters] = script.split(' ');
  return node === 'node' && !script.includes('&&') ? [{ name, parameters }] : [];
});
/** As it is typed; npm has short ways for two of them. */
const typed = (name: string) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`);

/** Long enough for a machine that does much else; a command that began to work instead is ended. */
const patienceMs = 30_000;

function run(parameters: string[]) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const options = { cwd: root, timeout: patienceMs, killSignal: 'SIGKILL' } as const;
    const child = execFile(process.execPath, parameters, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

describe('the commands', () => {
  test('are there to be asked', () => {
    expect(commands.length).toBeGreaterThan(15);
  });

  test.concurrent.each(commands)(
    'npm run $name explains itself, and refuses what it does not know',
    async ({ name, parameters }) => {
      const [help, wrong] = await Promise.all([
        run([...parameters, '--help']),
        run([...parameters, '--nonsense']),
      ]);
      expect([help.code, help.stderr]).toEqual([0, '']);
      expect(help.stdout).toMatch(new RegExp(`^Usage: ${typed(name)}( |$)`, 'm'));
      expect([wrong.code, wrong.stdout]).toEqual([2, '']);
      expect(wrong.stderr).toContain('There is no option --nonsense.');
      expect(wrong.stderr).toContain(`${typed(name)} -- --help explains it.`);
    },
  );

  test('stand in the guide, each in its row, and no other', () => {
    const rows = read('CONTRIBUTING.md')
      .split('\n')
      .filter((line) => line.startsWith('| `npm run '))
      .map((line) => line.split(' | ')[0] ?? '');
    const named = rows.flatMap((row) => [...row.matchAll(/npm run ([a-z0-9:-]+)/g)].map((match) => match[1]));
    // The parts of `npm test` share a row.
    const parts = rows.flatMap((row) => [...row.matchAll(/· `([a-z]+)`/g)].map((match) => match[1]));
    const known = Object.keys(scripts).filter((name) => name !== 'start' && name !== 'test');
    expect([...new Set([...named, ...parts])].toSorted()).toEqual(known.toSorted());
  });

  test('that README and docs tell people to type are there', () => {
    const wrong = [
      'README.md',
      'docs/adopt.md',
      'docs/tour.md',
      'docs/privacy.md',
      'docs/scale.md',
      'docs/growth.md',
      'docs/alerts.md',
    ].flatMap((file) =>
      [...read(file).matchAll(/npm run ([a-z:-]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => !Object.hasOwn(scripts, name))
        .map((name) => `${file}: npm run ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});
