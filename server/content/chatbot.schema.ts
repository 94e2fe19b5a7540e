import * as z from 'zod';

/**
 * `chatbot.json`: what the assistant in an OA's chat says, and when people answer there. Words in braces are filled in; a sentence
 * that names others is refused, so that nobody ever reads a brace.
 */

const sentenceCharsMax = 900;
/** As long as Zalo's buttons stay on one line of a small phone; Zalo itself takes 100. */
const buttonCharsMax = 30;

/** A sentence that may have these words in braces. */
const sentence = (...mayName: string[]) =>
  z
    .string()
    .trim()
    .min(1)
    .max(sentenceCharsMax)
    .refine((text) => namedIn(text).every((name) => mayName.includes(name)), {
      error: ({ input }) =>
        `may name ${mayName.join(', ') || 'nothing'} in braces, not ${namedIn(String(input)).join(', ')}`,
    });

const namedIn = (text: string): string[] => [...text.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);

const Button = z.string().trim().min(1).max(buttonCharsMax);
const HourMinute = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day, for example 07:30');

/** Monday is 1, Sunday 7. */
const OpeningHours = z
  .strictObject({ days: z.array(z.number().int().min(1).max(7)).min(1), from: HourMinute, until: HourMinute })
  .refine(({ from, until }) => from < until, { error: 'must begin before it ends', path: ['until'] });

export const ChatbotFile = z.strictObject({
  /** When people sit at the OA's chat, in the time of Việt Nam. The duty phone answers day and night. */
  officeHours: z.array(OpeningHours).min(1).max(14),
  /** The same for people to read. */
  officeHoursText: sentence(),
  texts: z.strictObject({
    greeting: sentence('unit'),
    followed: sentence('unit'),
    menu: sentence(),
    thanks: sentence(),
    farewell: sentence(),
    acknowledged: sentence(),
    aboutMe: sentence('unit'),
    wellbeing: sentence(),
    abuse: sentence(),
    sticker: sentence(),
    emptyText: sentence(),
    picture: sentence(),
    recording: sentence(),
    missed: sentence(),
    elsewhere: sentence(),
    law: sentence(),
    tooFast: sentence(),
    late: sentence('time', 'unit'),
    choiceGone: sentence(),
    otherWays: sentence(),

    sos: z.strictObject({
      /** What comes first, by what was heard (urgent-words.ts). */
      lead: z.strictObject({
        fire: sentence(),
        self_harm: sentence(),
        child: sentence(),
        domestic_violence: sentence(),
        sos: sentence(),
        medical: sentence(),
      }),
      /** The words may have been a request: the number comes first all the same. */
      unsure: sentence(),
      phone: sentence('label', 'phone'),
      trialPhone: sentence('label', 'phone'),
      number: sentence('number', 'name'),
      sendPosition: sentence(),
      started: sentence('unit'),
      startedNoWords: sentence('unit'),
      cancelled: sentence(),
      nothingToCancel: sentence(),
      positionAdded: sentence('unit'),
    }),

    tip: z.strictObject({
      link: sentence(),
      linkWithoutWords: sentence(),
      more: sentence(),
      danger: sentence(),
    }),
    track: z.strictObject({ code: sentence('code'), any: sentence(), secret: sentence() }),

    handOver: z.strictObject({
      asked: sentence('unit'),
      misses: sentence('unit'),
      open: sentence(),
      closed: sentence('hours', 'next'),
      silence: sentence(),
      back: sentence(),
      nobodyWaiting: sentence(),
    }),

    contact: z.strictObject({
      head: sentence('unit'),
      phone: sentence('label', 'phone'),
      trialPhone: sentence('label', 'phone'),
      address: sentence('address'),
      noAddress: sentence(),
      hours: sentence('hours'),
      former: sentence('former', 'unit', 'until'),
      formerDivided: sentence('former', 'units', 'until'),
      emergency: sentence(),
    }),

    procedure: z.strictObject({
      papers: sentence('name'),
      paper: sentence('name'),
      paperWhen: sentence('name', 'when'),
      unknownPapers: sentence('name'),
      time: sentence('name', 'time'),
      fee: sentence('name'),
      feeLine: sentence('label', 'amount'),
      feeUnknown: sentence('label', 'note'),
      free: sentence(),
      where: sentence('name', 'authority'),
      notHere: sentence(),
      officeHours: sentence('hours'),
      online: sentence('name'),
      notOnline: sentence('name'),
      who: sentence('name'),
      penalty: sentence('name', 'penalty'),
      noPenalty: sentence('name'),
      form: sentence('code', 'title'),
      noForm: sentence('name'),
      officialForm: sentence('code', 'official'),
      others: sentence(),
      other: sentence('number', 'name'),
      whichFirst: sentence(),
      abolished: sentence('name'),
    }),

    news: z.strictObject({ head: sentence('unit'), item: sentence('title', 'date'), none: sentence('unit') }),
  }),
  buttons: z.strictObject({
    procedures: Button,
    tip: Button,
    tipForm: Button,
    sos: Button,
    sosPosition: Button,
    sosMistake: Button,
    contact: Button,
    person: Button,
    assistant: Button,
    track: Button,
    papers: Button,
    fee: Button,
    where: Button,
    formFile: Button,
    fillForm: Button,
    openProcedure: Button,
    channels: Button,
    news: Button,
    callDuty: Button,
    callNumber: z.string().trim().min(1).max(buttonCharsMax),
  }),
});
export type ChatbotFile = z.infer<typeof ChatbotFile>;
