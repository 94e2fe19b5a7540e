import type { Unit } from '../../content/pack.schema.ts';
import type { ContentPack } from '../../content/pack.ts';
import { createCrySteps, isCrying } from './chat-cries.rules.ts';
import { createHandOverSteps } from './chat-hand-over.rules.ts';
import type { ChatHeard, ChatReader } from './chat-intent.rules.ts';
import type { ChatInput } from './chat-message.ts';
import { payloads, readProcedurePayload } from './chat-payloads.ts';
import { contactAnswer } from './chat-places.rules.ts';
import { type ChatBook, createProcedureAnswers } from './chat-procedure.rules.ts';
import { fillIn, openButton, textAnswer } from './chat-sentences.rules.ts';
import { createSosAnswers } from './chat-sos.rules.ts';
import { aboutContact, type ChatStep, type ChatTurn, quiet, silent, told } from './chat-step.rules.ts';
import { createSubjectSteps } from './chat-subjects.rules.ts';
import { createTalkAnswers } from './chat-talk.rules.ts';
import { createTipSteps } from './chat-tips.rules.ts';

/** A message that is this old is no longer answered as if it had just been written. */
const lateAfterMs = 30 * 60_000;
/** Not understood so often in a row, people take over. */
const missesMax = 2;

export type Chatbot = ReturnType<typeof createChatbot>;

/** The assistant of one unit's OA: a pure function of what was done and of the conversation's state. */
export function createChatbot(place: { pack: ContentPack; book: ChatBook; unit: Unit; read: ChatReader }) {
  const { pack, book, unit, read } = place;
  const { texts, buttons } = pack.chatbot;
  const talk = createTalkAnswers(pack, unit);
  const { menuButtons, personButton, greeting, track } = talk;
  const procedures = createProcedureAnswers(book, pack.chatbot, unit);
  const sos = createSosAnswers(pack, unit);
  const cries = createCrySteps(sos);
  const handOver = createHandOverSteps(pack, unit, talk);
  const tips = createTipSteps(pack, talk, handOver);
  const subjects = createSubjectSteps(pack, unit, procedures);

  function step(turn: ChatTurn): ChatStep {
    const { input } = turn;
    if (input.kind === 'officer') return silent(turn, 'officer', { handOver: 'officer' });
    if (turn.isHandedOver) return besidePeople(turn);
    if (isLate(turn)) return late(turn);
    switch (input.kind) {
      case 'text':
        return onHeard(turn, input.text, read(input.text));
      case 'button':
        return onButton(turn, input.payload);
      case 'position':
        return cries.position(turn, input);
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
    const text = wordsOf(input);
    const heard = text === '' ? null : read(text);
    if (heard?.intent === 'sos') return cries.heard(turn, text, heard);
    if (input.kind === 'position' && isCrying(turn)) return cries.position(turn, input);
    if (input.kind === 'button') {
      if (input.payload === payloads.sos) return cries.pressed(turn);
      if (input.payload === payloads.sosMistake) return cries.takenBack(turn);
      if (input.payload === payloads.assistant)
        return { ...told(turn, 'back', [textAnswer([texts.handOver.back], menuButtons)]), isTakenBack: true };
    }
    return silent(turn, 'silence');
  }

  /** Of what cannot wait nothing is too late. */
  function isLate({ input, at, now }: ChatTurn): boolean {
    return now.getTime() - at.getTime() > lateAfterMs && !isCry(input);
  }

  function isCry(input: ChatInput): boolean {
    if (input.kind === 'button') return input.payload === payloads.sos;
    return wordsOf(input) !== '' && read(wordsOf(input)).intent === 'sos';
  }

  function late(turn: ChatTurn): ChatStep {
    // A position that arrives late may still be somebody who waits.
    if (turn.input.kind === 'position') return cries.position(turn, turn.input);
    if (turn.input.kind !== 'text' && turn.input.kind !== 'picture') return silent(turn, 'late');
    return handOver.late(turn);
  }

  function onHeard(turn: ChatTurn, text: string, heard: ChatHeard): ChatStep {
    switch (heard.intent) {
      case 'sos':
        return cries.heard(turn, text, heard);
      case 'tip':
        return tips.heard(turn, text, heard.wantsPerson);
      case 'person':
        return handOver.asked(turn);
      case 'contact':
        return told(turn, aboutContact(heard.units), [contactAnswer(pack, unit, heard.units)]);
      case 'procedure':
        return subjects.procedure(turn, heard.ids, heard.aspect);
      case 'aspect':
        return subjects.aspect(turn, heard.aspect);
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
        return turn.state.tipWords === null ? missed(turn) : tips.more(turn, text);
    }
  }

  function onButton(turn: ChatTurn, payload: string): ChatStep {
    const asked = readProcedurePayload(payload);
    const found = asked && procedures.find(asked.id);
    if (asked && found) return subjects.procedure(turn, [found.id], asked.aspect);
    switch (payload) {
      case payloads.procedures:
        return subjects.whichFirst(turn, 'menu:procedures');
      case payloads.tip:
        return tips.pressed(turn);
      case payloads.sos:
        return cries.pressed(turn);
      case payloads.sosMistake:
        return cries.takenBack(turn);
      case payloads.contact:
        return told(turn, 'contact', [contactAnswer(pack, unit, [])]);
      case payloads.person:
        return handOver.asked(turn);
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
        return onHeard(turn, payload.slice(1), read(payload.slice(1)));
    }
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

  function chosen(turn: ChatTurn, number: number): ChatStep {
    const payload = turn.state.choices[number - 1];
    if (payload !== undefined) return onButton(turn, payload);
    return told(turn, 'number', [textAnswer([texts.choiceGone], menuButtons)]);
  }

  function missed(turn: ChatTurn): ChatStep {
    const misses = turn.state.misses + 1;
    if (misses >= missesMax) return handOver.misses(turn);
    return {
      ...told(turn, 'unknown', [textAnswer([texts.missed], menuButtons)]),
      state: { ...turn.state, misses, choices: [], lastQuiet: null },
    };
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

const wordsOf = (input: ChatInput): string =>
  input.kind === 'text' || input.kind === 'picture' ? (input.text ?? '') : '';
