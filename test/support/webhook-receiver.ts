import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MadeWebhook, NewWebhook, TipWebhook, Webhook } from '#contract/webhooks.ts';
import { serveAnswers } from './answering-server.ts';
import { staffKey } from './desk.ts';
import type { talkTo } from './portal.ts';

export type Received = {
  id: string;
  atSeconds: number;
  /** How many of the signatures are by this receiver's secret. */
  signatures: number;
  isSigned: boolean;
  body: string;
  event: TipWebhook;
};

type Answer = (response: ServerResponse, received: Received, request: IncomingMessage) => void;

const taken: Answer = (response) => response.writeHead(204).end();

/** A ward's own system: checks what it is told as "Standard Webhooks" has it, and answers as the test says. */
export async function startReceiver(answer: Answer = taken) {
  const heard: Received[] = [];
  let secret = '';
  let present = answer;
  const url = await serveAnswers(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const header = (name: string) => String(request.headers[name] ?? '');
    const id = header('webhook-id');
    const timestamp = header('webhook-timestamp');
    const mac = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest();
    const given = header('webhook-signature').split(' ');
    const received: Received = {
      id,
      atSeconds: Number(timestamp),
      signatures: given.length,
      isSigned: given.some((one) => {
        const bytes = Buffer.from(one.replace(/^v1,/, ''), 'base64');
        return one.startsWith('v1,') && bytes.length === mac.length && timingSafeEqual(bytes, mac);
      }),
      body,
      event: JSON.parse(body) as TipWebhook,
    };
    heard.push(received);
    present(response, received, request);
  });
  return {
    url,
    /** Every attempt, in the order in which they came. */
    heard,
    /** "tip.changed acknowledged 2", each message once, however often it was tried. */
    told: () => {
      const first = new Map(heard.map((received) => [received.id, received]));
      return [...first.values()].map(({ event: { type, data } }) => `${type} ${data.change} ${data.version}`);
    },
    codes: () => heard.map(({ event }) => event.data.code),
    knowSecret: (value: string) => {
      secret = value;
    },
    answer: (next: Answer) => {
      present = next;
    },
  };
}

type Asks = Pick<ReturnType<typeof talkTo>, 'ask'>;

/** An administrator has a unit's system told; by default of Tây Thạnh's. */
export async function registerSystem(
  portal: Asks,
  receiver: Awaited<ReturnType<typeof startReceiver>>,
  wish: Partial<NewWebhook> = {},
): Promise<Webhook> {
  const unitId = wish.unitId ?? 'tay-thanh';
  const body = { label: 'Hệ thống thử', url: receiver.url, ...wish, unitId };
  const response = await portal.ask(staffKey('admin', unitId), 'POST', '/api/staff/webhooks', body);
  if (response.status !== 201) throw new Error(`webhook: ${response.status} ${await response.text()}`);
  const { webhook, secret } = (await response.json()) as MadeWebhook;
  receiver.knowSecret(secret);
  return webhook;
}
