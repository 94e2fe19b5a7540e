import type { PrivacyText } from './vi-privacy.ts';

/** The English of vi-privacy.ts. */
export const privacyText = {
  page: {
    name: 'Your data',
    heading: 'How your data is protected',
    stale: 'This is the copy loaded last time: there is no connection now.',
    failed: 'The page about data protection could not load.',
    consentHeading: 'What you agree to when you send a report',
  },

  take: {
    heading: 'Get a copy of my data',
    body: 'One archive with everything the police keep that is tied to your Zalo account: reports, messages, ratings, contacts, consents, sign-ins, official accounts you chatted with.',
    anonymous:
      'Anonymous reports are not tied to you, so they are not in it: open such a report with its two codes to see all that is kept.',
    why: 'It holds your words and phone number: keep it somewhere private.',
    begin: 'Sign in and get the file',
    withPhotos: 'Get the file with photos',
    browser:
      'Nobody signs in in this browser, so nothing tied to you is kept. If you ever sent a report with your Zalo account, please open the app in Zalo to get a copy.',
    busy: 'Making the file…',
    saved: 'The file is on your phone. Open the archive and read “doc-toi.html”.',
    notSaved: 'The phone did not take the file.',
    share: 'Send the file to another app',
    tooLarge: 'With photos it may be too large. Please get the file without photos.',
    declined: 'You have not agreed to sign in, so no file was made.',
    unavailable: 'Signing in with Zalo did not work. Please try again, or ask at the ward police in person.',
    failed: 'The file was not made.',
  },

  erase: {
    heading: 'Erase my data',
    body: 'Erases the id of your Zalo account, your sign-ins, the list “My reports”, the contact you gave, your chats with official accounts and, for officers, what ties you to the desk. The police still handle the reports you sent.',
    keeps:
      'A contact given with a report of a crime that is still being handled is kept until its time is over, because the case needs it.',
    anonymous: 'Anonymous reports are not tied to you, so there is nothing to erase here.',
    why: 'To know which data is yours, the app needs you to sign in with Zalo once.',
    begin: 'Sign in and erase',
    browser:
      'Nobody signs in in this browser, so no account of yours is stored. If you ever sent a report with your Zalo account, please open the app in Zalo to erase it.',
    question: 'Erase the data tied to your Zalo account?',
    questionBody: 'Afterwards you cannot see your old reports in “My reports”. This cannot be undone.',
    yes: 'Erase my data',
    no: 'Do not erase',
    busy: 'Erasing…',
    done: 'Erased:',
    kept: 'Still kept:',
    keptUntil: (code, instant) =>
      `The contact given with report ${code}, until ${instant}, because this report of a crime is being handled.`,
    keptOpen: (code) =>
      `The contact given with report ${code}, because this report of a crime is being handled. The unit has not published how long.`,
    declined: 'You have not agreed to sign in, so nothing was erased.',
    unavailable:
      'Signing in with Zalo did not work, so nothing was erased. Please try again, or ask at the ward police in person.',
    failed: 'It was not erased.',
    phoneHeading: 'Erase everything on this phone',
    phoneBody:
      'Erases unfinished reports and photos, reports waiting to be sent, codes kept on this phone, forms being filled in, remembered people, and the chosen ward. Reports the police have are not touched.',
    phoneBegin: 'Erase on this phone',
    phoneQuestion: 'Erase everything the app keeps on this phone?',
    phoneQuestionBody:
      'Unsent reports and kept codes will be gone for good. An anonymous report can only be opened again with its codes.',
    phoneYes: 'Erase all',
    phoneNo: 'Keep',
  },

  erased: {
    zalo_id: 'The id of your Zalo account',
    sessions: 'Your sign-ins',
    tip_links: 'What tied you to the reports you sent',
    contacts: 'Names and phone numbers given with reports',
    chats: 'Your chats with official accounts, and replies going there',
    staff_binding: 'What tied this account to an officer’s desk',
  },
} satisfies PrivacyText;
