import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { deskGuideMarkdown } from '../../scripts/desk-guide.ts';
import { deskGuideText } from '../../src/text/vi-desk-guide.ts';

const docs = path.resolve(import.meta.dirname, '../../docs');

test('the guide to the desk in the docs says what the desk’s own guide says, and names buttons that are there', () => {
  expect(readFileSync(path.join(docs, 'desk-guide.md'), 'utf8')).toBe(deskGuideMarkdown());
});

test('every picture of the guide has been taken', () => {
  const pictures = deskGuideText.sections.flatMap(({ picture }) => picture ?? []);
  expect(pictures.length).toBeGreaterThan(0);
  for (const picture of pictures) expect(existsSync(path.join(docs, `pictures/${picture}.png`))).toBe(true);
});
