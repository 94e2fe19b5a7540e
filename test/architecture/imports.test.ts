import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * The arrows of the house, as a table (ARCHITECTURE.md draws them): a room, and what its files may import. `self` is the room
 * itself; a package is named with `npm:`.
 */
const rooms: { room: string; mayImport: string[] }[] = [
  { room: 'server/contract', mayImport: ['self', 'npm:zod', 'npm:minisearch'] },
  { room: 'server/secrets', mayImport: ['self'] },
  {
    room: 'server/keys',
    mayImport: ['self', 'server/config', 'server/db', 'server/open-store.ts', 'server/secrets', 'npm:*'],
  },
  { room: 'server/config', mayImport: ['self', 'npm:zod'] },
  { room: 'server/db', mayImport: ['self', 'npm:kysely', 'npm:better-sqlite3', 'npm:pg'] },
  { room: 'server/outbox', mayImport: ['self', 'server/db', 'npm:kysely', 'npm:pino', 'npm:uuidv7'] },
  { room: 'server/live', mayImport: ['self', 'server/db', 'npm:kysely', 'npm:pino'] },
  { room: 'server/due', mayImport: ['self', 'server/db', 'npm:kysely', 'npm:pino'] },
  {
    room: 'server/idempotency',
    mayImport: ['self', 'server/db', 'server/http/app-error.ts', 'server/secrets'],
  },
  {
    room: 'server/media',
    mayImport: [
      'self',
      'server/config/config.ts',
      'server/contract',
      'server/http/app-error.ts',
      'server/secrets',
      'npm:*',
    ],
  },
  {
    room: 'server/limits',
    mayImport: [
      'self',
      'server/config/config.ts',
      'server/contract',
      'server/db',
      'server/http',
      'server/secrets',
      'npm:hono',
      'npm:@hono/node-server',
      'npm:kysely',
      'npm:pino',
    ],
  },
  { room: 'server/outgoing', mayImport: ['self'] },
  { room: 'server/history', mayImport: ['server/db', 'server/secrets'] },
  { room: 'server/rights', mayImport: ['self', 'server/contract', 'server/http', 'npm:hono'] },
  { room: 'server/documents', mayImport: ['self', 'npm:pdfmake'] },
  {
    room: 'server/webhooks',
    mayImport: [
      'self',
      'server/db',
      'server/http',
      'server/secrets',
      'npm:hono',
      'npm:kysely',
      'npm:pino',
      'npm:uuidv7',
    ],
  },
  {
    room: 'server/backup',
    mayImport: [
      'self',
      'server/config',
      'server/db',
      'server/media',
      'server/open-store.ts',
      'server/secrets',
      'npm:*',
    ],
  },
  {
    room: 'server/doctor',
    mayImport: [
      'self',
      'server/config',
      'server/content',
      'server/db',
      'server/contract',
      'server/features/retention',
      'server/features/tips/tip.store.ts',
      'server/keys/key-version.store.ts',
      'server/keys/reseal-round.store.ts',
      'server/keys/sealed-values.ts',
      'server/media/photo-place.ts',
      'server/outbox',
      'server/secrets',
      'server/zalo/oa-connection.store.ts',
      'npm:kysely',
    ],
  },
  { room: 'server/http', mayImport: ['self', 'server/contract', 'npm:*'] },
  {
    room: 'server/content',
    mayImport: ['self', 'server/command-line.ts', 'server/contract', 'server/db', 'npm:*'],
  },
  {
    room: 'server/features',
    mayImport: [
      'self-feature',
      'server/contract',
      'server/content',
      'server/db',
      'server/documents',
      'server/history',
      'server/due',
      'server/http',
      'server/idempotency',
      'server/live',
      'server/media',
      'server/outbox',
      'server/outgoing',
      'server/rights',
      'server/secrets',
      'npm:*',
    ],
  },
  {
    room: 'server/zalo',
    mayImport: ['self', 'server/contract', 'server/db', 'server/http', 'server/secrets', 'npm:*'],
  },
  { room: 'src/service-worker', mayImport: ['self'] },
  { room: 'src/text', mayImport: ['self', 'server/contract', 'src/lib'] },
  { room: 'src/lib', mayImport: ['self', 'server/contract', 'npm:*'] },
  { room: 'src/platform', mayImport: ['self', 'src/lib', 'npm:*'] },
  { room: 'src/api', mayImport: ['self', 'server/contract', 'src/lib', 'src/platform', 'src/text', 'npm:*'] },
  { room: 'src/ui', mayImport: ['self', 'src/lib', 'src/text', 'npm:*'] },
  {
    room: 'src/features',
    mayImport: [
      'self-feature',
      'server/contract',
      'src/api',
      'src/lib',
      'src/platform',
      'src/text',
      'src/ui',
      'npm:*',
    ],
  },
  {
    room: 'src/pages',
    mayImport: [
      'self',
      'server/contract',
      'src/api',
      'src/features',
      'src/lib',
      'src/platform',
      'src/text',
      'src/ui',
      'npm:*',
    ],
  },
];

type Import = { from: string; to: string; isTypeOnly: boolean };

const files = globSync(['server/**/*.ts', 'src/**/*.{ts,tsx}'], { cwd: root }).sort();
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[\s\S]*?\sfrom\s+)?['"]([^'"\n]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...source.matchAll(pattern)].map((match) => ({
    from: file,
    to: resolve(file, match[2] ?? match[3] ?? ''),
    isTypeOnly: match[1] !== undefined,
  }));
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('#contract/')) return specifier.replace('#contract', 'server/contract');
  if (specifier.startsWith('.')) return path.join(path.dirname(from), specifier);
  return `npm:${specifier.replace(/^node:.*/, 'node')}`;
}

const isWithin = (file: string, folder: string) => file === folder || file.startsWith(`${folder}/`);
const feature = (file: string) => file.split('/').slice(0, 3).join('/');

function isAllowed(rule: (typeof rooms)[number], { from, to }: Import): boolean {
  if (to === 'npm:node') return true;
  return rule.mayImport.some((allowed) => {
    if (allowed === 'self') return isWithin(to, rule.room);
    if (allowed === 'self-feature') return isWithin(to, feature(from));
    if (allowed === 'npm:*') return to.startsWith('npm:');
    if (allowed.startsWith('npm:')) return to === allowed || to.startsWith(`${allowed}/`);
    return isWithin(to, allowed);
  });
}

describe('the arrows of the house', () => {
  test('there is a house to look at', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(imports.length).toBeGreaterThan(200);
    for (const { room } of rooms)
      expect(
        files.some((file) => isWithin(file, room)),
        room,
      ).toBe(true);
  });

  test.each(rooms)('$room imports only what it may', (rule) => {
    const wrong = imports
      .filter((found) => isWithin(found.from, rule.room) && !isWithin(found.from, 'server/zalo/sandbox'))
      // A command is a start of its own, as main.ts is: it puts together what it needs.
      .filter((found) => !found.from.endsWith('/command.ts'))
      .filter((found) => !isAllowed(rule, found));
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test('zmp-sdk is behind the platform, zmp-ui behind our own components', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        (to.startsWith('npm:zmp-sdk') && !isWithin(from, 'src/platform/zalo')) ||
        (to.startsWith('npm:zmp-ui') && !isWithin(from, 'src/ui') && !isWithin(from, 'src/app')),
    );
    expect(wrong).toEqual([]);
  });

  test('the phone takes constants, types and what both sides must do alike of the contract, never its schemas', () => {
    const constants = [
      'vocabulary.ts',
      'duty-phones.ts',
      'limits.ts',
      'news-limits.ts',
      'report-limits.ts',
      'problem-on-phone.ts',
      'vietnamese-text.ts',
      'procedure-search.ts',
      'procedure-book.ts',
      'urgent-words.ts',
      'form-answers.ts',
      'form-values.ts',
      'form-file-name.ts',
    ].map((file) => `server/contract/${file}`);
    const wrong = imports.filter(
      ({ from, to, isTypeOnly }) =>
        isWithin(from, 'src') && isWithin(to, 'server') && !isTypeOnly && !constants.includes(to),
    );
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test('only the start and tests know the sandbox', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        isWithin(to, 'server/zalo/sandbox') &&
        !isWithin(from, 'server/zalo/sandbox') &&
        from !== 'server/main.ts',
    );
    expect(wrong.map(({ from }) => from)).toEqual([]);
  });
});
