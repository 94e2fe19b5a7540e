import type { ChatWordsText } from './vi-chat-words.ts';

/** The English of vi-chat-words.ts. */
export const chatWordsText = {
  loading: 'Fetching the words of your message…',
  gone: 'The words of your message could not be fetched. A link from the chat works once, for 30 minutes. Your words are still in the chat; you can copy them from there.',
  writeAnew: 'Write from the beginning',
} satisfies ChatWordsText;
