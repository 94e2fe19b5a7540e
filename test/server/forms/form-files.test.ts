import { expect, test } from 'vitest';
import { checkAnswers } from '#contract/form-answers.ts';
import { formFormats } from '#contract/forms.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { readTinos } from '../../../server/documents/tinos.ts';
import { makeFormFile } from '../../../server/features/forms/form-file.ts';
import { lettersOf, type PdfItem, readDocx, readPdf } from '../../support/documents.ts';
import { fullAnswers, longName, printedTexts } from '../../support/form-answers.ts';

const pack = await loadPack('tan-phu-2025');
const forms = pack.forms.filter(({ isFillable }) => isFillable);
const font = readTinos('normal');
type Form = (typeof forms)[number];

test('six forms can be filled in', () => {
  expect(forms.map(({ slug }) => slug).sort()).toEqual(['ct01', 'ct03', 'dc01', 'dc02', 'dkx10', 'luu-tru']);
});

test.each(forms)(
  'a blank $code carries every label and lines to write on, as PDF and as DOCX',
  async (form) => {
    const pdf = await readPdf(await makeFormFile({ format: 'pdf', form, answers: new Map() }));
    const docx = readDocx(await makeFormFile({ format: 'docx', form, answers: new Map() }));

    for (const text of [pdf.text, docx.text]) {
      expect(text).toBe(text.normalize('NFC'));
      for (const words of printedWords(form)) expect(lettersOf(text)).toContain(lettersOf(words));
    }
    const lines = form.fields.filter(
      ({ kind, options = [] }) => /text|phone|email|number|year/.test(kind) || options.length === 2,
    ).length;
    expect(pdf.text.match(/\.{20,}/g)?.length).toBeGreaterThanOrEqual(lines);
    expect(docx.leaders).toBeGreaterThanOrEqual(lines);
  },
);

test.each(forms)('a filled $code carries every answer whole, as PDF and as DOCX', async (form) => {
  const given = fullAnswers(form);
  const pdf = await readPdf(await makeFormFile({ format: 'pdf', form, answers: answersOf(form) }));
  const docx = readDocx(await makeFormFile({ format: 'docx', form, answers: answersOf(form) }));

  for (const text of [pdf.text, docx.text]) {
    expect(text).toBe(text.normalize('NFC'));
    for (const words of [...printedWords(form), ...printedTexts(given)]) {
      expect(lettersOf(text), words).toContain(lettersOf(words));
    }
  }
});

test.each(forms)('nothing of a filled $code leaves the page or lies over something else', async (form) => {
  const { pages } = await readPdf(await makeFormFile({ format: 'pdf', form, answers: answersOf(form) }));

  for (const { width, height, items } of pages) {
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
    for (const item of items) {
      expect(item.x, item.text).toBeGreaterThan(84);
      expect(item.x + item.width, item.text).toBeLessThan(540);
      expect(item.y, item.text).toBeGreaterThan(56);
      expect(item.y + item.height, item.text).toBeLessThan(height - 20);
    }
    expect(overlapping(items)).toEqual([]);
  }
});

test('a CT01 with nine members of the longest names goes on on further pages', async () => {
  const form = formOf('ct01');
  const members = Array.from({ length: 9 }, (_, index) => ({
    fullName: `${longName} ${index + 1}`,
    relationToHouseholder: 'Con đẻ của em gái ruột chủ hộ',
  }));
  const { answers, issues } = check(form, { ...fullAnswers(form), members });
  expect(issues).toEqual([]);
  const { pages, text } = await readPdf(await makeFormFile({ format: 'pdf', form, answers }));

  expect(pages.length).toBeGreaterThan(1);
  for (const { fullName } of members) expect(lettersOf(text)).toContain(lettersOf(fullName));
  for (const { items } of pages) expect(overlapping(items)).toEqual([]);
  // The second page is numbered, and repeats the head of a table that goes on.
  const [, second] = pages;
  expect(second?.items.find(({ y }) => y > 790)?.text).toBe('2');
  expect(second?.items.map((item) => item.text)).toContain('TT');
});

test('an answer without a single space is broken at the margin, not printed over it', async () => {
  const form = formOf('ct01');
  const word = 'W'.repeat(200);
  const { answers, issues } = check(form, {
    ...fullAnswers(form),
    fullName: word,
    authority: word,
    request: 'W'.repeat(1_000),
    members: [{ fullName: word, relationToHouseholder: word }],
  });
  expect(issues).toEqual([]);
  const { pages } = await readPdf(await makeFormFile({ format: 'pdf', form, answers }));

  for (const item of pages.flatMap(({ items }) => items)) {
    expect(item.x + item.width, item.text).toBeLessThan(540);
    expect(item.y, item.text).toBeGreaterThan(56);
  }
  for (const { items } of pages) expect(overlapping(items)).toEqual([]);
});

test.each(formFormats)('a %s is the same to the byte for the same answers', async (format) => {
  const form = formOf('ct01');
  const first = await makeFormFile({ format, form, answers: answersOf(form) });
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  const second = await makeFormFile({ format, form, answers: answersOf(form) });

  expect(Buffer.compare(first, second)).toBe(0);
});

test('a file is titled by its form, in Vietnamese, and its properties name no person', async () => {
  const form = formOf('ct01');
  const bytes = await makeFormFile({ format: 'pdf', form, answers: answersOf(form) });
  const pdf = await readPdf(bytes);
  const { parts } = readDocx(await makeFormFile({ format: 'docx', form, answers: answersOf(form) }));
  const core = parts.get('docProps/core.xml') ?? '';

  expect(Buffer.from(bytes).toString('latin1')).toContain('/Lang (vi)');
  for (const properties of [pdf.metadata, core]) {
    expect(properties).toContain('CT01 - TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ');
    expect(properties).not.toContain('Uyên');
    expect(properties).not.toContain('079');
    expect(properties).not.toMatch(/20(19|2\d)-/);
  }
  expect(parts.get('word/styles.xml')).toContain('vi-VN');
  expect(parts.get('word/styles.xml')).toContain('Times New Roman');
});

test('what the law says of no printed form gets no head of one', async () => {
  const { text } = await readPdf(
    await makeFormFile({ format: 'pdf', form: formOf('luu-tru'), answers: new Map() }),
  );

  expect(text).not.toContain('CỘNG HÒA');
  expect(text).not.toContain('Mẫu LUU-TRU');
});

test('a hundred files leave no memory behind', async () => {
  const form = formOf('ct01');
  const answers = answersOf(form);
  const make = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      await makeFormFile({ format: formFormats[index % 2] ?? 'pdf', form, answers });
    }
    await collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await make(20);
  const after = await make(100);

  expect((after - before) / 1_000_000).toBeLessThan(8);
}, 120_000);

/** Everything printed on a form whatever is answered. */
function printedWords(form: Form): string[] {
  return [
    ...(form.layout?.headings ?? []),
    ...(form.layout?.sections ?? []),
    form.title,
    ...form.fields.flatMap(({ label, table, options = [], kind }) => [
      label.replace(/ từ ngày … đến ngày …$/, ''),
      ...(table?.columns ?? []).map((column) => column.label),
      ...(kind === 'checkbox-group' || options.length > 2 ? options : []),
    ]),
    ...form.signatures.flatMap(({ label }) => label.split(' (').map((part) => part.replace(')', ''))),
    ...form.notes,
  ];
}

function check(form: Form, given: Record<string, unknown>) {
  return checkAnswers(form, given, { today: '2026-11-24', isPrintable: font.has });
}

function answersOf(form: Form) {
  const { answers, issues } = check(form, fullAnswers(form));
  expect(issues).toEqual([]);
  return answers;
}

function formOf(slug: string): Form {
  const form = forms.find((one) => one.slug === slug);
  if (!form) throw new Error(`no form ${slug}`);
  return form;
}

/** Pairs of texts whose letters cover each other by more than a hair; raised numbers reach into the line above. */
function overlapping(items: readonly PdfItem[]): string[] {
  return items.flatMap((one, index) =>
    items
      .slice(index + 1)
      .filter((other) => {
        const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
        const upwards = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
        return across > 1 && upwards > 2;
      })
      .map((other) => `${one.text} / ${other.text}`),
  );
}

async function collectGarbage(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
