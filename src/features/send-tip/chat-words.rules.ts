/** As the server's links have it (server/features/chatbot/chat-links.rules.ts). */
const wordsParameter = 'loi';

/** The id under which words from a chat wait for this tip; null: the link brings none. */
export function readWordsId(search: string): string | null {
  const id = new URLSearchParams(search).get(wordsParameter);
  return id !== null && /^[A-Za-z0-9_-]{20,40}$/.test(id) ? id : null;
}
