import type { HeardUrgency } from '#contract/urgent-words.ts';
import type { Unit } from '../../content/pack.schema.ts';
import type { ContentPack } from '../../content/pack.ts';
import type { ChatAnswer } from './chat-message.ts';
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
import type { NamedUnit } from './chat-units.rules.ts';

type Hotline = Unit['hotlines'][number];

/** What became of a position: it is stored, and with whom. */
export type SosOutcome = { readonly kind: 'started' | 'added'; readonly unitName: string };

const police = '113';

export function createSosAnswers(pack: ContentPack, unit: Unit) {
  const { texts, buttons } = pack.chatbot;
  const say = texts.sos;
  const nameOf = (number: string) =>
    pack.emergencyNumbers.find((each) => each.number === number)?.name ?? number;
  const callEmergency = (number: string) => callButton(fillIn(buttons.callNumber, { number }), number);

  /** The duty phone first, then the numbers for what was heard, then how to send where one is (promise 10). */
  function phones(
    lead: string,
    duty: readonly Hotline[],
    { named, heard }: { named: readonly NamedUnit[]; heard: readonly string[] },
  ): ChatAnswer {
    // Who says in which ward it happens needs that ward's phone, wherever the words arrived.
    const there = named
      .filter(({ isCertain, id }) => isCertain && id !== unit.id)
      .flatMap(({ id }) => pack.units.find((each) => each.id === id) ?? []);
    const hotlines = [
      ...there.flatMap((each) =>
        each.hotlines.map((line) => ({ ...line, label: `${each.name}, ${line.label}` })),
      ),
      ...duty.map((line) => ({ ...line, label: `${unit.name}, ${line.label}` })),
    ];
    const phone = realPhoneOf(hotlines);
    const numbers = [...new Set([...heard, police])];
    return textAnswer(
      [
        lead,
        ...hotlines.map((hotline) => phoneLine(say, hotline)),
        ...numbers.map((number) => fillIn(say.number, { number, name: nameOf(number) })),
        say.sendPosition,
      ],
      [
        phone === null ? null : callButton(buttons.callDuty, phone),
        ...numbers.map(callEmergency),
        openButton(buttons.sosPosition, { screen: 'sos' }),
      ],
    );
  }

  return {
    heard(
      { kind, numbers, confidence }: HeardUrgency,
      duty: readonly Hotline[],
      named: readonly NamedUnit[],
    ): ChatAnswer {
      const lead = confidence === 'low' || kind === null ? say.unsure : say.lead[kind];
      return phones(lead, duty, { named, heard: numbers });
    },
    /** The button for help was pressed. */
    asked: (duty: readonly Hotline[]): ChatAnswer => phones(say.lead.sos, duty, { named: [], heard: [] }),
    /** What became of the position that was sent; the phones stay in reach. */
    position(outcome: SosOutcome, duty: readonly Hotline[], hadWords: boolean): ChatAnswer {
      const started = hadWords ? say.started : say.startedNoWords;
      const told = fillIn(outcome.kind === 'added' ? say.positionAdded : started, { unit: outcome.unitName });
      const phone = realPhoneOf(duty);
      return textAnswer(
        [
          told,
          ...duty.map((hotline) => phoneLine(say, hotline)),
          fillIn(say.number, { number: police, name: nameOf(police) }),
        ],
        [
          phone === null ? null : callButton(buttons.callDuty, phone),
          callEmergency(police),
          sayButton(buttons.sosMistake, payloads.sosMistake),
        ],
      );
    },
    cancelled: (wasOpen: boolean): ChatAnswer =>
      textAnswer([wasOpen ? say.cancelled : say.nothingToCancel], wasOpen ? [] : [callEmergency(police)]),
  };
}
