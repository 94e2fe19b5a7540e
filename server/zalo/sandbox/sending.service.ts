import type { Message } from './message.store.ts';
import type { Group, Oa } from './oa.store.ts';
import type { OaPerson } from './people.store.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { type Content, checkWindow, mentionedMembers, type Outgoing } from './sending.rules.ts';
import { oaMessageBody } from './webhook-payload.ts';
import { ZaloError } from './zalo-answer.ts';
import { newMessageId } from './zalo-ids.ts';

/** What a Growth package gives for 1-1 messages between 48 hours and 7 days. */
const quotaPerMonth = 500;

export type SendingService = ReturnType<typeof createSendingService>;

/** What an OA sends through the API, once the endpoint has let it in. Stored before it is answered. */
export function createSendingService(context: SandboxContext) {
  const { database, oas, people, messages, attachments, webhooks } = context;

  function checkAttachment(oa: Oa, content: Content, at: Date): void {
    const image = content.image && 'attachmentId' in content.image ? content.image.attachmentId : null;
    const id = content.fileToken ?? image;
    if (id === null) return;
    const attachment = attachments.find(id);
    if (attachment?.oaId !== oa.oaId) throw new ZaloError(-201, 'attachment_id');
    const isImage = attachment.contentType.startsWith('image/');
    if (isImage === (content.fileToken !== null)) throw new ZaloError(-201, 'attachment_id');
    if (attachment.expiresAt <= at.toISOString()) throw new ZaloError(-100);
  }

  function checkQuote(quoteId: string | null, isHere: (quoted: Message) => boolean): void {
    if (quoteId === null) return;
    const quoted = messages.findById(quoteId);
    if (!quoted || !isHere(quoted)) throw new ZaloError(-201, 'quote_message_id');
  }

  /** Free within 48 hours; then from the month's quota, -211 when that is gone. */
  function takeQuota(oa: Oa, isFree: boolean, at: Date): { type: Message['quota']; answer: object } {
    if (isFree) return { type: null, answer: { quota_type: 'reply', remain: '8', total: '8' } };
    const total = oa.package === 'growth' ? quotaPerMonth : 0;
    const used = messages.countQuotaSince(oa.oaId, startOfMonth(at));
    if (used >= total) throw new ZaloError(-211);
    const answer = {
      quota_type: 'sub_quota',
      remain: String(total - used - 1),
      total: String(total),
      expired_date: startOfNextMonth(at),
      owner_type: 'OA',
      owner_id: oa.oaId,
    };
    return { type: 'sub_quota', answer };
  }

  const store = database.transaction(
    (message: Message, to: { groupId: string } | { userId: string }, at: Date) => {
      messages.append(message);
      const echo =
        message.kind === 'image' || message.kind === 'file'
          ? { msg_id: message.messageId, text: message.text ?? undefined, attachments: [echoMedia(message)] }
          : { msg_id: message.messageId, text: message.text };
      webhooks.enqueueOa(
        oaMessageBody({ appId: context.credentials.appId, oaId: message.oaId, at }, message.kind, to, echo),
      );
    },
  );

  function echoMedia(message: Message): object {
    const url =
      message.imageUrl ?? `${context.publicOrigin()}/sandbox/api/images/${message.attachmentId ?? ''}`;
    if (message.kind === 'file') return { type: 'file', payload: { url, name: message.fileName } };
    return { type: 'image', payload: { thumbnail: url, url } };
  }

  return {
    /** 1-1, whichever endpoint let it in. */
    sendToUser(oa: Oa, { userId, content }: Outgoing): object {
      if (userId === undefined) throw new ZaloError(-201, 'recipient.user_id');
      const at = context.now();
      const person: OaPerson | undefined = people.findAtOa(oa.oaId, userId);
      const { isFree } = checkWindow(person, at);
      checkAttachment(oa, content, at);
      checkQuote(
        content.quoteId,
        (quoted) => quoted.groupId === null && quoted.oaId === oa.oaId && quoted.userId === userId,
      );
      const quota = takeQuota(oa, isFree, at);
      const name =
        content.fileToken === null ? null : (attachments.find(content.fileToken)?.name ?? 'tep.pdf');
      const message = { ...newMessage(oa, content, at, name), userId, quota: quota.type };
      store(message, { userId }, at);
      webhooks.flush();
      return {
        message_id: message.messageId,
        user_id: userId,
        sent_time: String(at.getTime()),
        quota: quota.answer,
      };
    },

    /** -224 without a package, -403 for a group of somebody else, -237 when the group is disabled. */
    requireGroup(oa: Oa, groupId: string | undefined): Group {
      if (groupId === undefined) throw new ZaloError(-201, 'group_id');
      if (oa.package === 'none') throw new ZaloError(-224);
      const group = oas.findGroup(groupId);
      if (group?.oaId !== oa.oaId) throw new ZaloError(-403);
      if (oa.isGroupDisabled) throw new ZaloError(-237);
      return group;
    },

    sendToGroup(oa: Oa, { groupId, content }: Outgoing): object {
      const group = this.requireGroup(oa, groupId);
      const at = context.now();
      checkAttachment(oa, content, at);
      checkQuote(content.quoteId, (quoted) => quoted.groupId === group.groupId);
      const memberIds = people.listMembers(group).map((member) => member.userId);
      const message = {
        ...newMessage(oa, content, at),
        groupId: group.groupId,
        mentions: mentionedMembers(content.text, group.groupId, memberIds),
      };
      store(message, { groupId: group.groupId }, at);
      webhooks.flush();
      return { message_id: message.messageId, group_id: group.groupId, sent_time: String(at.getTime()) };
    },
  };
}

function newMessage(oa: Oa, content: Content, at: Date, fileName: string | null = null): Message {
  const { image, fileToken, buttons } = content;
  return {
    messageId: newMessageId(),
    at: at.toISOString(),
    oaId: oa.oaId,
    groupId: null,
    userId: null,
    sender: 'oa',
    kind: fileToken !== null ? 'file' : image ? 'image' : 'text',
    text: content.text,
    attachmentId: fileToken ?? (image && 'attachmentId' in image ? image.attachmentId : null),
    imageUrl: image && 'url' in image ? image.url : null,
    latitude: null,
    longitude: null,
    quoteId: content.quoteId,
    mentions: [],
    quota: null,
    buttons,
    fileName,
    adminName: null,
  };
}

/** Months end in Viet Nam (UTC+7, no daylight saving). */
const offsetMs = 7 * 3_600_000;

export function startOfMonth(at: Date): string {
  const local = new Date(at.getTime() + offsetMs);
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - offsetMs).toISOString();
}

function startOfNextMonth(at: Date): string {
  const local = new Date(at.getTime() + offsetMs);
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1) - offsetMs).toISOString();
}
