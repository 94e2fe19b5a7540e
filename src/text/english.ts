import { text } from './en.ts';
import { channelText } from './en-channels.ts';
import { chatWordsText } from './en-chat-words.ts';
import { draftText } from './en-drafts.ts';
import { fieldIssue } from './en-field-issues.ts';
import { formText } from './en-forms.ts';
import { newsText } from './en-news.ts';
import { privacyText } from './en-privacy.ts';
import { problemTitles } from './en-problems.ts';
import { procedureText } from './en-procedures.ts';
import { senderWayText } from './en-sender-ways.ts';
import { sentTipText } from './en-sent-tips.ts';
import { sosText } from './en-sos.ts';
import { tipText } from './en-tip.ts';
import { tipSentText } from './en-tip-sent.ts';
import { trackText } from './en-track.ts';
import { wardText } from './en-ward.ts';

/** Everything that English needs, in one file that only who chose English fetches. */
export const english = {
  text,
  channelText,
  chatWordsText,
  draftText,
  fieldIssue,
  formText,
  newsText,
  privacyText,
  problemTitles,
  procedureText,
  senderWayText,
  sentTipText,
  sosText,
  tipText,
  tipSentText,
  trackText,
  wardText,
};

export type English = typeof english;
