import type { TrackText } from './vi-track.ts';

/** The English of vi-track.ts. */
export const trackText = {
  name: 'Find a report',
  heading: 'Find a sent report',
  lead: 'Enter the two codes you saved after sending.',
  code: 'Report code',
  codeHint: 'For example: TB-7K3M9Q. You can also paste here all that “Copy both codes” copied.',
  receipt: 'Secret code',
  receiptHint: '24 letters and digits. Capitals, spaces and hyphens make no difference.',
  open: 'Open the report',
  opening: 'Looking for the report…',
  errorCode: 'Please enter the report code.',
  errorCodeShape: 'A report code has 6 letters and digits after TB-, for example TB-7K3M9Q.',
  errorReceipt: 'Please enter the secret code.',
  errorReceiptLength: (typed, wanted) =>
    `The secret code has ${wanted} letters and digits; you entered ${typed}.`,
  wrong: 'No report was found with these two codes. Please check every character of both.',
  refresh: 'Get the latest',
  tip: (code) => `Report ${code}`,
  status: 'Status',
  unit: 'Handled by',
  sentAt: 'Sent',
  category: 'Subject',
  kind: 'Kind of report',
  description: 'What you sent',
  address: 'Address',
  acknowledgeBy: (instant) => `The duty desk has to confirm by ${instant}.`,
  timeline: 'What has happened',
  messages: 'Messages',
  fromCitizen: 'You',

  receivedAgain: 'Back with the police, waiting for the duty desk to confirm',

  statuses: {
    received: 'Sent, waiting for the duty desk to confirm',
    acknowledged: 'The duty desk has taken it up',
    in_progress: 'Being checked and worked on',
    waiting_citizen: 'The police need more from you',
    transferred: 'Passed to the unit in charge',
    escalated: 'Passed to the level above',
    answered: 'Answered',
    closed: 'Closed',
    declined: 'Not a police matter; you were told where to turn',
  },
} satisfies TrackText;
