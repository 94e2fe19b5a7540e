import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { leanProcess } from '../../server/lean-process.ts';
import { letGo } from '../../server/media/let-go.ts';
import { temporaryFolder } from '../support/databases.ts';

test('a server goes on in the same process, small, with its own words and the environment that was given', () => {
  const program = path.join(temporaryFolder(), 'program.ts');
  const lean = path.resolve(import.meta.dirname, '../../server/lean-process.ts');
  writeFileSync(
    program,
    `import { becomeLean } from ${JSON.stringify(lean)};
    if (process.argv.includes('first')) console.log(process.pid);
    becomeLean(import.meta.filename, ['second', 'a word']);
    const { pid, argv, execArgv, env } = process;
    console.log(JSON.stringify({ pid, words: argv.slice(2), execArgv, env }));`,
  );

  const told = execFileSync(process.execPath, ['--no-warnings', program, 'first'], {
    env: { PATH: process.env.PATH ?? '', MALLOC_ARENA_MAX: '3' },
    encoding: 'utf8',
  });

  const [first, second] = told.trim().split('\n');
  expect(JSON.parse(second ?? '')).toMatchObject({
    pid: Number(first),
    words: ['second', 'a word'],
    execArgv: [...leanProcess.execArgv, '--no-warnings'],
    env: { ...leanProcess.environment, MALLOC_ARENA_MAX: '3' },
  });
});

test('bytes that are let go of take no memory, and what is part of something larger stays', () => {
  const whole = Buffer.alloc(1_000_000, 7);
  const part = Buffer.alloc(1_000_000, 7).subarray(10, 500_000);
  const small = Buffer.from('trong vùng nhớ chung');
  for (const bytes of [whole, part, small]) letGo(bytes);
  expect([whole.byteLength, part.byteLength, String(small)]).toEqual([0, 499_990, 'trong vùng nhớ chung']);
});
