import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A personal datum where none may be. */
export type Leak = { file: string; line: number; marker: string; test: string; text: string };

/** Markers are looked up by their beginning; none is shorter. */
const beginningChars = 8;
const shownChars = 300;

/** Looks for every marker of a run in every byte that it recorded. */
export function findLeaks(folder: string): Leak[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).toSorted();
  const byBeginning = indexMarkers(
    names.filter((name) => name.startsWith('markers.')).flatMap((name) => linesOf(path.join(folder, name))),
  );
  return names
    .filter((name) => !name.startsWith('markers.'))
    .flatMap((name) =>
      linesOf(path.join(folder, name)).flatMap((line, index) => {
        const { test, text } = JSON.parse(line) as { test: string; text: string };
        const marker = findMarker(text, byBeginning);
        return marker === null
          ? []
          : [{ file: name, line: index + 1, marker, test, text: text.slice(0, shownChars) }];
      }),
    );
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function indexMarkers(lines: readonly string[]): Map<string, string[]> {
  const index = new Map<string, string[]>();
  const markers = new Set(lines.map((line) => (JSON.parse(line) as string).normalize('NFC')));
  for (const marker of markers) {
    // A receipt is read with and without its dashes, a sentence as JSON has it inside of a string.
    const forms = new Set([marker, marker.replaceAll('-', ''), JSON.stringify(marker).slice(1, -1)]);
    for (const form of forms) {
      if (form.length < beginningChars) continue;
      const beginning = form.slice(0, beginningChars);
      index.set(beginning, [...(index.get(beginning) ?? []), form]);
    }
  }
  return index;
}

function findMarker(text: string, index: ReadonlyMap<string, readonly string[]>): string | null {
  const normal = text.normalize('NFC');
  for (let at = 0; at + beginningChars <= normal.length; at += 1) {
    const found = index
      .get(normal.slice(at, at + beginningChars))
      ?.find((form) => normal.startsWith(form, at));
    if (found !== undefined) return found;
  }
  return null;
}
