import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DutyPhones, numbersToCall } from '#contract/duty-phones.ts';
import { type ProcedureBook, searchEntriesOf } from '#contract/procedure-book.ts';
import {
  createProcedureSearch,
  type ProcedureSearch,
  procedureSearchInSteps,
} from '#contract/procedure-search.ts';
import { words } from '../content/words.ts';
import { chatTopics, createChatService } from '../features/chatbot/chat.service.ts';
import { type ChatNews, chatAnswerHandler } from '../features/chatbot/chat-delivery.ts';
import { createChatDeskRoutes } from '../features/chatbot/chat-desk.routes.ts';
import { createChatDesk } from '../features/chatbot/chat-desk.ts';
import { createChatReader } from '../features/chatbot/chat-intent.rules.ts';
import type { ChatInput } from '../features/chatbot/chat-message.ts';
import { createUnitFinder } from '../features/chatbot/chat-units.rules.ts';
import { createChatWordsRoutes } from '../features/chatbot/chat-words.routes.ts';
import { type Chatbot, createChatbot } from '../features/chatbot/chatbot.rules.ts';
import type { FormService } from '../features/forms/form.service.ts';
import type { ProcedureService } from '../features/procedures/procedure.service.ts';
import type { RosterService } from '../features/roster/roster.service.ts';
import type { SosService } from '../features/sos/sos.service.ts';
import { deliver } from '../features/tips/forwarding/tip-delivery.ts';
import { Route, startOfChain } from '../features/tips/tip-forwarding.ts';
import { headLines } from '../features/tips/tip-message.rules.ts';
import type { EventContext } from '../webhooks/event-worker.ts';
import type { ZaloEventOf } from '../webhooks/zalo-event.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { createOfficersReach } from './officers-reach.ts';
import type { PortalPart } from './portal-part.ts';
import { sosInChats } from './sos-part.ts';

/** What editors publish and who is on duty reaches the chat this late at the most: nothing is asked in an event's transaction. */
const readAgainEveryMs = 15_000;
const noticeTopic = 'chat.waiting';

type SaidEvent = ZaloEventOf<
  | 'userSentText'
  | 'userSentLocation'
  | 'userSentImage'
  | 'userSentOther'
  | 'userInteracted'
  | 'follow'
  | 'officerWrote'
>;

/** The assistant in the chats of the OAs, and the people it hands over to. */
export function createChatPart(
  ground: Ground,
  parts: {
    reach: ReturnType<typeof createOfficersReach>;
    procedures: ProcedureService;
    forms: FormService;
    rosters: RosterService;
    sos: SosService;
    latestNews(unitId: string, count: number): Promise<readonly ChatNews[]>;
    /** Whoever waits for a word in a chat, such as the code of a tip: true when they have answered, and the assistant does not. */
    answersFirst?: (event: ZaloEventOf<'userSentText'>, context: EventContext) => Promise<boolean>;
  },
): PortalPart {
  const { database, keys, now, tree, zaloSide, logger, wakeOutbox } = ground;
  const place = createPlace(ground, parts);
  const chats = createChatService({
    ...ground,
    chatbotOf: place.chatbotOf,
    dutyPhonesOf: place.dutyPhonesOf,
    sos: sosInChats(ground, parts.sos),
    newHandOverNotice: ({ unitId, conversationId }) =>
      startOfChain({ id: conversationId, unitId }, noticeTopic, {}),
  });
  const desk = createChatDesk({ database, keys, tree, now, wakeLive: () => ground.live.wake() });
  const take = async (event: SaidEvent, context: EventContext): Promise<void> => {
    if (event.kind === 'userSentText' && (await parts.answersFirst?.(event, context)) === true) return;
    const { transaction, afterCommit } = context;
    const { id, unitId, person, at } = event;
    await chats.take(transaction, { id, unitId, person, at, input: inputOf(event) });
    afterCommit(wakeOutbox);
  };
  return {
    mount(app) {
      app.route('/api/chat-words', createChatWordsRoutes({ database, keys, now }));
    },
    mountStaff(routes) {
      routes.route('/conversations', createChatDeskRoutes(desk));
    },
    events: {
      userSentText: [take],
      userSentLocation: [take],
      userSentImage: [take],
      userSentOther: [take],
      userInteracted: [take],
      follow: [take],
      officerWrote: [take],
    },
    handlers: {
      [chatTopics.answer]: chatAnswerHandler({
        ...ground,
        sender: zaloSide.oaClient,
        chatbotOf: place.chatbotOf,
        miniAppId: ground.isSandbox ? null : ground.zalo.credentials.miniAppId,
        blankForm: (slug) => parts.forms.blank(slug, 'pdf'),
        latestNews: parts.latestNews,
      }),
      [noticeTopic]: (message) =>
        deliver(parts.reach, message, Route.loose().parse(message.payload), {
          needle: words.group.chatWaiting.title,
          text: (circumstances) =>
            [...headLines(words.group.chatWaiting.title, circumstances), words.group.chatWaiting.request]
              .join('\n')
              .normalize('NFC'),
        }),
    },
    beforeEvents: place.makeReady,
    async forget(transaction, { atOas }) {
      await chats.forget(transaction, atOas);
      return [];
    },
    retention: [
      {
        kind: 'chats',
        batchMax: 500,
        erase: async (transaction, { before, count }) => ({
          count: await chats.eraseResting(transaction, before, count),
        }),
      },
    ],
    jobs: [
      { name: 'chat sweep', everyMs: sweepEveryMs, work: () => chats.sweep(now()) },
      { name: 'chat knowledge', everyMs: readAgainEveryMs, work: place.readAgain },
    ],
    start() {
      place.readAgain().catch((error: unknown) => logger.error({ err: error }, 'chat knowledge not read'));
    },
  };
}

/** What is known of the place without asking: one assistant for each unit, and whom to call. */
function createPlace(
  { pack, now }: Ground,
  { procedures, rosters }: { procedures: ProcedureService; rosters: RosterService },
) {
  let book: Pick<ProcedureBook, 'procedures' | 'forms' | 'searchWords'> = pack;
  let dutyPhones: DutyPhones | null = null;
  let made: Map<string, Chatbot> | null = null;
  return {
    async readAgain(): Promise<void> {
      dutyPhones = await rosters.dutyPhones();
      const next = (await procedures.catalogue()).book;
      if (next !== book) made = null;
      book = next;
    },
    /** The index takes a while: it is made in steps, between which the portal answers others. */
    async makeReady(): Promise<void> {
      while (made === null) {
        const before = book;
        const steps = procedureSearchInSteps(searchEntriesOf(before), before.searchWords);
        let step = steps.next();
        for (; !step.done; step = steps.next()) await nextTurn();
        if (book === before) made ??= makeAll(step.value);
      }
    },
    chatbotOf(unitId: string): Chatbot | undefined {
      made ??= makeAll(createProcedureSearch(searchEntriesOf(book), book.searchWords));
      return made.get(unitId);
    },
    /** The unit's own numbers: those of the unit above are not what a ward's OA should answer with. */
    dutyPhonesOf: (unitId: string) =>
      numbersToCall(unitId, { units: pack.units, dutyPhones }, now()).filter(
        (number) => number.unitId === unitId,
      ),
  };

  function makeAll(search: ProcedureSearch): Map<string, Chatbot> {
    const read = createChatReader({
      search,
      searchWords: book.searchWords,
      findUnits: createUnitFinder(pack.units, pack.former),
    });
    return new Map(pack.units.map((unit) => [unit.id, createChatbot({ pack, book, unit, read })]));
  }
}

/** What Zalo tells, as the assistant takes it. */
function inputOf(event: SaidEvent): ChatInput {
  switch (event.kind) {
    case 'userSentText':
      return event.text.startsWith('#')
        ? { kind: 'button', payload: event.text }
        : { kind: 'text', text: event.text };
    case 'userSentLocation':
      return { kind: 'position', lat: event.lat, lng: event.lng };
    case 'userSentImage':
      return { kind: 'picture', text: event.caption };
    case 'userSentOther':
      return otherInput(event.what);
    case 'userInteracted':
      return { kind: 'opened' };
    case 'follow':
      return { kind: 'follow' };
    case 'officerWrote':
      return { kind: 'officer' };
  }
}

function otherInput(what: ZaloEventOf<'userSentOther'>['what']): ChatInput {
  switch (what) {
    case 'sticker':
    case 'gif':
      return { kind: 'sticker' };
    case 'audio':
    case 'video':
      return { kind: 'recording' };
    default:
      return { kind: 'picture', text: null };
  }
}
