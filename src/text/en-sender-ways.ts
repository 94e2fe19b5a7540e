import type { SenderWayText } from './vi-sender-ways.ts';

/** The English of vi-sender-ways.ts. */
export const senderWayText = {
  chat: {
    heading: 'Get the answer right in your Zalo chat',
    body: (unit) =>
      `Every answer of ${unit} to this report will appear in full in the chat; whoever holds your phone can read it.`,
    start: 'Get it in the Zalo chat',
    starting: 'Making a code…',
    sendThis: (moment) => `One more step: send this line in the chat, before ${moment}.`,
    open: 'Open the chat to send it',
    openUnavailable: (unit) =>
      `The chat did not open. Please copy the line above, find “${unit}” in Zalo and send it there.`,
    copy: 'Copy this line',
    copied: 'Copied. Please paste it in the chat and send.',
    copyFailed: 'Copying did not work. Please press and hold the line above to copy it.',
    sandbox: 'Trial: this channel is not in the real Zalo. Please send the line in the trial page of chats.',
    linked: (unit) => `Answers of ${unit} to this report come right to your Zalo chat.`,
    stop: 'Not in the chat any more',
    stopping: 'Stopping…',
    stopped: 'Stopped. Answers are on this page only.',
    failed: 'That did not work.',
    unread: 'It could not be seen whether this report is tied to a Zalo chat.',
  },

  notification: {
    heading: 'Be told when there is an answer?',
    body: 'Zalo will say that your report has news. The notification has no code and no words of it.',
    ask: 'Turn on notifications',
    asking: 'Asking Zalo…',
    no: 'No need',
    allowed: 'Turned on. Zalo will tell you when there is an answer.',
    declined: 'You have not turned on notifications. Answers are in “My reports” all the same.',
    unavailable: 'Zalo on this phone cannot turn on notifications. Answers are in “My reports” all the same.',
  },
} satisfies SenderWayText;
