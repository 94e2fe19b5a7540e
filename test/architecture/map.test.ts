import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The first cells of the table under “Map”: rooms, a folder with a slash at its end. */
const map = new Map(
  (read('ARCHITECTURE.md').split('\n## Map\n')[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .flatMap((line) => [/^\| `([^`]+)` \| (.*)/.exec(line)])
    .map((row) => [row?.[1] ?? '', row?.[2] ?? ''] as const)
    .filter(([room]) => room !== ''),
);

/** What lies in a folder, named as the map names rooms. */
const roomsIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).map(
    (entry) => `${folder}/${entry.name}${entry.isDirectory() ? '/' : ''}`,
  );

/** For what is named without its folder. */
const basenames = new Set(
  globSync('{server,src,test,scripts,docs}/**/*', { cwd: root }).map((file) => path.basename(file)),
);

/** Files that a ward may write and none of ours has. */
const wardsOwn = new Set(['roster.json']);

/** Whether something of that name is there, seen from the top or from `server/`; a star stands for anything, `<task>` for one name. */
function isThere(name: string): boolean {
  const bare = name.replace(/<\w+>/g, '*').replace(/\/$/, '');
  const isPlace = existsSync(path.join(root, bare)) || existsSync(path.join(root, 'server', bare));
  if (isPlace || basenames.has(bare) || wardsOwn.has(bare)) return true;
  const places = bare.includes('/') ? [bare, `server/${bare}`] : [`{server,src}/**/${bare}`];
  return bare.includes('*') && globSync(places, { cwd: root }).length > 0;
}

describe('the map of the house', () => {
  test('there is one to read', () => {
    expect(map.size).toBeGreaterThan(30);
  });

  test('names every room of server and src, and none that is not there', () => {
    const rooms = [...roomsIn('server'), ...roomsIn('src'), 'scripts/', 'docs/', 'test/'];
    const drawn = [...map.keys()].map((room) => room.replace('<task>/', ''));
    expect(drawn.toSorted()).toEqual(rooms.toSorted());
  });

  test('says of the tests’ folders what each is for', () => {
    const named = [...(map.get('test/')?.matchAll(/`(\w+)\/`/g) ?? [])].map((match) => `test/${match[1]}/`);
    expect(named.toSorted()).toEqual(roomsIn('test').toSorted());
  });

  test.each([
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'README.md',
    'docs/adopt.md',
    'docs/tour.md',
    'docs/scale.md',
    'docs/growth.md',
    'docs/privacy.md',
  ])('%s names no file that is not there', (page) => {
    const named = [
      ...read(page).matchAll(/`((?:[\w@.<>*-]+\/)*[\w@.<>*-]+(?:\/|\.(?:tsx?|js|json|md|css)))`/g),
    ].map((match) => match[1] ?? '');
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) =>
      path.join(path.dirname(page), match[1] ?? ''),
    );
    expect(named.length + links.length).toBeGreaterThan(0);
    expect([...named, ...links].filter((name) => !isThere(name))).toEqual([]);
  });
});
