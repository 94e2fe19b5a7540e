import { readFileSync } from 'node:fs';
import path from 'node:path';
import { searchEntriesOf } from '#contract/procedure-book.ts';
import { createProcedureSearch } from '#contract/procedure-search.ts';
import type { ContentPack } from '../../server/content/pack.ts';
import { createChatReader } from '../../server/features/chatbot/chat-intent.rules.ts';
import { type ChatInput, type ChatState, emptyState } from '../../server/features/chatbot/chat-message.ts';
import type { ChatStep } from '../../server/features/chatbot/chat-step.rules.ts';
import { createUnitFinder } from '../../server/features/chatbot/chat-units.rules.ts';
import { createChatbot } from '../../server/features/chatbot/chatbot.rules.ts';

/**
 * A conversation, one line of test/data/chat-conversations.tsv: what a citizen sends, turn by turn, and what each should be taken for
 * (several ways where each would do; `calm`: for anything but a cry). `#…` presses a button, `@lat,lng` sends a position, `!…` does what has no words.
 */
export type Conversation = { kind: string; turns: { sent: string; expected: string[] }[] };

export function readConversations(file: string): Conversation[] {
  const lines = readFileSync(path.join(import.meta.dirname, '../data', file), 'utf8')
    .trim()
    .split('\n');
  return lines.slice(1).map((line) => {
    const [kind = '', expected = '', turns = ''] = line.split('\t');
    const wanted = expected.split(' > ');
    return {
      kind,
      turns: turns
        .split(' | ')
        .map((sent, index) => ({ sent: sent.normalize('NFC'), expected: waysOf(wanted[index] ?? '') })),
    };
  });
}

/** "p:cu-tru-tam-tru|cu-tru-luu-tru" are two procedures; "tip|person" two intents. */
function waysOf(expected: string): string[] {
  const ways = expected.split('|');
  const sign = ways.find((way) => way.includes(':'))?.split(':')[0];
  return ways.map((way) => (sign && /-/.test(way) && !way.includes(':') ? `${sign}:${way}` : way));
}

export function inputOf(sent: string): ChatInput {
  if (sent.startsWith('#')) return { kind: 'button', payload: sent };
  if (sent.startsWith('@')) {
    const [lat = 0, lng = 0] = sent.slice(1).split(',').map(Number);
    return { kind: 'position', lat, lng };
  }
  switch (sent) {
    case '!picture':
      return { kind: 'picture', text: null };
    case '!recording':
      return { kind: 'recording' };
    case '!sticker':
      return { kind: 'sticker' };
    case '!follow':
      return { kind: 'follow' };
    default:
      return { kind: 'text', text: sent };
  }
}

/** The assistant of one ward, without anything around it. */
export function assistantOf(pack: ContentPack, unitId: string) {
  const unit = pack.units.find(({ id }) => id === unitId);
  if (!unit) throw new Error(`The pack has no unit ${unitId}.`);
  const read = createChatReader({
    search: createProcedureSearch(searchEntriesOf(pack), pack.searchWords),
    searchWords: pack.searchWords,
    findUnits: createUnitFinder(pack.units, pack.former),
  });
  const chatbot = createChatbot({ pack, book: pack, unit, read });
  return {
    read,
    chatbot,
    /** Turn by turn, with the state handed on. */
    converse(inputs: readonly ChatInput[], now = new Date('2026-11-24T02:00:00.000Z')): ChatStep[] {
      let state: ChatState = emptyState;
      let isHandedOver = false;
      return inputs.map((input) => {
        const step = chatbot.step({ input, at: now, now, state, isHandedOver, dutyPhones: unit.hotlines });
        state = step.state;
        if (step.handOver) isHandedOver = true;
        if (step.isTakenBack) isHandedOver = false;
        return step;
      });
    },
  };
}

/** Whether a turn was taken for what it should be. Of an aspect that was asked with its procedure the procedure counts. */
export function isRight(about: string, expected: readonly string[]): boolean {
  return expected.some((way) => {
    if (about === way) return true;
    const [sign, id] = way.split(':');
    if (sign === 'p') return about.split(':')[1] === id;
    if (way === 'contact') return about.startsWith('contact');
    if (way === 'calm') return about !== 'sos';
    return false;
  });
}
