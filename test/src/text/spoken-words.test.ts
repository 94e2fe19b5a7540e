import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

type Node = { type: string; [key: string]: unknown };
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What names at the top of a module stand for: the words it imports, and groups of them under names of its own. */
type Names = Map<string, unknown>;

/** `undefined` where it is no words of ours. */
function wordsOf(node: unknown, names: Names): unknown {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return names.get(String(node.name));
  if (node.type !== 'MemberExpression' || !isNode(node.property)) return undefined;
  const group = wordsOf(node.object, names);
  if (!isGroup(group)) return undefined;
  // A sentence chosen by a key that is known only then is a sentence all the same.
  return node.computed === true ? '' : group[String(node.property.name)];
}

/** Sentences read while the module is loaded: outside of every function. */
function sentencesReadAtLoad(node: unknown, names: Names): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => sentencesReadAtLoad(each, names));
  if (!isNode(node) || /Function|^Import|^TS(?!AsExpression|SatisfiesExpression)/.test(node.type)) return [];
  if (node.type === 'VariableDeclarator' && isNode(node.id) && node.id.type === 'Identifier') {
    const group = wordsOf(node.init, names);
    if (isGroup(group)) names.set(String(node.id.name), group);
  }
  if (node.type === 'MemberExpression') {
    const words = wordsOf(node, names);
    if (words !== undefined)
      return isGroup(words) ? [] : [String(isNode(node.property) && node.property.name)];
  }
  return Object.values(node).flatMap((value) => sentencesReadAtLoad(value, names));
}

async function importedWords(source: string): Promise<Names> {
  const names: Names = new Map();
  for (const [, list = '', file = ''] of source.matchAll(
    /import \{ ([^}]+) \} from '[^']*\/text\/(vi(?!-desk)[\w-]*\.ts)'/g,
  )) {
    const module: Record<string, unknown> = await import(path.join(root, 'src/text', file));
    for (const name of list.split(',').map((each) => each.trim())) names.set(name, module[name]);
  }
  return names;
}

test('no module keeps a sentence from before the language was known', async () => {
  let modulesWithWords = 0;
  const kept: string[] = [];
  for (const file of globSync('src/**/*.{ts,tsx}', { cwd: root }).filter(
    (each) => !each.startsWith('src/text/'),
  )) {
    const source = readFileSync(path.join(root, file), 'utf8');
    const names = await importedWords(source);
    if (names.size === 0) continue;
    modulesWithWords += 1;
    for (const sentence of sentencesReadAtLoad(parseSync(file, source).program.body, names)) {
      kept.push(`${file}: ${sentence}`);
    }
  }
  expect(modulesWithWords).toBeGreaterThan(80);
  expect(kept).toEqual([]);
});
