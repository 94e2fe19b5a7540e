import type { Unit } from '../../content/pack.schema.ts';
import type { ContentPack } from '../../content/pack.ts';
import type { ChatAnswer, ChatButton } from './chat-message.ts';
import { payloads } from './chat-payloads.ts';
import {
  callButton,
  fillIn,
  openButton,
  phoneLine,
  realPhoneOf,
  sayButton,
  textAnswer,
} from './chat-sentences.rules.ts';
import { isOfficeOpen, nextOpening } from './office-hours.rules.ts';

/** What is said around the subjects: the menu, the way to a tip's form and to its status, the hand-over to people, news. */
export function createTalkAnswers(pack: ContentPack, unit: Unit) {
  const { texts, buttons, officeHours, officeHoursText } = pack.chatbot;
  const menuButtons: readonly ChatButton[] = [
    sayButton(buttons.procedures, payloads.procedures),
    openButton(buttons.tip, { screen: 'tip', words: null }),
    sayButton(buttons.sos, payloads.sos),
    sayButton(buttons.contact, payloads.contact),
    sayButton(buttons.person, payloads.person),
  ];
  const personButton = sayButton(buttons.person, payloads.person);

  return {
    menuButtons,
    personButton,
    greeting: (): ChatAnswer => textAnswer([fillIn(texts.greeting, { unit: unit.name })], menuButtons),
    track: (sentence: string): ChatAnswer =>
      textAnswer([sentence], [openButton(buttons.track, { screen: 'track' }), personButton]),
    /** `words`: they stand in the form when it opens. */
    tipLink(sentence: string, words: string | null): ChatAnswer {
      return textAnswer(
        [sentence, texts.tip.danger],
        [
          openButton(buttons.tipForm, { screen: 'tip', words }),
          callButton(fillIn(buttons.callNumber, { number: '113' }), '113'),
          personButton,
        ],
      );
    },
    /** To people: who they are, when they are there, whom to call meanwhile. */
    handOver(
      lines: readonly string[],
      now: Date,
      dutyPhones: readonly Unit['hotlines'][number][],
    ): ChatAnswer {
      const say = texts.handOver;
      const isOpen = isOfficeOpen(officeHours, now);
      const phone = realPhoneOf(dutyPhones);
      return textAnswer(
        [
          ...lines,
          isOpen
            ? say.open
            : fillIn(say.closed, { next: nextOpening(officeHours, now), hours: officeHoursText }),
          ...dutyPhones.map((hotline) => phoneLine(texts.contact, hotline)),
          say.silence,
        ],
        [
          phone === null ? null : callButton(buttons.callDuty, phone),
          sayButton(buttons.assistant, payloads.assistant),
          sayButton(buttons.sos, payloads.sos),
        ],
      );
    },
    /** Too many messages in too short a time. */
    tooFast: (): ChatAnswer =>
      textAnswer([texts.tooFast], [callButton(fillIn(buttons.callNumber, { number: '113' }), '113')]),
    news(items: readonly { id: string; title: string; publishedAt: string }[]): ChatAnswer {
      const say = texts.news;
      if (items.length === 0) return textAnswer([fillIn(say.none, { unit: unit.name })], menuButtons);
      const lines = items.map(({ title, publishedAt }) =>
        fillIn(say.item, { title, date: dayMonth(publishedAt) }),
      );
      return textAnswer(
        [fillIn(say.head, { unit: unit.name }), ...lines],
        items.map(({ id, title }) => openButton(shortened(title), { screen: 'article', id })),
      );
    },
  };
}

const titleCharsMax = 40;
const shortened = (title: string): string =>
  title.length <= titleCharsMax ? title : `${title.slice(0, titleCharsMax - 1).trimEnd()}…`;

/** "24/11" in the time of Việt Nam. */
const dayMonth = (at: string): string => {
  const local = new Date(Date.parse(at) + 7 * 3_600_000).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)}`;
};
