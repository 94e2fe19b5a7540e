import type { DraftText } from './vi-drafts.ts';

/** The English of vi-drafts.ts. */
export const draftText = {
  list: {
    name: 'Unfinished reports',
    heading: 'Unfinished reports',
    lead: 'These reports are on this phone only. The police have not received them.',
    none: 'There is no unfinished report on this phone.',
    list: 'Unfinished reports',
    begin: 'Write a new report',
    untitled: 'Nothing written yet',
    noCategory: 'No subject chosen',
    changedAt: (instant) => `Written ${instant}`,
    photos: (count) => (count === 1 ? '1 photo' : `${count} photos`),
    waiting: 'Not sent, waiting for a connection',
    setback: 'Not sent, please have a look',
    continue: 'Continue',
    look: 'Open',
    of: (action, number) => `${action}, report ${number}`,
    remove: 'Delete',
    removeQuestion: 'Delete this report?',
    removeBody: 'Its words and photos will be gone from this phone for good.',
    removeYes: 'Delete',
    removeNo: 'Keep',
    full: (max) => `This phone keeps ${max} reports already and can keep no more.`,
    fullUnsaved: 'Please save the codes of a sent report first, or delete an unfinished one.',
    fullOldest: (words, instant) =>
      `The oldest is “${words}”, written ${instant}. Delete it to write a new one?`,
    fullRemove: 'Delete the oldest and write a new report',
  },

  outgoing: {
    waiting: 'A report is not sent yet, waiting for a connection…',
    waitingShow: 'Open the report',
    setback: 'A report could not be sent. Please have a look.',
    setbackShow: 'Look at the report',
    arrived: (unit) => `Your report has reached ${unit}. Please save its codes.`,
    arrivedShow: 'Show the codes',
  },
} satisfies DraftText;
