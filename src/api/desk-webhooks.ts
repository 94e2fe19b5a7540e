import type {
  MadeWebhook,
  NewWebhook,
  Webhook,
  WebhookDeliveries,
  WebhookPing,
  Webhooks,
} from '#contract/webhooks.ts';
import type { DeskApi } from './desk.ts';
import { queryOf } from './query.ts';

const pathOf = (id: string, rest = '') => `/webhooks/${encodeURIComponent(id)}${rest}`;

export const listWebhooks = (desk: DeskApi, cursor: string | null) =>
  desk.ask<Webhooks>(`/webhooks${queryOf({ cursor })}`);

export const createWebhook = (desk: DeskApi, wish: NewWebhook) =>
  desk.ask<MadeWebhook>('/webhooks', { method: 'POST', json: wish });

export const switchWebhook = (desk: DeskApi, id: string, act: 'enable' | 'disable') =>
  desk.ask<Webhook>(pathOf(id, `/${act}`), { method: 'POST' });

export const changeWebhookSecret = (desk: DeskApi, id: string) =>
  desk.ask<MadeWebhook>(pathOf(id, '/secret'), { method: 'POST' });

export const pingWebhook = (desk: DeskApi, id: string) =>
  desk.ask<WebhookPing>(pathOf(id, '/ping'), { method: 'POST' });

export const removeWebhook = (desk: DeskApi, id: string) =>
  desk.ask<undefined>(pathOf(id), { method: 'DELETE' });

export const listWebhookDeliveries = (desk: DeskApi, id: string) =>
  desk.ask<WebhookDeliveries>(pathOf(id, '/deliveries'));
