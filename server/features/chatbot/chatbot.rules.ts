import type { Unit } from '../../content/pack.schema.ts';
import type { ContentPack } from '../../content/pack.ts';
import type { ChatAspect, ChatHeard, ChatReader } from './chat-intent.rules.ts';
import { chatLimits, type HandOverReason } from './chat-message.ts';
import { payloads, readProcedurePayload } from './chat-payloads.ts';
import { contactAnswer } from './chat-places.rules.ts';
import { type ChatBook, createProcedureAnswers } from './chat-procedure.rules.ts';
import { fillIn, openButton, textAnswer } from './chat-sentences.rules.ts';
import { createSosAnswers } from './chat-sos.rules.ts';
import {
  aboutContact,
  type ChatStep,
  type ChatTurn,
  cleared,
  joinWords,
  quiet,
  silent,
  told,
} from './chat-step.rules.ts';
import { createTalkAnswers } from './chat-talk.rules.ts';
import { clockTime } from './office-hours.rules.ts';

/** A message that is this old is no longer answered as if it had just been written. */
const lateAfterMs = 30 * 60_000;
/** For this long a position belongs to words that called for help. */
const cryMs = 30 * 60_000;
const missesMax = 2;

export type Chatbot = ReturnType<typeof createChatbot>;

/** The assistant of one unit's OA: a pure function of what was done and of the conversation's state. */
export function createChatbot(place: { pack: ContentPack; book: ChatBook; unit: Unit; read: ChatReader }) {
  const { pack, book, unit, read } = place;
  const { texts, buttons } = pack.chatbot;
  const talk = createTalkAnswers(pack, unit);
  const { menuButtons, personButton, greeting, track, tipLink } = talk;
  const procedures = createProcedureAnswers(book, pack.chatbot, unit);
  const sos = createSosAnswers(pack, unit);

  function step(turn: ChatTurn): ChatStep {
    const { input } = turn;
    if (input.kind === 'officer') return silent(turn, 'officer', { handOver: 'officer' });
    if (turn.isHandedOver) return besidePeople(turn);
    if (isLate(turn)) return late(turn);
    switch (input.kind) {
      case 'text':
        return onText(turn, input.text);
      case 'button':
        return onButton(turn, input.payload);
      case 'position':
        return onPosition(turn, input);
      case 'picture':
        return onPicture(turn, input.text);
      case 'recording':
        return quiet(turn, 'recording', textAnswer([texts.recording], [personButton]));
      case 'sticker':
        return quiet(turn, 'sticker', textAnswer([texts.sticker], menuButtons));
      case 'follow':
        return quiet(turn, 'follow', textAnswer([fillIn(texts.followed, { unit: unit.name })], menuButtons));
      case 'opened':
        return quiet(turn, 'opened', greeting());
    }
  }

  /** People answer here. A cry for help is answered all the same, and whoever wants us back says so. */
  function besidePeople(turn: ChatTurn): ChatStep {
    const { input } = turn;
    const text = input.kind === 'text' ? input.text : input.kind === 'picture' ? (input.text ?? '') : '';
    const heard = text === '' ? null : read(text);
    if (heard?.intent === 'sos') return cried(turn, text, heard);
    if (input.kind === 'position' && isCrying(turn)) return onPosition(turn, input);
    if (input.kind === 'button') {
      if (input.payload === payloads.sos) return onButton(turn, input.payload);
      if (input.payload === payloads.sosMistake) return onButton(turn, input.payload);
      if (input.payload === payloads.assistant)
        return { ...told(turn, 'back', [textAnswer([texts.handOver.back], menuButtons)]), isTakenBack: true };
    }
    return silent(turn, 'silence');
  }

  function isLate({ input, at, now }: ChatTurn): boolean {
    if (now.getTime() - at.getTime() <= lateAfterMs) return false;
    return input.kind !== 'text' || read(input.text).intent !== 'sos';
  }

  function late(turn: ChatTurn): ChatStep {
    // A position that arrives late may still be somebody who waits.
    if (turn.input.kind === 'position') return onPosition(turn, turn.input);
    if (turn.input.kind !== 'text' && turn.input.kind !== 'picture') return silent(turn, 'late');
    const words = { time: clockTime(turn.at), unit: unit.name };
    return handedOver(turn, 'late', [fillIn(texts.late, words)]);
  }

  function onText(turn: ChatTurn, text: string): ChatStep {
    return onHeard(turn, text, read(text));
  }

  function onHeard(turn: ChatTurn, text: string, heard: ChatHeard): ChatStep {
    const { state } = turn;
    switch (heard.intent) {
      case 'sos':
        return cried(turn, text, heard);
      case 'tip':
        return tip(turn, text, heard.wantsPerson);
      case 'person':
        return handedOver(turn, 'asked', [fillIn(texts.handOver.asked, { unit: unit.name })]);
      case 'contact':
        return told(turn, aboutContact(heard.units), [contactAnswer(pack, unit, heard.units)]);
      case 'procedure':
        return procedure(turn, heard.ids, heard.aspect);
      case 'aspect':
        return aspectOfTopic(turn, heard.aspect);
      case 'code':
        return told(turn, 'track', [track(fillIn(texts.track.code, { code: heard.code }))]);
      case 'track':
        return told(turn, 'track', [track(texts.track.any)]);
      case 'secret':
        return told(turn, 'secret', [track(texts.track.secret)]);
      case 'number':
        return chosen(turn, heard.number);
      case 'news':
        return told(turn, 'news', [{ kind: 'news' }]);
      case 'greeting':
        return told(turn, 'greeting', [greeting()]);
      case 'aboutMe':
        return told(turn, 'talk', [textAnswer([fillIn(texts.aboutMe, { unit: unit.name })], menuButtons)]);
      case 'wellbeing':
        return told(turn, 'talk', [textAnswer([texts.wellbeing], menuButtons)]);
      case 'thanks':
        return told(turn, 'thanks', [textAnswer([texts.thanks])]);
      case 'farewell':
        return told(turn, 'bye', [textAnswer([texts.farewell])]);
      case 'acknowledged':
        return quiet(turn, 'ok', textAnswer([texts.acknowledged]));
      case 'abuse':
        return told(turn, 'abuse', [textAnswer([texts.abuse], [personButton])]);
      case 'law':
        return told(turn, 'law', [textAnswer([texts.law], [personButton])]);
      case 'elsewhere':
        return told(turn, 'elsewhere', [textAnswer([texts.elsewhere], [personButton])]);
      case 'empty':
        return quiet(turn, 'empty', textAnswer([texts.emptyText], menuButtons));
      case 'unknown':
        return state.tipWords === null ? missed(turn) : moreOfTip(turn, text, state.tipWords);
    }
  }

  function onButton(turn: ChatTurn, payload: string): ChatStep {
    const asked = readProcedurePayload(payload);
    const found = asked && procedures.find(asked.id);
    if (asked && found) return procedure(turn, [found.id], asked.aspect);
    switch (payload) {
      case payloads.procedures:
        return told(turn, 'menu:procedures', [
          textAnswer(
            [texts.procedure.whichFirst],
            [openButton(buttons.procedures, { screen: 'procedures' }), personButton],
          ),
        ]);
      case payloads.tip:
        return told(turn, 'tip', [tipLink(texts.tip.linkWithoutWords, null)]);
      case payloads.sos: {
        const cry = { heard: 'sos', words: '', at: turn.at.toISOString() } as const;
        return { ...told(turn, 'sos', [sos.asked(turn.dutyPhones)]), state: { ...cleared(turn.state), cry } };
      }
      case payloads.sosMistake:
        return told(turn, 'sos:mistake', [{ kind: 'cancel_alert' }]);
      case payloads.contact:
        return told(turn, 'contact', [contactAnswer(pack, unit, [])]);
      case payloads.person:
        return handedOver(turn, 'asked', [fillIn(texts.handOver.asked, { unit: unit.name })]);
      case payloads.assistant:
        return told(turn, 'back', [textAnswer([texts.handOver.nobodyWaiting], menuButtons)]);
      case payloads.news:
        return told(turn, 'news', [{ kind: 'news' }]);
      case payloads.track:
        return told(turn, 'track', [track(texts.track.any)]);
      case payloads.menu:
        return told(turn, 'greeting', [textAnswer([texts.menu], menuButtons)]);
      default:
        // "#cứu tôi": whatever stands behind the sign is read as a sentence.
        return onText(turn, payload.slice(1));
    }
  }

  function onPosition(turn: ChatTurn, { lat, lng }: { lat: number; lng: number }): ChatStep {
    const cry = isCrying(turn) ? turn.state.cry : null;
    const alert = {
      kind: 'alert',
      ...{ lat, lng, at: turn.at.toISOString() },
      words: cry?.words || null,
      heard: cry ? cry.heard : null,
    } as const;
    return {
      ...told(turn, 'position', [alert]),
      // The next position belongs to the same cry.
      state: { ...cleared(turn.state), cry: cry ?? { heard: 'sos', words: '', at: turn.at.toISOString() } },
    };
  }

  function onPicture(turn: ChatTurn, caption: string | null): ChatStep {
    const heard = caption === null ? null : read(caption);
    if (caption !== null && heard && heard.intent !== 'unknown' && heard.intent !== 'empty')
      return onHeard(turn, caption, heard);
    const answer = textAnswer(
      [texts.picture],
      [openButton(buttons.tipForm, { screen: 'tip', words: turn.state.tipWords }), personButton],
    );
    return quiet(turn, 'picture', answer);
  }

  function cried(
    turn: ChatTurn,
    text: string,
    { urgency, units }: Extract<ChatHeard, { intent: 'sos' }>,
  ): ChatStep {
    const cry = {
      heard: urgency.kind ?? 'sos',
      words: text.trim().slice(0, chatLimits.sosWordsCharsMax),
      at: turn.at.toISOString(),
    };
    return {
      ...told(turn, 'sos', [sos.heard(urgency, turn.dutyPhones, units)]),
      state: { ...cleared(turn.state), cry },
    };
  }

  const isCrying = ({ state, now }: ChatTurn): boolean =>
    state.cry !== null && now.getTime() - Date.parse(state.cry.at) <= cryMs;

  function tip(turn: ChatTurn, text: string, wantsPerson: boolean): ChatStep {
    const before = turn.state.tipWords;
    const words = joinWords(before, text);
    const linked = {
      ...told(turn, before === null ? 'tip' : 'more', [
        tipLink(before === null ? texts.tip.link : texts.tip.more, words),
      ]),
      state: { ...cleared(turn.state), tipWords: words },
    };
    if (!wantsPerson) return linked;
    const over = handedOver(turn, 'asked', [fillIn(texts.handOver.asked, { unit: unit.name })]);
    return { ...linked, answers: [...linked.answers, ...over.answers], handOver: over.handOver };
  }

  function moreOfTip(turn: ChatTurn, text: string, before: string): ChatStep {
    const words = joinWords(before, text);
    return {
      ...told(turn, 'more', [tipLink(texts.tip.more, words)]),
      state: { ...cleared(turn.state), tipWords: words },
    };
  }

  function procedure(turn: ChatTurn, ids: readonly string[], aspect: ChatAspect | null): ChatStep {
    const [topic = null] = ids;
    const { answers, choices } = procedures.found(ids, aspect);
    return {
      ...told(turn, `${aspect ?? 'p'}:${topic}`, answers),
      state: { ...cleared(turn.state), topic, choices },
    };
  }

  function aspectOfTopic(turn: ChatTurn, aspect: ChatAspect): ChatStep {
    const { topic } = turn.state;
    if (topic !== null) return procedure(turn, [topic], aspect);
    if (aspect === 'hours' || aspect === 'where')
      return told(turn, 'contact', [contactAnswer(pack, unit, [])]);
    return told(turn, 'aspect', [
      textAnswer(
        [texts.procedure.whichFirst],
        [openButton(buttons.procedures, { screen: 'procedures' }), personButton],
      ),
    ]);
  }

  function chosen(turn: ChatTurn, number: number): ChatStep {
    const payload = turn.state.choices[number - 1];
    if (payload !== undefined) return onButton(turn, payload);
    return told(turn, 'number', [textAnswer([texts.choiceGone], menuButtons)]);
  }

  function missed(turn: ChatTurn): ChatStep {
    const misses = turn.state.misses + 1;
    if (misses >= missesMax) {
      const over = handedOver(turn, 'misses', [fillIn(texts.handOver.misses, { unit: unit.name })]);
      return { ...over, about: 'misses' };
    }
    return {
      ...told(turn, 'unknown', [textAnswer([texts.missed], menuButtons)]),
      state: { ...turn.state, misses, choices: [], lastQuiet: null },
    };
  }

  /** To people: who they are, when they are there, whom to call meanwhile. */
  function handedOver(turn: ChatTurn, why: HandOverReason, lines: readonly string[]): ChatStep {
    const answer = talk.handOver(lines, turn.now, turn.dutyPhones);
    return { ...told(turn, why === 'asked' ? 'person' : why, [answer]), handOver: why };
  }

  return {
    step,
    /** What is said once it is known what became of a position or of taking it back. */
    sosPosition: sos.position,
    sosCancelled: sos.cancelled,
    tooFast: talk.tooFast,
    news: talk.news,
  };
}
