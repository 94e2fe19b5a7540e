import { describe, expect, test } from 'vitest';
import { ChatbotFile } from '../../../server/content/chatbot.schema.ts';
import { loadPack } from '../../../server/content/pack.ts';
import {
  appLink,
  appPaths,
  toZaloButton,
  wordsParameter,
} from '../../../server/features/chatbot/chat-links.rules.ts';
import {
  type ChatAnswer,
  type ChatInput,
  emptyState,
} from '../../../server/features/chatbot/chat-message.ts';
import { isOfficeOpen, nextOpening } from '../../../server/features/chatbot/office-hours.rules.ts';
import { readWordsId } from '../../../src/features/send-tip/chat-words.rules.ts';
import { pathOfForm, pathOfProcedure, paths } from '../../../src/text/paths.ts';
import { assistantOf } from '../../support/chat-conversations.ts';

const pack = await loadPack('tan-phu');
const pack2025 = await loadPack('tan-phu-2025');
const assistant = assistantOf(pack, 'tay-thanh');
const tuesdayMorning = new Date('2026-11-24T02:00:00.000Z');
const tuesdayNight = new Date('2026-11-24T15:30:00.000Z');

const say = (text: string): ChatInput => ({ kind: 'text', text });
const textOf = (answer: ChatAnswer | undefined): string => (answer?.kind === 'text' ? answer.text : '');
const titlesOf = (answer: ChatAnswer | undefined): string[] =>
  answer?.kind === 'text' ? answer.buttons.map(({ title }) => title) : [];
const ask = (text: string, now?: Date) => assistant.converse([say(text)], now)[0]?.answers[0];

describe('office hours', () => {
  const { officeHours } = pack.chatbot;

  test.each([
    ['2026-11-24T00:29:00.000Z', false, '07:30 hôm nay'],
    ['2026-11-24T00:30:00.000Z', true, '13:30 hôm nay'],
    ['2026-11-24T04:30:00.000Z', false, '13:30 hôm nay'],
    ['2026-11-24T10:00:00.000Z', false, '07:30 ngày mai'],
    ['2026-11-28T05:00:00.000Z', false, '07:30 thứ Hai'],
    ['2026-11-27T17:30:00.000Z', false, '07:30 hôm nay'],
  ])('at %s people are there: %s, next at %s', (at, isOpen, next) => {
    expect(isOfficeOpen(officeHours, new Date(at))).toBe(isOpen);
    expect(nextOpening(officeHours, new Date(at))).toBe(next);
  });

  test('are told honestly when a citizen asks for people at night', () => {
    expect(textOf(ask('cho gặp cán bộ', tuesdayNight))).toContain(
      'có thể đến 07:30 ngày mai cán bộ mới trả lời',
    );
    expect(textOf(ask('cho gặp cán bộ', tuesdayMorning))).toContain('trong giờ làm việc');
  });
});

describe('an answer', () => {
  test('to a cry has the ward’s duty phone before every other number', () => {
    const text = textOf(ask('cháy nhà rồi cứu với'));
    expect(text.indexOf('Công an phường Tây Thạnh, Trực ban')).toBeGreaterThan(0);
    expect(text.indexOf('114')).toBeGreaterThan(text.indexOf('Trực ban'));
    expect(text.indexOf('113')).toBeGreaterThan(text.indexOf('114'));
    expect(titlesOf(ask('cháy nhà rồi cứu với'))).toEqual(['Gọi 114', 'Gọi 113', 'Gửi vị trí']);
  });

  test('to a cry from another ward has that ward’s phone first', () => {
    const text = textOf(ask('cứu tôi với, tôi ở phường Tân Quý'));
    expect(text.indexOf('Công an phường Tân Quý')).toBeGreaterThan(0);
    expect(text.indexOf('Công an phường Tân Quý')).toBeLessThan(text.indexOf('Công an phường Tây Thạnh'));
  });

  test.each<[string, ChatInput]>([
    ['in words', say('cứu tôi với')],
    ['beside a picture', { kind: 'picture', text: 'cứu tôi với' }],
    ['by the button', { kind: 'button', payload: '#cuu-giup' }],
  ])('to a cry %s has the numbers also where it comes an hour late', (_, input) => {
    const turn = { input, at: tuesdayMorning, now: new Date(tuesdayMorning.getTime() + 60 * 60_000) };
    const { about, answers } = assistant.chatbot.step({
      ...turn,
      ...{ state: emptyState, isHandedOver: false, dutyPhones: [] },
    });
    expect(about).toBe('sos');
    expect(textOf(answers[0])).toContain('113');
  });

  test('dials the duty phone where it is a real one, in the way Zalo wants it', () => {
    const real = {
      ...pack,
      units: pack.units.map((unit) => ({
        ...unit,
        hotlines: [{ label: 'Trực ban', phone: '028 3849 1234', placeholder: false }],
      })),
    };
    const [first] = assistantOf(real, 'tay-thanh').converse([say('cứu tôi với')])[0]?.answers ?? [];
    const button = first?.kind === 'text' ? first.buttons[0] : undefined;
    expect(button && toZaloButton(button, () => '')).toEqual({
      title: 'Gọi trực ban',
      type: 'oa.open.phone',
      payload: { phone_code: '842838491234' },
    });
  });

  test('about a tip says nothing of whether there is one', () => {
    const text = textOf(ask('TB-7K3M9Q'));
    expect(text).toContain('TB-7K3M9Q');
    expect(text.replace('TB-7K3M9Q', '')).toBe(textOf(ask('tb 9XQ2M4')).replace('TB-9XQ2M4', ''));
  });

  test('about a form of today comes with its file, where the form can be made here', () => {
    const steps = assistant.converse([say('đăng ký tạm trú'), say('cho xin mẫu tờ khai')]);
    expect(steps[1]?.answers.map(({ kind }) => kind)).toEqual(['text', 'file']);
    expect(steps[1]?.answers[1]).toEqual({ kind: 'file', slug: 'ct01' });
  });

  test('about a former ward names who took it over', () => {
    const [answer] =
      assistantOf(pack2025, 'tay-thanh').converse([say('số điện thoại công an phường Sơn Kỳ')])[0]?.answers ??
      [];
    expect(textOf(answer)).toMatch(
      /Địa bàn Công an phường Sơn Kỳ nay do Công an phường Tân Sơn Nhì, Công an phường Tây Thạnh/,
    );
  });

  test('is never longer than Zalo takes, whatever procedure is asked about', () => {
    for (const { id } of pack.procedures) {
      for (const aspect of ['papers', 'fee', 'where', 'online', 'who', 'penalty', 'form']) {
        const [step] = assistant.converse([{ kind: 'button', payload: `#tt:${id}:${aspect}` }]);
        expect(step?.about, `${id} ${aspect}`).toBe(`${aspect}:${id}`);
        for (const answer of step?.answers ?? []) {
          expect(textOf(answer).length).toBeLessThanOrEqual(2_000);
          expect(titlesOf(answer).length).toBeLessThanOrEqual(5);
          expect(textOf(answer)).not.toMatch(/[{}]|null|undefined/);
        }
      }
    }
  });

  test('to the same sticker is given once', () => {
    const steps = assistant.converse([
      { kind: 'sticker' },
      { kind: 'sticker' },
      say('chào bạn'),
      { kind: 'sticker' },
    ]);
    expect(steps.map(({ answers }) => answers.length)).toEqual([1, 0, 1, 1]);
  });

  test('to a picture says that it stays in the chat', () => {
    const [step] = assistant.converse([{ kind: 'picture', text: null }]);
    expect(textOf(step?.answers[0])).toContain('Nó nằm trong khung chat này');
    const [cry] = assistant.converse([{ kind: 'picture', text: 'cháy nhà rồi cứu với' }]);
    expect(cry?.about).toBe('sos');
  });
});

describe('the links in answers', () => {
  const where = {
    publicUrl: 'https://tan-phu.example',
    unitId: 'tay-thanh',
    wordsId: 'abcdefghijklmnopqrstuv',
  };

  test('lead to the screens of the Mini App', () => {
    expect(appPaths).toMatchObject({
      home: paths.home,
      tip: paths.sendTip,
      track: paths.trackTip,
      sos: paths.sos,
      channels: paths.channels,
      procedures: paths.procedures,
      form: paths.forms,
    });
    const link = (place: Parameters<typeof appLink>[0], miniAppId: string | null = null) =>
      appLink(place, { ...where, miniAppId });
    expect(link({ screen: 'procedure', id: 'ho-chieu' })).toBe(
      `https://tan-phu.example${pathOfProcedure('ho-chieu')}?w=tay-thanh`,
    );
    expect(link({ screen: 'form', slug: 'ct01' }, '123')).toBe(
      `https://zalo.me/s/123${pathOfForm('ct01')}?w=tay-thanh`,
    );
  });

  test('carry an id instead of words, which the app knows again', () => {
    const link = new URL(appLink({ screen: 'tip', words: 'hàng xóm ồn' }, { ...where, miniAppId: null }));
    expect(link.href).not.toContain('ồn');
    expect(link.searchParams.get(wordsParameter)).toBe(where.wordsId);
    expect(readWordsId(link.search)).toBe(where.wordsId);
    expect(readWordsId('?loi=x')).toBeNull();
    expect(appLink({ screen: 'home' }, { ...where, miniAppId: null })).not.toContain('loi=');
  });
});

describe('the sentences of a pack', () => {
  test('may name only what is filled in', () => {
    const wrong = structuredClone(pack.chatbot);
    const broken = { ...wrong, texts: { ...wrong.texts, greeting: 'Chào {ten}' } };
    const issues = ChatbotFile.safeParse(broken).error?.issues ?? [];
    expect(issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      'texts.greeting: may name unit in braces, not ten',
    ]);
  });

  test('have a day and an end that comes after the beginning', () => {
    const hours = [{ days: [1], from: '17:00', until: '07:30' }];
    expect(ChatbotFile.safeParse({ ...pack.chatbot, officeHours: hours }).success).toBe(false);
  });
});
