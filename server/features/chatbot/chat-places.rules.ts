import type { FormerUnit, Unit } from '../../content/pack.schema.ts';
import type { ContentPack } from '../../content/pack.ts';
import type { ChatAnswer } from './chat-message.ts';
import { payloads } from './chat-payloads.ts';
import {
  callButton,
  dayText,
  fillIn,
  openButton,
  phoneLine,
  realPhoneOf,
  sayButton,
  textAnswer,
} from './chat-sentences.rules.ts';
import type { NamedUnit } from './chat-units.rules.ts';

/** Units told in one message. */
const unitsMax = 3;

/** Phone, address and hours of the unit itself or of those that were named. */
export function contactAnswer(pack: ContentPack, unit: Unit, named: readonly NamedUnit[]): ChatAnswer {
  const { texts, buttons, officeHoursText } = pack.chatbot;
  const say = texts.contact;
  const asked = named.length === 0 ? [unit.id] : named.slice(0, unitsMax).map(({ id }) => id);
  const told = asked.flatMap((id) => unitOf(pack, id));
  const phone = realPhoneOf(told.flatMap(({ unit: { hotlines } }) => hotlines));
  return textAnswer(
    [
      ...told.flatMap(({ unit: { name, hotlines, address }, former }) => [
        former,
        fillIn(say.head, { unit: name }),
        ...hotlines.map((hotline) => phoneLine(say, hotline)),
        address === null ? say.noAddress : fillIn(say.address, { address }),
      ]),
      fillIn(say.hours, { hours: officeHoursText }),
      say.emergency,
    ],
    [
      phone === null ? null : callButton(buttons.callDuty, phone),
      callButton(fillIn(buttons.callNumber, { number: '113' }), '113'),
      openButton(buttons.channels, { screen: 'channels' }),
      sayButton(buttons.person, payloads.person),
    ],
  );
}

/** The unit of today; a former one's heirs with what became of it. */
function unitOf(pack: ContentPack, id: string): { unit: Unit; former: string | null }[] {
  const today = pack.units.find((unit) => unit.id === id);
  if (today) return [{ unit: today, former: null }];
  const former = pack.former.find((unit) => unit.id === id);
  return former ? heirsOf(pack, former) : [];
}

function heirsOf(pack: ContentPack, former: FormerUnit): { unit: Unit; former: string | null }[] {
  const say = pack.chatbot.texts.contact;
  const heirs = former.heirs.flatMap((heir) => pack.units.find((unit) => unit.id === heir.id) ?? []);
  const [only, ...others] = heirs;
  if (!only) return [];
  const words = { former: former.name, until: dayText(former.until) };
  const line =
    others.length === 0
      ? fillIn(say.former, { ...words, unit: only.name })
      : fillIn(say.formerDivided, { ...words, units: heirs.map(({ name }) => name).join(', ') });
  return heirs.map((unit, index) => ({ unit, former: index === 0 ? line : null }));
}
