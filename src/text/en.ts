import type { HomeText } from './vi.ts';

/** The English of vi.ts. Short and plain: many who read it have another mother tongue. */
export const text = {
  app: {
    name: 'Zalo An ninh',
    skipLink: 'Skip to main content',
    back: 'Back',
    noWardYet: 'Choose your ward',
    changeWard: (unit) => `${unit}, press to change the ward`,
    sandbox: 'TRIAL: nothing reaches the police. Emergency: call',
    offline: 'Your phone is offline. You can still call 113, 114 and 115.',
    dialByHand: (phone) => `The call did not open. Please dial ${phone} yourself.`,
    close: 'Close',
    loading: 'Loading…',
    retry: 'Try again',
    requestId: 'Support code:',
    call: (phone) => `Call ${phone}`,
  },

  crash: {
    heading: 'Something went wrong',
    body: 'Sorry, this screen could not open. What you typed is still kept on your phone.',
    offline:
      'This screen could not load because you are offline. What you typed is still kept on your phone.',
    reload: 'Open the app again',
  },

  problem: {
    offline: 'The server cannot be reached. Please check your connection and try again.',
    timeout: 'The server took too long to answer. Please try again.',
    unexpected: 'The system has a problem. Please try again in a few minutes; in an emergency call 113.',
  },

  notFound: {
    name: 'Page not found',
    heading: 'There is no such page',
    body: 'The link may be old or mistyped. You can do everything from the start page.',
    home: 'To the start page',
  },

  home: {
    name: 'Zalo An ninh',
    heading: 'How can the police help?',
    tasks: 'What you can do',
    sendTip: 'Report to the ward police',
    sendTipHint: 'Anonymously if you like',
    drafts: 'Unfinished reports',
    draftsHint: (count) =>
      count === 1 ? '1 report on this phone, not sent.' : `${count} reports on this phone, not sent.`,
    privacy: 'Your data',
    trackTip: 'Find a sent report',
    myTips: 'My reports',
    procedures: 'Procedures, papers',
    proceduresHint: 'What to bring, where to go',
    news: 'News and notices',
    newsHint: 'From the police where you live',
    channels: 'Police directory',
    channelsHint: 'Phone numbers, Zalo channels',
    sos: 'SOS: I need help now',
    sosHint: 'Call the duty desk, send your location',
    emergency: 'Emergency calls',
    call113: 'Call 113',
    call113Hint: 'Police',
    call114: 'Call 114',
    call114Hint: 'Fire, rescue',
    call115: 'Call 115',
    call115Hint: 'Ambulance',
    placeholderMark: 'trial number',
    placeholderBody: 'This is a trial number that cannot be called. In an emergency, please call 113.',
    placeholderAction: 'Call the duty desk',
    noWard: 'Choose your ward to see the number of its duty desk.',
    chooseWard: 'Choose a ward',
    portalFailed: 'The directory of the ward police could not load.',
  },

  linkedWard: {
    moved: (former, unit) => `${former} is now served by ${unit}.`,
    divided: (former) => `The area of the former ${former} is now served by several units. Which is yours?`,
    unknownLink: 'This ward code is no longer in use. Please choose your ward.',
    lookupFailed: 'The ward of the link was not found. Please choose your ward.',
    chooseFromList: 'Choose from the list',
  },

  firstStart: {
    label: 'About the app',
    cardOf: (card, cards) => `${card}/${cards}`,
    next: 'Next',
    skip: 'Skip',
    done: 'Got it',
    cards: [
      {
        heading: 'Your report reaches the right police',
        body: 'Say what happened, add photos if you have any. It goes straight to the duty desk of the ward where it happened.',
      },
      {
        heading: 'You choose whether to say who you are',
        body: 'Send anonymously or leave your contact. Afterwards you get a code to read the answer.',
      },
      {
        heading: 'In an emergency, call',
        body: 'Threats or violence: 113. Fire: 114. Ambulance: 115. A call is always faster than a message.',
      },
    ],
  },
} satisfies HomeText;
