import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import type { ReplyTemplates } from '#contract/reply-templates.ts';
import { loadPack, PackError } from '../../../server/content/pack.ts';
import { packsFolder } from '../../../server/content/pack-reader.ts';
import { staffKey } from '../../support/desk.ts';
import { copyOfPack } from '../../support/pack-copies.ts';
import { startTestPortal } from '../../support/portal.ts';

const officer = staffKey('officer', 'tay-thanh');

async function startDesk() {
  const portal = await startTestPortal();
  const ask = (query: string, key = officer) => portal.ask(key, 'GET', `/api/staff/templates${query}`);
  const list = async (query: string, key = officer) =>
    ((await (await ask(query, key)).json()) as ReplyTemplates).items;
  return { portal, ask, list };
}

describe('reply templates', () => {
  test('come filled in with the unit and the code, those of the category first, then its group’s, then the general ones', async () => {
    const { list } = await startDesk();
    const items = await list('?category=tieng-on&code=TB-7K3M9Q');
    expect(items[0]?.id).toBe('tieng-on-da-xu-ly');
    expect(items[0]?.text).toContain('Về tin TB-7K3M9Q: Công an phường Tây Thạnh đã đến nơi lúc [giờ, ngày]');
    const ids = items.map(({ id }) => id);
    expect(ids.indexOf('trat-tu-da-nhac-nho')).toBeLessThan(ids.indexOf('da-den-noi'));
    expect(ids).not.toContain('lua-dao-chan-tien');
    for (const { text } of items) expect(text).not.toMatch(/[{}]/);
  });

  test('of another unit carry that unit’s name, and what is not known stands in square brackets', async () => {
    const { list } = await startDesk();
    const commander = staffKey('commander', 'ca-quan');
    const [first] = await list('?category=tieng-on&unit=son-ky', commander);
    expect(first?.text).toContain('Về tin [mã tin]: Công an phường Sơn Kỳ');
    const all = await list('', commander);
    expect(all.length).toBe((await loadPack('tan-phu')).replyTemplates.length);
  });

  test('are refused to whoever writes no replies, and for what there is not', async () => {
    const { ask } = await startDesk();
    const codeOf = async (response: Response) => ((await response.json()) as Problem).code;
    expect(await codeOf(await ask('', staffKey('editor', 'tay-thanh')))).toBe('forbidden');
    expect(await codeOf(await ask('?category=khong-co'))).toBe('category_unknown');
    expect(await codeOf(await ask('?unit=khong-co'))).toBe('unit_not_found');
    expect(await codeOf(await ask('?code=%3Cb%3E'))).toBe('invalid_input');
  });

  test.each(['tan-phu', 'tan-phu-2025'])(
    'of %s have something for every category, and fit the desk’s fields',
    async (name) => {
      const pack = await loadPack(name);
      const groups = new Set(pack.tipCategoryGroups.map(({ id }) => id));
      const categories = new Set(pack.tipCategories.map(({ id }) => id));
      for (const { groups: of = [], categories: inside = [] } of pack.replyTemplates) {
        expect(of.filter((id) => !groups.has(id))).toEqual([]);
        expect(inside.filter((id) => !categories.has(id))).toEqual([]);
      }
      for (const { id, group } of pack.tipCategories) {
        const own = pack.replyTemplates.filter(
          (one) => one.groups?.includes(group) || one.categories?.includes(id),
        );
        expect(own.length, id).toBeGreaterThanOrEqual(1);
      }
      for (const { move, text } of pack.replyTemplates)
        expect(text.length).toBeLessThan(move === 'ask' ? limits.messageCharsMax : limits.replyCharsMax);
    },
  );
});

describe('a pack’s own reply templates', () => {
  const shared = path.join(packsFolder, 'shared', 'reply-templates.json');
  const packWith = async (change: (text: string) => string) => {
    const folder = await copyOfPack('tan-phu');
    await writeFile(path.join(folder, 'reply-templates.json'), change(await readFile(shared, 'utf8')));
    return folder;
  };
  const problemsOf = async (folder: string) =>
    await loadPack(folder).then(
      () => '',
      (error: unknown) => (error instanceof PackError ? error.message : Promise.reject(error)),
    );

  test('stand in place of the shared ones', async () => {
    const folder = await packWith(() =>
      JSON.stringify({ templates: [{ id: 'a', name: 'Mẫu', move: 'ask', text: 'Ở đâu?' }] }),
    );
    expect((await loadPack(folder)).replyTemplates.map(({ id }) => id)).toEqual(['a']);
  });

  test.each([
    ['an unknown name in braces', '{unit}', '{phuong}', 'must name nothing but unit, code, category'],
    ['a brace that is not closed', '{unit}', '{unit', 'must name nothing but unit, code, category'],
    ['an id used twice', '"hoi-thoi-gian"', '"hoi-dia-diem"', 'must not use an id twice'],
    ['a category that the pack does not have', '["tieng-on"]', '["on-ao"]', 'categories.json has no "on-ao"'],
    ['a move that has no words', '"decline"', '"close"', 'templates.6.move'],
    ['more than fits a message', 'Hiện giờ có còn', 'a'.repeat(1_900), 'must be shorter'],
  ])('are refused for %s', async (_, from, to, message) => {
    expect(await problemsOf(await packWith((text) => text.replace(from, to)))).toContain(message);
  });
});
