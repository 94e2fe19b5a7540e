/** What our own YAML files hold: text, lists and named values. */
export type PlainYaml = string | null | PlainYaml[] | { [key: string]: PlainYaml };

type Line = { indent: number; text: string; nr: number };

/**
 * Reads the part of YAML that our own files keep to: maps and lists by indentation of two, plain and double-quoted text, lists in one line
 * written as JSON, comments on lines of their own. Everything is text. Throws on whatever else there is: nothing is read otherwise than
 * Docker would read it.
 */
export function readPlainYaml(source: string): PlainYaml {
  const lines = source
    .split('\n')
    .map((line, index) => ({
      indent: line.length - line.trimStart().length,
      text: line.trim(),
      nr: index + 1,
    }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'));
  const value = readBlock(lines, 0);
  if (lines.length > 0) throw unreadable(lines[0]);
  return value;
}

/** Takes from the front of `lines` what belongs to one value at this indentation. */
function readBlock(lines: Line[], indent: number): PlainYaml {
  const [first] = lines;
  if (!first || first.indent < indent) return null;
  if (first.indent !== indent) throw unreadable(first);
  return first.text.startsWith('- ') ? readList(lines, indent) : readMap(lines, indent);
}

function readList(lines: Line[], indent: number): PlainYaml[] {
  const items: PlainYaml[] = [];
  while (lines[0]?.indent === indent && lines[0].text.startsWith('- ')) {
    const [line] = lines;
    const text = line.text.slice(2);
    // A map that begins on the dash's line goes on below it, two further in.
    if (!text.startsWith('"') && /^[\w-]+:( |$)/.test(text)) {
      lines[0] = { ...line, indent: indent + 2, text };
      items.push(readMap(lines, indent + 2));
    } else {
      lines.shift();
      items.push(readScalar(text, line));
    }
  }
  return items;
}

function readMap(lines: Line[], indent: number): { [key: string]: PlainYaml } {
  const map: { [key: string]: PlainYaml } = {};
  while (lines[0]?.indent === indent) {
    const [line] = lines;
    const [, key, value] = /^([\w-]+):(?: (.+))?$/.exec(line.text) ?? [];
    if (key === undefined || Object.hasOwn(map, key)) throw unreadable(line);
    lines.shift();
    map[key] = value === undefined ? readBlock(lines, indent + 2) : readScalar(value, line);
  }
  return map;
}

function readScalar(text: string, line: Line): PlainYaml {
  if (/^["[]/.test(text)) {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return value;
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    throw unreadable(line);
  }
  // Anchors, tags, folded text, maps in one line, and comments behind a value: not in our files.
  if (/^[&*!|>{'%@`?]/.test(text) || / #|: /.test(text.replace(/\$\{[^}]*\}/g, ''))) throw unreadable(line);
  return text;
}

const unreadable = (line: Line | undefined): Error =>
  new Error(`Line ${line?.nr}: "${line?.text}" is more YAML than our files may hold.`);
