import * as z from 'zod';
import type { MessageButton } from './message.store.ts';
import type { OaPerson } from './people.store.ts';
import { ZaloError } from './zalo-answer.ts';

/** What may be sent, and to whom: Zalo's refusals in Zalo's numbers. Pure; the clock is passed in. */

const textLengthMax = 2_000;
const buttonsMax = 5;
const buttonTitleLengthMax = 100;
const freeWindowMs = 48 * 3_600_000;
const windowMs = 7 * 24 * 3_600_000;

export type Content = {
  readonly text: string | null;
  readonly image: { readonly attachmentId: string } | { readonly url: string } | null;
  readonly quoteId: string | null;
  readonly buttons: readonly MessageButton[];
  /** What the upload of a document was answered with. */
  readonly fileToken: string | null;
};

const Body = z.object({
  recipient: z.object({
    user_id: z.string().min(1).optional(),
    group_id: z.string().min(1).optional(),
  }),
  message: z.object({
    text: z.string().optional(),
    attachment: z.unknown().optional(),
    quote_message_id: z.string().min(1).optional(),
  }),
});

const Template = z.object({
  type: z.literal('template'),
  payload: z.object({
    template_type: z.string().optional(),
    elements: z.array(z.record(z.string(), z.unknown())).optional(),
    buttons: z.array(z.unknown()).optional(),
  }),
});

const ButtonTitle = z.string().min(1).max(buttonTitleLengthMax);
const Buttons = z
  .array(
    z.union([
      z.object({
        title: ButtonTitle,
        type: z.literal('oa.open.url'),
        payload: z.object({ url: z.url({ protocol: /^https?$/ }) }),
      }),
      z.object({
        title: ButtonTitle,
        type: z.enum(['oa.query.show', 'oa.query.hide']),
        payload: z.string().min(1).max(1_000),
      }),
      z.object({
        title: ButtonTitle,
        type: z.literal('oa.open.phone'),
        payload: z.object({ phone_code: z.string().regex(/^(84\d{8,10}|\d{3,4})$/) }),
      }),
    ]),
  )
  .min(1)
  .max(buttonsMax);
const Document = z.object({ type: z.literal('file'), payload: z.object({ token: z.string().min(1) }) });

const Image = z.union([
  z.object({ attachment_id: z.string().min(1), url: z.undefined().optional() }),
  z.object({ url: z.url({ protocol: /^https$/ }), attachment_id: z.undefined().optional() }),
]);

/** Media that Zalo takes and the sandbox does not, besides words it does not know. */
const otherMediaTypes: readonly unknown[] = ['gif', 'sticker', 'article'];

export type Outgoing = {
  readonly userId: string | undefined;
  readonly groupId: string | undefined;
  readonly content: Content;
};

/** -201 for a wrong shape, -210 for too long a text, -233 for kinds that are not taken. */
export function parseOutgoing(body: unknown): Outgoing {
  const parsed = Body.safeParse(body);
  if (!parsed.success) throw new ZaloError(-201, parsed.error.issues[0]?.path.join('.'));
  const { recipient, message } = parsed.data;
  const text = message.text ?? null;
  if (text !== null && text.length > textLengthMax) throw new ZaloError(-210, 'message.text');
  const attached =
    message.attachment === undefined
      ? nothing
      : parseAttachment(message.attachment, recipient.group_id !== undefined);
  const { image, fileToken } = attached;
  if (!image && fileToken === null && (text === null || text.trim() === ''))
    throw new ZaloError(-201, 'message.text is empty');
  return {
    userId: recipient.user_id,
    groupId: recipient.group_id,
    content: { text, ...attached, quoteId: message.quote_message_id ?? null },
  };
}

type Attached = Pick<Content, 'image' | 'buttons' | 'fileToken'>;
const nothing: Attached = { image: null, buttons: [], fileToken: null };

/** A document, buttons under a text, or one picture. One wrong button and Zalo takes nothing of it. */
function parseAttachment(attachment: unknown, isForGroup: boolean): Attached {
  const document = Document.safeParse(attachment);
  if (document.success) return { ...nothing, fileToken: document.data.payload.token };
  const template = Template.safeParse(attachment);
  if (!template.success) throw new ZaloError(-201, 'message.attachment');
  const { payload } = template.data;
  if (payload.template_type === undefined && payload.buttons !== undefined) {
    // Not in the documented set for groups (zalo/server.md 3.6).
    if (isForGroup) throw new ZaloError(-233, 'no buttons in groups');
    const buttons = Buttons.safeParse(payload.buttons);
    if (!buttons.success) throw new ZaloError(-201, 'message.attachment.payload.buttons');
    return { ...nothing, buttons: buttons.data };
  }
  return { ...nothing, image: parseImage(payload) };
}

function parseImage(payload: z.infer<typeof Template>['payload']): NonNullable<Content['image']> {
  if (payload.template_type !== 'media') throw new ZaloError(-233, 'only media is taken');
  const [element, ...others] = payload.elements ?? [];
  if (!element || others.length > 0) throw new ZaloError(-201, 'elements must hold exactly one element');
  if (otherMediaTypes.includes(element.media_type)) throw new ZaloError(-233, 'only image is taken');
  const image = Image.safeParse(element);
  if (element.media_type !== 'image' || !image.success)
    throw new ZaloError(-201, 'message.attachment.elements');
  return image.data.attachment_id === undefined
    ? { url: image.data.url }
    : { attachmentId: image.data.attachment_id };
}

/** Whether the OA may write to this person now: -213, -232, -230; and whether it is free. */
export function checkWindow(person: OaPerson | undefined, now: Date): { isFree: boolean } {
  if (!person || person.followState === 'unfollowed') throw new ZaloError(-213);
  if (person.lastInteractionAt === null) throw new ZaloError(-232);
  const quietMs = now.getTime() - Date.parse(person.lastInteractionAt);
  if (quietMs > windowMs) throw new ZaloError(-230);
  return { isFree: quietMs <= freeWindowMs };
}

const mention = /\[@([0-9a-z]+)\]/giu;

/** Whose phones ring: `[@<user_id>]` for one member, `[@<group_id>]` for all. Whoever wrote the text. */
export function mentionedMembers(
  text: string | null,
  groupId: string,
  memberIds: readonly string[],
): string[] {
  const named = new Set([...(text ?? '').matchAll(mention)].map((match) => (match[1] ?? '').toLowerCase()));
  return named.has(groupId) ? [...memberIds] : memberIds.filter((id) => named.has(id));
}
