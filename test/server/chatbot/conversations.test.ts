import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as urgentLookalikes from '#contract/urgent-lookalikes.ts';
import * as urgentPhrases from '#contract/urgent-phrases.ts';
import * as urgentSpellings from '#contract/urgent-spellings.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import { loadPack } from '../../../server/content/pack.ts';
import * as chatPhrases from '../../../server/features/chatbot/chat-phrases.ts';
import * as cues from '../../../server/features/chatbot/chat-procedure-cues.ts';
import * as reportPhrases from '../../../server/features/chatbot/chat-report-phrases.ts';
import { assistantOf, inputOf, isRight, readConversations } from '../../support/chat-conversations.ts';

/**
 * `chat-conversations.tsv` was written by the hand that wrote the matcher, before and while it was mended: of its 314 conversations 285
 * (91 of 100) were right at first. `chat-strangers.tsv` was written when the matcher was done, without looking at it: 52 of the first 60
 * were right at first (87 of 100), all ten cries were heard and nothing else was taken for one; of the second 40, after those had been
 * learnt from, 35 (88 of 100), all six cries were heard, and threats by telephone were taken for one. `chat-unseen.tsv` was written in
 * batches, each after the one before had been learnt from: four of people who write as badly as they can, of which 184 of 246 (75 of 100),
 * 95 of 121 (79), 73 of 85 (86) and 50 of 66 (76) were right at first, and 71 of 85 cries heard; then three of ordinary people, half of them
 * hurried, of which 78 of 83 (94), 65 of 72 (90) and 54 of 56 (96) were right, 36 of 39 cries heard, and one of thirty traps taken for one.
 * Expect that of what nobody wrote down yet.
 */
const pack = await loadPack('tan-phu');
const assistant = assistantOf(pack, 'tay-thanh');
const written = readConversations('chat-conversations.tsv');
const strangers = readConversations('chat-strangers.tsv');
const unseen = readConversations('chat-unseen.tsv');
const conversations = [...written, ...strangers, ...unseen];
const taken = conversations.map(({ kind, turns }) => {
  const steps = assistant.converse(turns.map(({ sent }) => inputOf(sent)));
  return { kind, turns: turns.map((turn, index) => ({ ...turn, about: steps[index]?.about ?? '' })) };
});
const turns = taken.flatMap((each) => each.turns);
const isCry = ({ expected }: { expected: readonly string[] }) => expected.every((way) => way === 'sos');

describe('the list of conversations', () => {
  test('is long, and half of it hard', () => {
    expect(written.length).toBeGreaterThanOrEqual(300);
    const hard = written.filter(({ kind }) => kind === 'hard');
    expect(hard.length / written.length).toBeGreaterThanOrEqual(0.5);
    expect(strangers).toHaveLength(100);
    expect(unseen.length).toBeGreaterThanOrEqual(500);
  });

  test('has no sentence that stands in the matcher’s data', () => {
    const entries = JSON.stringify([
      ...[chatPhrases, reportPhrases, cues, pack.searchWords],
      ...[urgentPhrases, urgentLookalikes, urgentSpellings],
    ])
      .split('"')
      .flatMap((notation) => [notation, ...notation.split('|')])
      .map((entry) => entry.replaceAll('_', ' '));
    const folded = new Set(entries.map(foldVietnamese));
    // A word or two cannot be said otherwise: "alo", "xin chào".
    const copied = turns
      .map(({ sent }) => sent)
      .filter((sent) => foldVietnamese(sent).split(' ').length > 3 && folded.has(foldVietnamese(sent)));
    expect(copied).toEqual([]);
  });
});

describe('what a citizen writes', () => {
  test('is taken for what it is in 95 of 100 conversations, and in 90 of the hard ones', () => {
    const isWrong = (each: (typeof taken)[number]) =>
      each.turns.some(({ about, expected }) => !isRight(about, expected));
    const wrong = taken.filter(isWrong);
    const hard = taken.filter(({ kind }) => kind === 'hard');
    const lines = wrong.map((each) => each.turns.map(({ sent }) => sent).join(' | ')).join('\n');
    expect(wrong.length / taken.length, lines).toBeLessThanOrEqual(0.05);
    expect(hard.filter(isWrong).length / hard.length, lines).toBeLessThanOrEqual(0.1);
  });

  test('is never overheard when it calls for help', () => {
    const cries = turns.filter(isCry);
    expect(cries.length).toBeGreaterThanOrEqual(120);
    expect(cries.filter(({ about }) => about !== 'sos').map(({ sent }) => sent)).toEqual([]);
  });

  test('is not taken for a call for help when it is none', () => {
    const calm = turns.filter(({ expected }) => !expected.includes('sos'));
    expect(calm.length).toBeGreaterThan(250);
    expect(calm.filter(({ about }) => about === 'sos').map(({ sent }) => sent)).toEqual([]);
  });

  test('means the same however its letters are composed', () => {
    for (const { sent } of turns)
      expect(assistant.read(sent.normalize('NFD')), sent).toEqual(assistant.read(sent));
  });

  test('never makes the assistant fail, however strange it is', () => {
    const said = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.string({ unit: 'grapheme', maxLength: 6_000 }),
      fc
        .array(fc.constantFrom(...turns.map(({ sent }) => sent)), {
          maxLength: 12,
        })
        .map((some) => some.join(' ')),
    );
    fc.assert(
      fc.property(fc.array(said, { maxLength: 3 }), (texts) => {
        for (const { answers } of assistant.converse(texts.map((text) => ({ kind: 'text', text })))) {
          for (const answer of answers) {
            if (answer.kind !== 'text') continue;
            expect(answer.text.length).toBeLessThanOrEqual(2_000);
            expect(answer.text).not.toMatch(/[{}]/);
            expect(answer.buttons.length).toBeLessThanOrEqual(5);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
