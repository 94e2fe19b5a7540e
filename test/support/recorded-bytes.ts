import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, inject } from 'vitest';
import { problems } from '#contract/problem.ts';

/**
 * What the servers of a run said where nobody's data may be: logs, figures, error bodies, addresses. And, apart, every personal datum that
 * was sent to them or given out by them: each is a marker, which the end of the run looks for in the former (recorded-search.ts).
 */
export type RecordedKind = 'log' | 'figures' | 'error-body' | 'address';

declare module 'vitest' {
  interface ProvidedContext {
    recordFolder: string;
  }
}

const flushAtLines = 500;
/** Shorter ones stand in any text by chance. */
const markerCharsMin = 8;
/** What of a body is somebody's, wherever it stands: words, names, phones, addresses. */
const personalFields = new Set([
  'description',
  'text',
  'name',
  'phone',
  'address',
  'note',
  'remark',
  'zaloId',
]);
/** What of an answer opens something. */
const secretFields = new Set(['receipt', 'token', 'key', 'secret']);

/** Ids of units, categories and procedures, names of JavaScript, case codes: tests of bad input send them as somebody's words. */
const isPublic = /^([a-zA-Z_]+(-[a-z]+)*|TB-[0-9A-Z]{6})$/;

/** The fixed sentences that errors begin with: what a test says in the same words is not found out by them. */
const ownSentences = Object.values(problems)
  .map(({ title }) => title)
  .join('\n');

/** What a fixed sentence says about phone numbers; tests give the same one. */
const exampleInWords = 'ví dụ 0912345678';

const waiting = new Map<string, string[]>();

export function record(kind: RecordedKind, text: string): void {
  const said = text.replaceAll(exampleInWords, '');
  if (said !== '') keep(kind, JSON.stringify({ test: expect.getState().testPath ?? '', text: said }));
}

function mark(value: string): void {
  if (value.length < markerCharsMin || isPublic.test(value) || ownSentences.includes(value)) return;
  keep('markers', JSON.stringify(value));
}

function keep(name: string, line: string): void {
  const lines = waiting.get(name) ?? [];
  waiting.set(name, lines);
  lines.push(line);
  if (lines.length >= flushAtLines) flushRecord();
}

export function flushRecord(): void {
  const folder = inject('recordFolder');
  mkdirSync(folder, { recursive: true });
  for (const [name, lines] of waiting) {
    if (lines.length > 0)
      appendFileSync(path.join(folder, `${name}.${process.pid}`), `${lines.join('\n')}\n`);
  }
  waiting.clear();
}

/** Marks what is personal in a body that was sent. */
export function markPersonal(body: unknown): void {
  markFields(body, personalFields);
}

/** Marks what opens something in an answer. */
export function markSecrets(body: unknown): void {
  markFields(body, secretFields);
}

export const markKey = (key: string): void => mark(key);

/** Without a stack that could run over: some tests send JSON that is nested without end. */
function markFields(value: unknown, fields: ReadonlySet<string>): void {
  const ahead: unknown[] = [value];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [field, inner] of Object.entries(next)) {
      if (typeof inner === 'string' && fields.has(field)) mark(inner);
      else if (inner !== undefined) ahead.push(inner);
    }
  }
}
