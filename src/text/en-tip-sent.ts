import type { TipSentText } from './vi-tip-sent.ts';

/** The English of vi-tip-sent.ts. */
export const tipSentText = {
  name: 'Report sent',
  heading: 'Your report has arrived',
  confirmation: (unit, code) =>
    `Passed to ${unit}. Your report code is ${code}. For reports of crime the law allows 20 days, which may be extended.`,
  acknowledge: (instant) => `The duty desk has to confirm by ${instant}.`,
  save: 'Please save the two codes below. They are shown only once.',
  next: 'There is one more sent report whose codes you have not saved.',
  code: 'Report code',
  codeHint: 'The name of your report, to tell the police when you ask about it.',
  receipt: 'Secret code',
  receiptHint:
    'The key to the answer; give it to nobody, not even to someone who says they are the police. It has the digits 0 and 1, never the letters O, I or L.',
  copy: 'Copy both codes',
  copied: 'Copied. Please paste them in a safe place.',
  copyFailed: 'Copying did not work. Please save the picture or write the two codes down.',
  picture: 'Save as a picture',
  pictureSaved: 'The picture with both codes is saved.',
  pictureFailed: 'The picture could not be saved. Please copy the two codes or write them down.',
  done: 'I have saved them',
  leaveQuestion: 'Have you saved the two codes?',
  leaveBody: 'Once you leave this screen, the secret code cannot be shown again.',
  leaveYes: 'I have saved them, leave',
  leaveNo: 'Stay',
  copyText: (unit, code, receipt) => `Report to ${unit}\nReport code: ${code}\nSecret code: ${receipt}`,
  pictureTitle: 'Report sent',
  pictureWarning: 'Keep the secret code to yourself.',
  pictureWhere: 'To read the answer: open Zalo An ninh, “Find a sent report”.',
  track: 'Find a sent report',
  fileName: (code) => `report-${code}.png`,
  nothingHeading: 'No report was sent just now',
  nothingBody:
    'The codes are shown only once, right after sending. If you saved them, you can find your report here.',
  restoring: 'Fetching the codes of the sent report…',
  restoreFailed: 'The report was sent, but its codes could not be fetched yet.',
} satisfies TipSentText;
