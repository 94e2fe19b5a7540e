import { createOaArticles, type OaArticles } from './oa-articles.ts';
import { type DescribedOa, readOaDescription } from './oa-capabilities.rules.ts';
import type {
  OaConnection,
  OaConnectionStore,
  OaConversation,
  OaGroup,
  OaProfile,
} from './oa-connection.store.ts';
import { findSent, parseConversationPage, reachesBefore } from './oa-conversation.rules.ts';
import { classify, type OaEffect, type OaVerdict } from './oa-errors.rules.ts';
import type { OaGroupName } from './oa-groups.rules.ts';
import { type HistoryLine, readPage as readLines, type Talk } from './oa-look.rules.ts';
import type { OaTokens } from './oa-tokens.ts';
import type { OaUserStore } from './oa-user.store.ts';
import { asciiFileName } from './upload-name.rules.ts';
import {
  callZalo,
  type Fetch,
  isRecord,
  nonEmptyString,
  type ZaloBaseUrls,
  type ZaloRequest,
  zaloTimeoutMs,
} from './zalo-http.ts';

/**
 * What became of a send. `reason` is a short code such as "zalo -237", never a word of the message.
 * sent: Zalo gave it an id · retry: certainly not sent, later may do · unknown: it may have been delivered, look before sending
 * again · permanent: this message will never be taken · human: someone must act at the OA or in Zalo's console first.
 *
 * An OA that is not connected, needs to be reconnected or is paused is `human`, not `retry`: no waiting mends it, and a parked
 * message is where officers see it, while one that waits quietly for a day is not. Reconnecting puts parked ones back.
 */
type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'permanent'; readonly reason: string }
  | { readonly kind: 'human'; readonly reason: string };

/** A 1-1 message: what stops it may be the person's own doing, and then says nothing about the OA or the message. */
type ChatOutcome =
  | SendOutcome
  | {
      readonly kind: 'person';
      /** unreachable: blocked, left, banned · window_closed: silent for a week · quota: had enough for now. */
      readonly problem: 'unreachable' | 'window_closed' | 'quota';
      readonly reason: string;
    };

/** absent: the conversation was read back to that instant and holds no such message · failed: it could not be. */
type FindOutcome =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** No waiting mends it: see `human` of a send. */
      readonly needsPerson: boolean;
    };

type ListGroupsOutcome =
  | { readonly kind: 'groups'; readonly groups: readonly OaGroupName[] }
  | { readonly kind: 'failed'; readonly reason: string };

type LinesOutcome =
  | { readonly kind: 'lines'; readonly lines: readonly HistoryLine[] }
  | { readonly kind: 'failed'; readonly reason: string };

type DescribeOutcome =
  | { readonly kind: 'oa'; readonly oa: DescribedOa }
  | { readonly kind: 'failed'; readonly reason: string };

export type OaClient = {
  /** Text of at most `zaloTextCharsMax` letters; more is a mistake of the caller, who splits (RangeError). */
  sendGroupText(unitId: string, group: OaGroup, text: string): Promise<SendOutcome>;
  /** One picture with its caption; the caption, too, must fit `zaloTextCharsMax`. */
  sendGroupPhoto(unitId: string, group: OaGroup, photo: GroupPhoto): Promise<SendOutcome>;
  /** Looks for a message of ours that holds `needle`, sent since then. */
  findInGroup(unitId: string, group: OaGroup, needle: string, since: Date): Promise<FindOutcome>;
  /** Text to one user of the unit's OA, by the id that this OA knows them by. */
  sendChatText(unitId: string, userId: string, text: string): Promise<ChatOutcome>;
  /** The same with buttons, five at the most. A button that Zalo does not take fails the whole message (`permanent`). */
  sendChatMessage(
    unitId: string,
    userId: string,
    message: { readonly text: string; readonly buttons: readonly ChatMessageButton[] },
  ): Promise<ChatOutcome>;
  /** One document: pdf or docx, five megabytes at the most. */
  sendChatFile(unitId: string, userId: string, file: ChatFile): Promise<ChatOutcome>;
  findInChat(unitId: string, userId: string, needle: string, since: Date): Promise<FindOutcome>;
  listGroups(unitId: string): Promise<ListGroupsOutcome>;
  /** The last line of each conversation of the OA with people, or of each of its groups: newest first, ten at a time. */
  listRecentTalks(unitId: string, scope: 'chats' | 'groups', offset: number): Promise<LinesOutcome>;
  /** One conversation, newest first, ten lines at a time. */
  readTalk(unitId: string, talk: Talk, offset: number): Promise<LinesOutcome>;
  /** What Zalo says of the unit's OA. */
  describe(unitId: string): Promise<DescribeOutcome>;
  /** The same by a token that is nobody's yet: whose it is. */
  describeByToken(accessToken: string): Promise<DescribeOutcome>;
  articles: OaArticles;
};

type GroupPhoto = {
  /** At most `zaloUploadBytesMax`, else the outcome is `permanent`. */
  readonly jpeg: Uint8Array;
  /** Any name; Zalo gets it in ASCII with an extension. */
  readonly fileName: string;
  /** Stands beside the picture, and is what `findInGroup` can find it by. */
  readonly caption: string;
};

/** zalo/server.md 3.1. */
export type ChatMessageButton =
  | { readonly title: string; readonly type: 'oa.open.url'; readonly payload: { readonly url: string } }
  | { readonly title: string; readonly type: 'oa.query.hide'; readonly payload: string }
  | {
      readonly title: string;
      readonly type: 'oa.open.phone';
      readonly payload: { readonly phone_code: string };
    };

type ChatFile = {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Any name with an extension; Zalo gets it in ASCII. */
  readonly fileName: string;
};

/** Zalo answers -210 beyond; counted in UTF-16 units after NFC, the strictest way to count letters. */
export const zaloTextCharsMax = 2_000;
/** Zalo refuses larger pictures. */
export const zaloUploadBytesMax = 1_000_000;
/** The same of documents. */
const zaloDocumentBytesMax = 5_000_000;
/** A picture of a megabyte over a slow line. */
const uploadTimeoutMs = 30_000;
/** Zalo gives ten messages a page at the most. */
const conversationPageSize = 10;
/** 600 messages: what a group gets in hours of a bad night. */
const conversationPagesMax = 60;
/** Zalo's clock and ours may differ by this much. */
const clockToleranceMs = 2 * 60_000;
const groupsPageSize = 50;
const groupsPagesMax = 20;
/** A token refused twice in a row, once fresh: something refreshes beside us. */
const tokenRetryMs = 60_000;

type Unreachable = Extract<SendOutcome, { kind: 'human' }>;
/** Where a message goes, and which endpoint serves the OA for that. */
type Target = {
  readonly conversation: OaConversation;
  readonly recipient: { readonly group_id: string } | { readonly user_id: string };
  readonly profile: OaProfile;
};
type ChatTarget = Target & { readonly person: { readonly oaId: string; readonly userId: string } };

/** The OA API for the groups and chats of our units' OAs (zalo/server.md 3). Logs nothing: what it meets is in its answers. */
export function createOaClient(options: {
  connections: OaConnectionStore;
  tokens: OaTokens;
  /** Who is told what became of messages to people. */
  people: Pick<OaUserStore, 'recordSent' | 'recordRefusal'>;
  baseUrls: Pick<ZaloBaseUrls, 'openapi'>;
  now: () => Date;
  fetch?: Fetch;
  /** For every call but uploads, which get three times as long. */
  timeoutMs?: number;
}): OaClient {
  const {
    connections,
    tokens,
    people,
    now,
    fetch: fetchFunction = fetch,
    timeoutMs = zaloTimeoutMs,
  } = options;
  const baseUrl = options.baseUrls.openapi;
  const uploadMs = Math.min(uploadTimeoutMs, 3 * timeoutMs);

  /** One call with the OA's token; when it is not taken, once more with a fresh one. */
  async function call(
    unitId: string,
    effect: OaEffect,
    request: Omit<ZaloRequest, 'headers' | 'timeoutMs'> & {
      headers?: Record<string, string>;
      timeoutMs?: number;
    },
  ): Promise<OaVerdict> {
    let token = await tokens.accessToken(unitId);
    for (let refreshes = 0; ; refreshes += 1) {
      if (token.kind !== 'token') return token;
      const answer = await callZalo(fetchFunction, {
        timeoutMs,
        ...request,
        headers: { ...request.headers, access_token: token.accessToken },
      });
      const verdict = classify(answer, effect, now());
      if (verdict.kind === 'pause_oa') await connections.pause(unitId, verdict.reason, now());
      if (verdict.kind !== 'token') return verdict;
      if (refreshes > 0) return { kind: 'retry', afterMs: tokenRetryMs, reason: verdict.reason };
      token = await tokens.refresh(unitId, token.accessToken);
    }
  }

  function postMessage(unitId: string, target: Target, message: unknown): Promise<OaVerdict> {
    return call(unitId, 'send', {
      method: 'POST',
      url: `${baseUrl}${messagePaths[target.conversation][target.profile]}`,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ recipient: target.recipient, message }),
    });
  }

  /**
   * Sends on the endpoint that serves this OA. Only -235 moves to v2 and only -240 to v3, once and for good: on any other error
   * the message may have been delivered, and the other endpoint would deliver it twice (zalo/server.md 10).
   */
  async function sendMessage(unitId: string, target: Target, message: unknown): Promise<OaVerdict> {
    const verdict = await postMessage(unitId, target, message);
    const other = verdict.kind === 'use_v2' ? 'v2' : verdict.kind === 'use_v3' ? 'v3' : target.profile;
    if (other === target.profile) return verdict;
    await connections.pinProfile(unitId, target.conversation, other, now());
    return await postMessage(unitId, { ...target, profile: other }, message);
  }

  /** What Zalo calls the uploaded thing by, or why there is nothing. */
  async function upload(
    unitId: string,
    what: 'image' | 'file',
    blob: Blob,
    fileName: string,
  ): Promise<{ kind: 'uploaded'; name: string } | SendOutcome> {
    const form = new FormData();
    form.set('file', blob, asciiFileName(fileName, what === 'image' ? 'jpg' : documentExtension(fileName)));
    const verdict = await call(unitId, 'read', {
      method: 'POST',
      url: `${baseUrl}/v2.0/oa/upload/${what}`,
      body: form,
      timeoutMs: uploadMs,
    });
    if (verdict.kind !== 'ok') return notSent(verdict);
    const name = isRecord(verdict.data) ? nonEmptyString(verdict.data[uploadedNames[what]]) : null;
    return name
      ? { kind: 'uploaded', name }
      : { kind: 'retry', afterMs: null, reason: `upload without ${uploadedNames[what]}` };
  }

  async function findGroup(
    unitId: string,
    group: OaGroup,
  ): Promise<(Target & { groupId: string }) | Unreachable> {
    const connection = await connections.find(unitId);
    if (!connection) return { kind: 'human', reason: 'oa not connected' };
    const groupId = groupIdFor(connection, group);
    if (!groupId) return { kind: 'human', reason: 'oa without duty group' };
    return {
      conversation: 'group',
      recipient: { group_id: groupId },
      profile: connection.profiles.group,
      groupId,
    };
  }

  async function findChat(unitId: string, userId: string): Promise<ChatTarget | Unreachable> {
    const connection = await connections.find(unitId);
    if (!connection) return { kind: 'human', reason: 'oa not connected' };
    return {
      conversation: 'chat',
      recipient: { user_id: userId },
      profile: connection.profiles.chat,
      person: { oaId: connection.oaId, userId },
    };
  }

  /** Any message to one person; what it shows of the way to them is kept. */
  async function sendToChat(unitId: string, userId: string, message: unknown): Promise<ChatOutcome> {
    const target = await findChat(unitId, userId);
    if ('kind' in target) return target;
    const outcome = toChatOutcome(await sendMessage(unitId, target, message));
    if (outcome.kind === 'sent') await people.recordSent(target.person, now());
    if (outcome.kind === 'person' && outcome.problem !== 'quota')
      await people.recordRefusal(target.person, outcome.reason, now());
    return outcome;
  }

  /** A GET with plain parameters, as the group endpoints take them. */
  function readPage(unitId: string, path: string, parameters: Record<string, string>): Promise<OaVerdict> {
    return call(unitId, 'read', {
      method: 'GET',
      url: `${baseUrl}${path}?${new URLSearchParams(parameters)}`,
    });
  }

  /** Reads a conversation from its newest message back to that instant. */
  async function readBack(
    needle: string,
    since: Date,
    readAt: (offset: number) => Promise<OaVerdict>,
  ): Promise<FindOutcome> {
    const from = new Date(since.getTime() - clockToleranceMs);
    const failed = (reason: string, needsPerson = false): FindOutcome => ({
      kind: 'failed',
      reason,
      needsPerson,
    });
    for (let page = 0; page < conversationPagesMax; page += 1) {
      const verdict = await readAt(page * conversationPageSize);
      if (verdict.kind !== 'ok') return failed(verdict.reason, notSent(verdict).kind === 'human');
      const entries = parseConversationPage(verdict.data);
      if (!entries) return failed('conversation unreadable');
      const found = findSent(entries, needle, from);
      if (found) return { kind: 'found', messageId: found.messageId };
      if (entries.length < conversationPageSize || reachesBefore(entries, from)) return { kind: 'absent' };
    }
    // More was written since than we read: not having seen it proves nothing.
    return failed('conversation too long');
  }

  return {
    articles: createOaArticles(call, baseUrl),

    async sendGroupText(unitId, group, text) {
      const composed = composeText(text);
      const target = await findGroup(unitId, group);
      if ('kind' in target) return target;
      return toSendOutcome(await sendMessage(unitId, target, { text: composed }));
    },

    async sendGroupPhoto(unitId, group, { jpeg, fileName, caption }) {
      const text = composeText(caption);
      if (jpeg.byteLength > zaloUploadBytesMax) return { kind: 'permanent', reason: 'photo too large' };
      const target = await findGroup(unitId, group);
      if ('kind' in target) return target;
      const bytes = new Uint8Array(jpeg);
      for (let uploads = 1; ; uploads += 1) {
        const uploaded = await upload(unitId, 'image', new Blob([bytes], { type: 'image/jpeg' }), fileName);
        if (uploaded.kind !== 'uploaded') return uploaded;
        const verdict = await sendMessage(unitId, target, photoMessage(uploaded.name, text));
        if (verdict.kind !== 'reupload' || uploads === 2) return toSendOutcome(verdict);
      }
    },

    async findInGroup(unitId, group, needle, since) {
      const target = await findGroup(unitId, group);
      if ('kind' in target) return { kind: 'failed', reason: target.reason, needsPerson: true };
      const { groupId } = target;
      return await readBack(needle, since, (offset) =>
        readPage(unitId, '/v3.0/oa/group/conversation', {
          group_id: groupId,
          offset: String(offset),
          count: String(conversationPageSize),
        }),
      );
    },

    async sendChatText(unitId, userId, text) {
      return await sendToChat(unitId, userId, { text: composeText(text) });
    },

    async sendChatMessage(unitId, userId, { text, buttons }) {
      const composed = composeText(text);
      const attachment = { type: 'template', payload: { buttons } };
      const message = buttons.length === 0 ? { text: composed } : { text: composed, attachment };
      return await sendToChat(unitId, userId, message);
    },

    async sendChatFile(unitId, userId, { bytes, mediaType, fileName }) {
      if (bytes.byteLength > zaloDocumentBytesMax) return { kind: 'permanent', reason: 'file too large' };
      const blob = new Blob([new Uint8Array(bytes)], { type: mediaType });
      const uploaded = await upload(unitId, 'file', blob, fileName);
      if (uploaded.kind !== 'uploaded') return uploaded;
      const attachment = { type: 'file', payload: { token: uploaded.name } };
      return await sendToChat(unitId, userId, { attachment });
    },

    async findInChat(unitId, userId, needle, since) {
      return await readBack(needle, since, (offset) =>
        // v2 reads take one parameter: JSON.
        readPage(unitId, '/v2.0/oa/conversation', {
          data: JSON.stringify({ user_id: userId, offset, count: conversationPageSize }),
        }),
      );
    },

    async listRecentTalks(unitId, scope, offset) {
      const paging = { offset, count: conversationPageSize };
      return toLines(
        scope === 'groups'
          ? await readPage(unitId, '/v3.0/oa/group/listrecentchat', plain(paging))
          : await readPage(unitId, '/v2.0/oa/listrecentchat', { data: JSON.stringify(paging) }),
      );
    },

    async readTalk(unitId, talk, offset) {
      const paging = { offset, count: conversationPageSize };
      return toLines(
        'groupId' in talk
          ? await readPage(
              unitId,
              '/v3.0/oa/group/conversation',
              plain({ group_id: talk.groupId, ...paging }),
            )
          : await readPage(unitId, '/v2.0/oa/conversation', {
              data: JSON.stringify({ user_id: talk.userId, ...paging }),
            }),
      );
    },

    async describe(unitId) {
      return toDescription(await call(unitId, 'read', { method: 'GET', url: `${baseUrl}${describePath}` }));
    },

    async describeByToken(accessToken) {
      const answer = await callZalo(fetchFunction, {
        method: 'GET',
        url: `${baseUrl}${describePath}`,
        headers: { access_token: accessToken },
        timeoutMs,
      });
      return toDescription(classify(answer, 'read', now()));
    },

    async listGroups(unitId) {
      const groups: OaGroupName[] = [];
      for (let page = 0; page < groupsPagesMax; page += 1) {
        const verdict = await readPage(unitId, '/v3.0/oa/group/getgroupsofoa', {
          offset: String(page * groupsPageSize),
          count: String(groupsPageSize),
        });
        if (verdict.kind !== 'ok') return { kind: 'failed', reason: verdict.reason };
        const listed = isRecord(verdict.data) ? verdict.data.groups : null;
        if (!Array.isArray(listed)) return { kind: 'failed', reason: 'groups unreadable' };
        groups.push(...listed.flatMap(toGroupName));
        if (listed.length < groupsPageSize) break;
      }
      return { kind: 'groups', groups };
    },
  };
}

const documentExtension = (fileName: string): 'pdf' | 'docx' =>
  fileName.toLowerCase().endsWith('.docx') ? 'docx' : 'pdf';

/** Under which name an upload's answer has what the message refers to (zalo/server.md 3.4). */
const uploadedNames = { image: 'attachment_id', file: 'token' } as const;

/** Same body on both; v2 serves state agencies, v3 the others. */
const messagePaths: Readonly<Record<OaConversation, Readonly<Record<OaProfile, string>>>> = {
  group: { v3: '/v3.0/oa/group/message', v2: '/v2.0/oa/message' },
  chat: { v3: '/v3.0/oa/message/cs', v2: '/v2.0/oa/message' },
};

/** An OA without a group for emergencies gets them in its duty group: better there than nowhere. */
function groupIdFor({ groupIds }: OaConnection, group: OaGroup): string | null {
  return groupIds[group] ?? groupIds.duty;
}

/** A picture goes as a media template with exactly one element; `type: "image"` is refused with -201. */
function photoMessage(attachmentId: string, text: string): unknown {
  const element = { media_type: 'image', attachment_id: attachmentId };
  return { text, attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } } };
}

/** NFC, as Zalo wants it: a mark of its own would count as a letter and may be shown beside its vowel. */
function composeText(text: string): string {
  const composed = text.normalize('NFC');
  if (composed.length > zaloTextCharsMax)
    throw new RangeError(`A Zalo text has ${composed.length} letters, ${zaloTextCharsMax} are taken.`);
  return composed;
}

function toSendOutcome(verdict: OaVerdict): SendOutcome {
  if (verdict.kind !== 'ok') return notSent(verdict);
  const messageId = isRecord(verdict.data) ? nonEmptyString(verdict.data.message_id) : null;
  // "Success" without an id is no proof: the conversation is looked at.
  return messageId ? { kind: 'sent', messageId } : { kind: 'unknown', reason: 'success without message id' };
}

/** 1-1: what is about the person is told apart, and a used-up quota is a reason to take another way. */
function toChatOutcome(verdict: OaVerdict): ChatOutcome {
  const { reason } = verdict.kind === 'ok' ? { reason: '' } : verdict;
  if (verdict.kind === 'permanent' && verdict.person)
    return { kind: 'person', problem: verdict.person, reason };
  if (verdict.kind === 'retry' && verdict.quotaOf === 'user')
    return { kind: 'person', problem: 'quota', reason };
  if (verdict.kind === 'retry' && verdict.quotaOf === 'oa') return { kind: 'human', reason };
  return toSendOutcome(verdict);
}

function notSent(verdict: Exclude<OaVerdict, { kind: 'ok' }>): SendOutcome {
  switch (verdict.kind) {
    case 'retry':
    case 'unknown':
    case 'permanent':
    case 'human':
      return verdict;
    case 'reupload':
    case 'token':
      return { kind: 'retry', afterMs: null, reason: verdict.reason };
    case 'use_v2':
    case 'use_v3':
    case 'pause_oa':
      return { kind: 'human', reason: verdict.reason };
  }
}

const plain = (parameters: Readonly<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));

function toLines(verdict: OaVerdict): LinesOutcome {
  if (verdict.kind !== 'ok') return { kind: 'failed', reason: verdict.reason };
  const lines = readLines(verdict.data);
  return lines ? { kind: 'lines', lines } : { kind: 'failed', reason: 'conversation unreadable' };
}

const describePath = '/v2.0/oa/getoa';

function toDescription(verdict: OaVerdict): DescribeOutcome {
  if (verdict.kind !== 'ok') return { kind: 'failed', reason: verdict.reason };
  const oa = readOaDescription(verdict.data);
  return oa ? { kind: 'oa', oa } : { kind: 'failed', reason: 'oa unreadable' };
}

function toGroupName(listed: unknown): OaGroupName[] {
  if (!isRecord(listed)) return [];
  const groupId = nonEmptyString(listed.group_id);
  return groupId ? [{ groupId, name: nonEmptyString(listed.name) ?? '' }] : [];
}
