import type { SandboxDatabase } from './sandbox.database.ts';

export type MessageKind = 'text' | 'image' | 'location' | 'sticker' | 'file';

/** A button under a message, as Zalo takes it (zalo/server.md 3.1). */
export type MessageButton =
  | { readonly title: string; readonly type: 'oa.open.url'; readonly payload: { readonly url: string } }
  | {
      readonly title: string;
      readonly type: 'oa.query.show' | 'oa.query.hide';
      readonly payload: string;
    }
  | {
      readonly title: string;
      readonly type: 'oa.open.phone';
      readonly payload: { readonly phone_code: string };
    };

/** One message in a group (`groupId` set) or in the chat of one user with the OA. Text is kept exactly as it came. */
export type Message = {
  readonly messageId: string;
  readonly at: string;
  readonly oaId: string;
  readonly groupId: string | null;
  /** The other side of a 1-1 chat, or the member who wrote in a group; null when the OA wrote in a group. */
  readonly userId: string | null;
  readonly sender: 'oa' | 'user';
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly attachmentId: string | null;
  /** An image given by its address instead of an upload. */
  readonly imageUrl: string | null;
  readonly latitude: string | null;
  readonly longitude: string | null;
  readonly quoteId: string | null;
  /** Members whose phones rang because of `[@…]` in the text. */
  readonly mentions: readonly string[];
  /** The quota a 1-1 message outside 48 hours was taken from. */
  readonly quota: 'sub_quota' | null;
  readonly buttons: readonly MessageButton[];
  /** Of a document. */
  readonly fileName: string | null;
  /** A person of the OA wrote it in Zalo's own chat; null: the API sent it, or a citizen wrote it. */
  readonly adminName: string | null;
};
export type StoredMessage = Message & { readonly seq: number };

type Row = {
  seq: number;
  message_id: string;
  at: string;
  oa_id: string;
  group_id: string | null;
  user_id: string | null;
  sender: Message['sender'];
  kind: MessageKind;
  text: string | null;
  attachment_id: string | null;
  image_url: string | null;
  latitude: string | null;
  longitude: string | null;
  quote_id: string | null;
  mentions: string;
  quota: Message['quota'];
  buttons: string | null;
  file_name: string | null;
  admin_name: string | null;
};

const toMessage = (row: Row): StoredMessage => ({
  seq: row.seq,
  messageId: row.message_id,
  at: row.at,
  oaId: row.oa_id,
  groupId: row.group_id,
  userId: row.user_id,
  sender: row.sender,
  kind: row.kind,
  text: row.text,
  attachmentId: row.attachment_id,
  imageUrl: row.image_url,
  latitude: row.latitude,
  longitude: row.longitude,
  quoteId: row.quote_id,
  mentions: row.mentions === '' ? [] : row.mentions.split(','),
  quota: row.quota,
  buttons: row.buttons === null ? [] : JSON.parse(row.buttons),
  fileName: row.file_name,
  adminName: row.admin_name,
});

/** One conversation: a group, or an OA and one of its users. */
export type Conversation =
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'user'; readonly oaId: string; readonly userId: string };

export type Page = { readonly offset: number; readonly count: number };

export type MessageStore = ReturnType<typeof createMessageStore>;

/** Every message of every group and chat, in the order in which they were stored. */
export function createMessageStore(database: SandboxDatabase) {
  const statements = {
    insert: database.prepare(
      `insert into messages (message_id, at, oa_id, group_id, user_id, sender, kind, text, attachment_id, image_url,
         latitude, longitude, quote_id, mentions, quota, buttons, file_name, admin_name)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    byId: database.prepare<[string], Row>('select * from messages where message_id = ?'),
    groupsOldestFirst: database.prepare<[string, number], Row>(
      'select * from messages where oa_id = ? and group_id is not null and seq > ? order by seq',
    ),
    chatOldestFirst: database.prepare<[string, string, number], Row>(
      'select * from messages where oa_id = ? and user_id = ? and group_id is null and seq > ? order by seq',
    ),
    groupNewestFirst: database.prepare<[string, number, number], Row>(
      'select * from messages where group_id = ? order by seq desc limit ? offset ?',
    ),
    chatNewestFirst: database.prepare<[string, string, number, number], Row>(
      'select * from messages where oa_id = ? and user_id = ? and group_id is null order by seq desc limit ? offset ?',
    ),
    recentChats: database.prepare<[string, number, number], Row>(
      `select * from messages where seq in (
         select max(seq) from messages where oa_id = ? and group_id is null group by user_id
       ) order by seq desc limit ? offset ?`,
    ),
    recentGroups: database.prepare<[string, number, number], Row>(
      `select * from messages where seq in (
         select max(seq) from messages where oa_id = ? and group_id is not null group by group_id
       ) order by seq desc limit ? offset ?`,
    ),
    lastSeq: database.prepare<[string], { seq: number | null }>(
      'select max(seq) as seq from messages where oa_id = ?',
    ),
    countQuota: database.prepare<[string, string], { count: number }>(
      'select count(*) as count from messages where oa_id = ? and quota is not null and at >= ?',
    ),
  };

  return {
    append(message: Message): void {
      statements.insert.run(
        message.messageId,
        message.at,
        message.oaId,
        message.groupId,
        message.userId,
        message.sender,
        message.kind,
        message.text,
        message.attachmentId,
        message.imageUrl,
        message.latitude,
        message.longitude,
        message.quoteId,
        message.mentions.join(','),
        message.quota,
        message.buttons.length === 0 ? null : JSON.stringify(message.buttons),
        message.fileName,
        message.adminName,
      );
    },
    findById(messageId: string): StoredMessage | undefined {
      const row = statements.byId.get(messageId);
      return row && toMessage(row);
    },
    /** All of an OA's groups together, oldest first, only what came after `afterSeq`. */
    listOfGroups: (oaId: string, afterSeq: number): StoredMessage[] =>
      statements.groupsOldestFirst.all(oaId, afterSeq).map(toMessage),
    /** One 1-1 chat, oldest first. */
    listOfChat: (oaId: string, userId: string, afterSeq: number): StoredMessage[] =>
      statements.chatOldestFirst.all(oaId, userId, afterSeq).map(toMessage),
    /** Newest first, as Zalo reads a conversation back. */
    page(conversation: Conversation, { offset, count }: Page): StoredMessage[] {
      const rows =
        conversation.kind === 'group'
          ? statements.groupNewestFirst.all(conversation.groupId, count, offset)
          : statements.chatNewestFirst.all(conversation.oaId, conversation.userId, count, offset);
      return rows.map(toMessage);
    },
    /** The last message of each chat, newest first. */
    recent(oaId: string, scope: 'chats' | 'groups', { offset, count }: Page): StoredMessage[] {
      const statement = scope === 'groups' ? statements.recentGroups : statements.recentChats;
      return statement.all(oaId, count, offset).map(toMessage);
    },
    lastSeq: (oaId: string): number => statements.lastSeq.get(oaId)?.seq ?? 0,
    countQuotaSince: (oaId: string, since: string): number =>
      statements.countQuota.get(oaId, since)?.count ?? 0,
  };
}
