import type { Language } from '../lib/language.ts';

/** What is said about a language, in that language: who looks for it may read no other. */
export const languageNames: Record<Language, { name: string; failed: string }> = {
  vi: { name: 'Tiếng Việt', failed: 'Chưa đổi được. Vui lòng thử lại.' },
  en: { name: 'English', failed: 'English could not load. Please try again when you are online.' },
};
