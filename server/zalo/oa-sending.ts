import type { OaCall } from './oa-call.ts';
import type { OaConnectionStore, OaConversation, OaGroup, OaProfile } from './oa-connection.store.ts';
import type { OaVerdict } from './oa-errors.rules.ts';
import {
  type ChatOutcome,
  notSent,
  type SendOutcome,
  toChatOutcome,
  toSendOutcome,
} from './oa-outcome.rules.ts';
import type { OaTargets, Target } from './oa-target.ts';
import type { OaUserStore } from './oa-user.store.ts';
import { asciiFileName } from './upload-name.rules.ts';
import { isRecord, nonEmptyString } from './zalo-http.ts';

export type OaSending = {
  /** Text of at most `zaloTextCharsMax` letters; more is a mistake of the caller, who splits (RangeError). */
  sendGroupText(unitId: string, group: OaGroup, text: string): Promise<SendOutcome>;
  /** One picture with its caption; the caption, too, must fit `zaloTextCharsMax`. */
  sendGroupPhoto(unitId: string, group: OaGroup, photo: GroupPhoto): Promise<SendOutcome>;
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

const documentExtension = (fileName: string): 'pdf' | 'docx' =>
  fileName.toLowerCase().endsWith('.docx') ? 'docx' : 'pdf';

/** Under which name an upload's answer has what the message refers to (zalo/server.md 3.4). */
const uploadedNames = { image: 'attachment_id', file: 'token' } as const;

/** Same body on both; v2 serves state agencies, v3 the others. */
const messagePaths: Readonly<Record<OaConversation, Readonly<Record<OaProfile, string>>>> = {
  group: { v3: '/v3.0/oa/group/message', v2: '/v2.0/oa/message' },
  chat: { v3: '/v3.0/oa/message/cs', v2: '/v2.0/oa/message' },
};

/** Texts, pictures and files to the groups and the people of our units' OAs (zalo/server.md 3). */
export function createOaSending(
  { call, baseUrl, timeoutMs }: OaCall,
  { findGroup, findChat }: OaTargets,
  parts: {
    connections: Pick<OaConnectionStore, 'pinProfile'>;
    /** Who is told what became of messages to people. */
    people: Pick<OaUserStore, 'recordSent' | 'recordRefusal'>;
    now: () => Date;
  },
): OaSending {
  const { connections, people, now } = parts;
  const uploadMs = Math.min(uploadTimeoutMs, 3 * timeoutMs);

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

  return {
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
  };
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
