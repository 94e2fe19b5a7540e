import * as z from 'zod';
import { limits } from './limits.ts';
import {
  deliveryStates,
  deskTipEvents,
  tipKinds,
  tipStatuses,
  webhookDisabledReasons,
  webhookStates,
} from './vocabulary.ts';

const UnitName = z.object({ id: z.string(), name: z.string() });

/**
 * What a unit's own system is told, as "Standard Webhooks" (standardwebhooks.com) has it: headers `webhook-id` (the same for every
 * attempt), `webhook-timestamp` (seconds, of the attempt) and `webhook-signature` (`v1,` and base64 of HMAC-SHA-256 over
 * `id.timestamp.body`; several, with a space between, while a secret is changed). Never a word of anybody, a name or a place.
 */
export const TipWebhook = z.object({
  /** `tip.received`: the unit, or one below it, did not have it before. `tip.changed`: it did, and something happened. */
  type: z.enum(['tip.received', 'tip.changed']),
  /** When it happened; a message that waited is older than its `webhook-timestamp`. */
  timestamp: z.iso.datetime(),
  data: z.object({
    /** The case code. */
    code: z.string(),
    /** Grows with every change: what comes with a smaller one than you have is old. */
    version: z.number().int(),
    /** What happened, as in the tip's history. */
    change: z.enum(deskTipEvents),
    /** Who has it. */
    unit: UnitName,
    status: z.enum(tipStatuses),
    /** Its kind and category are not told; the desk is where it can be read. */
    restricted: z.boolean(),
    kind: z.enum(tipKinds).nullable(),
    category: z.string().nullable(),
    createdAt: z.iso.datetime(),
    acknowledgeBy: z.iso.datetime(),
    /** Until when the law wants a denunciation dealt with. */
    lawDueAt: z.iso.datetime().nullable(),
    /** The tip on the desk. */
    link: z.url(),
  }),
});
export type TipWebhook = z.infer<typeof TipWebhook>;

/** Sent when somebody tries an endpoint; has nothing to say. */
export const PingWebhook = z.object({
  type: z.literal('ping'),
  timestamp: z.iso.datetime(),
  data: z.object({}).strict(),
});
export type PingWebhook = z.infer<typeof PingWebhook>;

/** `POST /api/staff/webhooks`. */
export const NewWebhook = z
  .object({
    unitId: z.string().min(1).max(60),
    /** Which system it is, for people. */
    label: z
      .string()
      .trim()
      .min(1)
      .max(limits.webhookLabelCharsMax)
      .regex(/^\P{Cc}*$/u, 'Tên hệ thống không được có ký tự điều khiển.'),
    url: z.string().trim().min(1).max(limits.webhookUrlCharsMax),
    /** Also hears that there are restricted tips where its unit has them: their code, unit and status, never kind or category. */
    restricted: z.boolean().default(false),
  })
  .strict();
export type NewWebhook = z.infer<typeof NewWebhook>;

export const Webhook = z.object({
  id: z.string(),
  unit: UnitName,
  label: z.string(),
  url: z.string(),
  restricted: z.boolean(),
  state: z.enum(webhookStates),
  /** Null while active. */
  disabledBecause: z.enum(webhookDisabledReasons).nullable(),
  createdAt: z.iso.datetime(),
  lastSuccessAt: z.iso.datetime().nullable(),
  lastFailureAt: z.iso.datetime().nullable(),
  /** A short code such as `http 500` or `timeout`. */
  lastFailure: z.string().nullable(),
  /** Since then nothing has got through; after three days of that it is disabled. */
  failingSince: z.iso.datetime().nullable(),
  /** Until then the secret before signs too. */
  previousSecretUntil: z.iso.datetime().nullable(),
  /** Not sent yet. */
  waiting: z.number().int(),
  parked: z.number().int(),
});
export type Webhook = z.infer<typeof Webhook>;

export const Webhooks = z.object({
  items: z.array(Webhook).max(limits.deskPageMax),
  nextCursor: z.string().nullable(),
});
export type Webhooks = z.infer<typeof Webhooks>;

/** `secret`: `whsec_` and base64 of 32 bytes, shown this once. */
export const MadeWebhook = z.object({ webhook: Webhook, secret: z.string() });
export type MadeWebhook = z.infer<typeof MadeWebhook>;

/** How an attempt ended that somebody asked for. */
export const WebhookPing = z.object({
  delivered: z.boolean(),
  /** Null: a 2xx. */
  reason: z.string().nullable(),
  tookMs: z.number().int(),
});
export type WebhookPing = z.infer<typeof WebhookPing>;

export const WebhookDeliveries = z.object({
  items: z
    .array(
      z.object({
        /** The `webhook-id`. */
        id: z.string(),
        type: z.string(),
        /** Of the tip; null of a restricted one. */
        code: z.string().nullable(),
        state: z.enum(deliveryStates),
        reason: z.string().nullable(),
        attempts: z.number().int(),
        createdAt: z.iso.datetime(),
        lastAttemptAt: z.iso.datetime().nullable(),
        nextAttemptAt: z.iso.datetime().nullable(),
      }),
    )
    .max(limits.webhookDeliveriesShownMax),
});
export type WebhookDeliveries = z.infer<typeof WebhookDeliveries>;
