import { expect, test } from 'vitest';
import { urgentNumbersInEnglish } from '../../../../src/features/send-tip/urgent-english.rules.ts';

test.each([
  ['Help me please, a man is following me', ['113']],
  ['Somebody with a knife is attacking my neighbour', ['113']],
  ['They are breaking into the shop right now', ['113']],
  ['The house next door is on fire', ['114']],
  ['There is a fire in alley 12, people are trapped', ['114']],
  ['He fell and is unconscious, bleeding a lot', ['115']],
  ['I was robbed and my friend can’t breathe', ['113', '115']],
])('“%s” calls for %j', (words, numbers) => {
  expect(urgentNumbersInEnglish(words)).toEqual(numbers);
});

test.each([
  'Two men broke the lock of a motorbike in front of the market last week.',
  'The escape route is blocked, a fire risk for all of us.',
  'I was fired and my boss keeps my passport.',
  'Karaoke every night until 2 am.',
  'Can you help with my temporary residence?',
  'They sell fireworks online.',
])('“%s” waits for nobody', (words) => {
  expect(urgentNumbersInEnglish(words)).toEqual([]);
});
