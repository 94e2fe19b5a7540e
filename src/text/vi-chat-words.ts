import { spoken, type Words } from './spoken.ts';

/** When a tip begins with what was said in a chat. */
const vietnamese = {
  loading: 'Đang lấy lời bạn đã nhắn…',
  gone: 'Chưa lấy được lời bạn đã nhắn. Liên kết từ khung chat chỉ dùng được một lần, trong 30 phút. Lời bạn nhắn vẫn còn trong khung chat, bạn có thể chép lại từ đó.',
  writeAnew: 'Viết tin từ đầu',
} as const;

export type ChatWordsText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const chatWordsText: ChatWordsText = spoken('chatWordsText', vietnamese);
