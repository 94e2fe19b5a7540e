import * as z from 'zod';
import { sniffImage } from './attachment.store.ts';
import type { Message, MessageKind } from './message.store.ts';
import type { Group, Oa } from './oa.store.ts';
import type { OaPerson } from './people.store.ts';
import { makeSampleImage } from './sample-image.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { mentionedMembers } from './sending.rules.ts';
import { oaOfUnit, ToolError } from './tool-input.ts';
import type { DeliveryManner } from './webhook-emitter.ts';
import {
  chatNowBody,
  followBody,
  groupMessageBody,
  oaMessageBody,
  userMessageBody,
  type WebhookBody,
} from './webhook-payload.ts';
import { newMessageId } from './zalo-ids.ts';

const kindsOfEvents = {
  user_send_text: 'text',
  user_send_image: 'image',
  user_send_location: 'location',
  user_send_sticker: 'sticker',
} as const satisfies Record<string, MessageKind>;
type SendEvent = keyof typeof kindsOfEvents;

const isSendEvent = (event: string): event is SendEvent => Object.hasOwn(kindsOfEvents, event);

const imageBase64LengthMax = 1_400_000;
const copiesMax = 5;
const delayMsMax = 600_000;

/** Something that a citizen (or, with `group`, an officer) does in Zalo. */
export const SandboxEvent = z.object({
  unit: z.string(),
  /** A name of the caller's choice, made on first use; or the OA's own user id. */
  user: z.string().min(1).max(100),
  name: z.string().min(1).max(100).optional(),
  event: z
    .enum([
      'follow',
      'unfollow',
      'user_send_text',
      'user_send_image',
      'user_send_location',
      'user_send_sticker',
      'user_click_chatnow',
      'oa_send_text',
      'user.revoke.consent',
    ])
    .or(z.templateLiteral(['user_send_group_', z.enum(['text', 'image', 'location', 'sticker'])])),
  text: z.string().min(1).optional(),
  lat: z.number().min(-90).max(90).optional(),
  lng: z.number().min(-180).max(180).optional(),
  group: z.enum(['duty', 'sos']).optional(),
  /** With `oa_send_text`: the person of the OA who writes to `user`. */
  officer: z.string().min(1).max(100).optional(),
  quoteMessageId: z.string().optional(),
  imageBase64: z.base64().max(imageBase64LengthMax).optional(),
  /** How the webhook arrives: several times, or late, so that a younger event is there first. */
  copies: z.number().int().min(1).max(copiesMax).optional(),
  delayMs: z.number().int().min(0).max(delayMsMax).optional(),
});
type SandboxEvent = z.infer<typeof SandboxEvent>;

/** Does the thing in Zalo (stores the message, opens the windows) and sends the signed webhook. */
export function createEventService(context: SandboxContext) {
  const { database, people, messages, webhooks, credentials } = context;

  function groupOf(oa: Oa, event: SandboxEvent): Group | undefined {
    const isGroupName = event.event.startsWith('user_send_group_');
    if (isGroupName && !event.group) throw new ToolError(400, 'group is missing.');
    return event.group === undefined
      ? undefined
      : context.oas.listGroups(oa.oaId).find((group) => group.role === event.group);
  }

  async function keepImage(oa: Oa, event: SandboxEvent): Promise<string> {
    const bytes = event.imageBase64 ? Buffer.from(event.imageBase64, 'base64') : makeSampleImage();
    const contentType = sniffImage(bytes);
    if (!contentType) throw new ToolError(400, 'imageBase64 is neither jpg nor png.');
    return (await context.attachments.keep(oa.oaId, bytes, contentType)).attachmentId;
  }

  async function send(
    oa: Oa,
    person: OaPerson,
    event: SandboxEvent,
    manner: DeliveryManner,
  ): Promise<object> {
    const name = event.event.replace('user_send_group_', 'user_send_');
    if (!isSendEvent(name)) throw new ToolError(400, `${event.event} does not go with a group.`);
    const kind = kindsOfEvents[name];
    if (kind === 'text' && event.text === undefined) throw new ToolError(400, 'text is missing.');
    if (kind === 'location' && (event.lat === undefined || event.lng === undefined)) {
      throw new ToolError(400, 'lat and lng are missing.');
    }
    const group = groupOf(oa, event);
    checkQuote(oa, person, group, event.quoteMessageId);
    const at = context.now();
    const message: Message = {
      messageId: newMessageId(),
      at: at.toISOString(),
      oaId: oa.oaId,
      groupId: group?.groupId ?? null,
      userId: person.userId,
      sender: 'user',
      kind,
      text: event.text ?? null,
      attachmentId: kind === 'image' ? await keepImage(oa, event) : null,
      imageUrl: null,
      latitude: kind === 'location' ? String(event.lat) : null,
      longitude: kind === 'location' ? String(event.lng) : null,
      quoteId: event.quoteMessageId ?? null,
      mentions: [],
      quota: null,
      buttons: [],
      fileName: null,
      adminName: null,
    };
    const where = { appId: credentials.appId, oaId: oa.oaId, at };
    store(message, person, group, manner, (payload) =>
      group
        ? groupMessageBody(where, `user_send_group_${kind}`, person, group.groupId, payload)
        : userMessageBody(where, `user_send_${kind}`, person, payload),
    );
    return { messageId: message.messageId, userId: person.userId };
  }

  /** Whoever writes in a group is a member of it; writing there opens the 1-1 window as well. */
  const store = database.transaction(
    (
      message: Message,
      person: OaPerson,
      group: Group | undefined,
      manner: DeliveryManner,
      body: (payload: object) => WebhookBody,
    ) => {
      if (group) people.joinGroup(group, person.userId);
      const members = group ? people.listMembers(group).map((member) => member.userId) : [];
      const mentions = group ? mentionedMembers(message.text, group.groupId, members) : [];
      messages.append({ ...message, mentions });
      people.recordInteraction(message.oaId, person.userId, message.at);
      webhooks.enqueueOa(body(toPayload(message, context.publicOrigin())), manner);
    },
  );

  /** A person of the OA writes in Zalo's own chat, where Zalo's windows are theirs to keep; the echo names who it was. */
  const reply = database.transaction(
    (
      oa: Oa,
      person: OaPerson,
      { text, officer = 'chi-huy' }: SandboxEvent,
      manner: DeliveryManner,
    ): object => {
      if (text === undefined) throw new ToolError(400, 'text is missing.');
      const admin = people.ensureAtOa(oa.oaId, `${officer.replace(/:.*$/, '')}:${oa.unitId}`);
      const at = context.now();
      const message: Message = {
        messageId: newMessageId(),
        at: at.toISOString(),
        oaId: oa.oaId,
        groupId: null,
        userId: person.userId,
        sender: 'oa',
        kind: 'text',
        text,
        attachmentId: null,
        imageUrl: null,
        latitude: null,
        longitude: null,
        quoteId: null,
        mentions: [],
        quota: null,
        buttons: [],
        fileName: null,
        adminName: admin.name,
      };
      messages.append(message);
      const where = { appId: credentials.appId, oaId: oa.oaId, at, adminId: admin.userId };
      webhooks.enqueueOa(
        oaMessageBody(where, 'text', { userId: person.userId }, { msg_id: message.messageId, text }),
        manner,
      );
      return { messageId: message.messageId, userId: person.userId };
    },
  );

  function checkQuote(oa: Oa, person: OaPerson, group: Group | undefined, quoteId: string | undefined): void {
    if (quoteId === undefined) return;
    const quoted = messages.findById(quoteId);
    const isHere = group
      ? quoted?.groupId === group.groupId
      : quoted?.groupId === null && quoted.oaId === oa.oaId && quoted.userId === person.userId;
    if (!isHere) throw new ToolError(400, 'quoteMessageId is not a message of this conversation.');
  }

  const follow = database.transaction(
    (oa: Oa, person: OaPerson, event: 'follow' | 'unfollow', manner: DeliveryManner): void => {
      const at = context.now();
      if (event === 'follow') people.recordInteraction(oa.oaId, person.userId, at.toISOString());
      people.setFollowState(oa.oaId, person.userId, event === 'follow' ? 'follows' : 'unfollowed');
      webhooks.enqueueOa(followBody({ appId: credentials.appId, oaId: oa.oaId, at }, event, person), manner);
    },
  );

  const chatNow = database.transaction((oa: Oa, person: OaPerson, manner: DeliveryManner): void => {
    const at = context.now();
    people.recordInteraction(oa.oaId, person.userId, at.toISOString());
    webhooks.enqueueOa(chatNowBody({ appId: credentials.appId, oaId: oa.oaId, at }, person), manner);
  });

  function revokeConsent(person: OaPerson, manner: DeliveryManner): void {
    webhooks.enqueueMiniApp(
      {
        event: 'user.revoke.consent',
        appId: credentials.miniAppId,
        userId: person.appUserId,
        timestamp: context.now().getTime(),
      },
      manner,
    );
  }

  return {
    async act(event: SandboxEvent): Promise<object> {
      const oa = oaOfUnit(context, event.unit);
      const person = people.ensureAtOa(oa.oaId, event.user, event.name);
      const manner: DeliveryManner = { copies: event.copies ?? 1, delayMs: event.delayMs ?? 0 };
      let result: object = { userId: person.userId };
      if (event.event === 'follow' || event.event === 'unfollow') follow(oa, person, event.event, manner);
      else if (event.event === 'user_click_chatnow') chatNow(oa, person, manner);
      else if (event.event === 'user.revoke.consent') revokeConsent(person, manner);
      else if (event.event === 'oa_send_text') result = reply(oa, person, event, manner);
      else result = await send(oa, person, event, manner);
      webhooks.flush();
      return result;
    },
  };
}

/** `message` of the webhook, as it differs from kind to kind. Coordinates are text. */
function toPayload(message: Message, origin: string): object {
  const base = {
    msg_id: message.messageId,
    ...(message.text === null ? {} : { text: message.text }),
    ...(message.quoteId === null ? {} : { quote_msg_id: message.quoteId }),
  };
  if (message.kind === 'text') return base;
  return { ...base, attachments: [toAttachment(message, origin)] };
}

function toAttachment(message: Message, origin: string): object {
  if (message.kind === 'location') {
    const coordinates = { latitude: message.latitude, longitude: message.longitude };
    return { type: 'location', payload: { coordinates } };
  }
  if (message.kind === 'sticker') {
    return { type: 'sticker', payload: { id: '1', url: 'https://zalo-api.zadn.vn/sticker/1.png' } };
  }
  const url = `${origin}/sandbox/api/images/${message.attachmentId ?? ''}`;
  return { type: 'image', payload: { thumbnail: url, url } };
}
