import { describe, expect, test } from 'vitest';
import type { FormLink } from '#contract/forms.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { createFormLinks } from '../../../server/features/forms/form-links.ts';
import { temporaryFolder, testDatabases } from '../../support/databases.ts';
import { readPdf } from '../../support/documents.ts';
import { dumpStore } from '../../support/dumps.ts';
import { fullAnswers, longName } from '../../support/form-answers.ts';
import { startTestPortal } from '../../support/portal.ts';

const fiveMinutesMs = 5 * 60_000;
const file = { bytes: new Uint8Array(1_000).fill(7), mediaType: 'application/pdf', name: 'Tờ khai.pdf' };

const gone = { code: 'form_link_gone' };

describe.each(testDatabases)('links to filled forms, on $engine', (engine) => {
  test('hold no more files and bytes than they may, and forget what nobody fetched', async () => {
    let nowMs = Date.parse('2026-11-24T03:00:00Z');
    const limits = { linksMax: 3, bytesMax: 2_500 };
    const links = createFormLinks(await engine.open(), () => new Date(nowMs), limits);
    const { token } = await links.issue(file);
    await links.issue(file);

    await expect(links.issue(file)).rejects.toMatchObject({ code: 'busy' });
    const taken = await links.take(token);
    expect({ ...taken, bytes: [...taken.bytes] }).toEqual({ ...file, bytes: [...file.bytes] });
    await links.issue(file);
    await expect(links.issue(file)).rejects.toMatchObject({ code: 'busy' });
    nowMs += fiveMinutesMs;
    await links.issue({ ...file, bytes: new Uint8Array(2_500) });
  });

  test('give the file to one of all who ask at once, and to nobody when five minutes are over', async () => {
    let nowMs = Date.parse('2026-11-24T03:00:00Z');
    const links = createFormLinks(await engine.open(), () => new Date(nowMs));
    const first = await links.issue(file);
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => links.take(first.token)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(links.find(first.token)).rejects.toMatchObject(gone);

    const second = await links.issue(file);
    nowMs += fiveMinutesMs - 1;
    expect((await links.find(second.token)).name).toBe(file.name);
    nowMs += 1;
    await expect(links.take(second.token)).rejects.toMatchObject(gone);
    await links.sweep();
    await expect(links.take('A'.repeat(43))).rejects.toMatchObject(gone);
  });
});

describe('a link to a filled form, where two servers answer', () => {
  test.each(testDatabases.filter(({ engine }) => engine === 'postgres'))(
    'is made by one and fetched from the other, once; the store cannot be read without it',
    async (engine) => {
      const ct01 = (await loadPack('tan-phu-2025')).forms.find(({ slug }) => slug === 'ct01');
      if (!ct01) throw new Error('the pack has no CT01');
      const place = await engine.place();
      const portal = await startTestPortal({ place });
      const other = await startTestPortal({ place: { ...place, dataDir: temporaryFolder() } });

      const body = { format: 'pdf', answers: fullAnswers(ct01) };
      const made = await portal.post('/api/forms/ct01/links', body);
      const { pathname } = new URL(((await made.json()) as FormLink).url);
      const kept = await dumpStore(place);
      expect(kept).toContain('form_links');
      for (const words of [longName, '079190001234', pathname.slice(-47, -4)])
        expect(kept).not.toContain(words);

      const fetched = await fetch(`${other.origin}${pathname}`);
      expect(fetched.headers.get('content-type')).toBe('application/pdf');
      expect((await readPdf(new Uint8Array(await fetched.arrayBuffer()))).text).toContain('Phương Uyên');
      for (const { origin } of [portal, other]) {
        expect((await fetch(`${origin}${pathname}`)).status).toBe(404);
      }
    },
  );
});
