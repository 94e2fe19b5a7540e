import { randomUUID } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { noisyKaraoke } from '../support/portal.ts';

/** One thing done once over `agent`, which may be several requests: whether it succeeded. */
export type Call = (origin: string, agent: Agent) => Promise<boolean>;

type Sent = { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: Buffer };
type Received = { status: number; text: string };

const json = { 'Content-Type': 'application/json' };
const boundary = 'bench-boundary';

export const getting =
  (path: string): Call =>
  async (origin, agent) =>
    (await send(origin, agent, { method: 'GET', path })).status === 200;

export const postingTip =
  (path: string, tip: Buffer): Call =>
  async (origin, agent) =>
    (await sendTip(origin, agent, path, tip)).status === 201;

/** A photo and then, where there is a consent to name, the tip with it. */
export function photoPosting(path: string, photo: Buffer, consentVersion: string | null): Call {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  return async (origin, agent) => {
    const stored = await send(origin, agent, { method: 'POST', path, headers, body });
    if (stored.status !== 201 || consentVersion === null) return stored.status === 201;
    const { id } = JSON.parse(stored.text) as { id: string };
    const tip = Buffer.from(JSON.stringify(noisyKaraoke({ consentVersion, photoIds: [id] })));
    return (await sendTip(origin, agent, '/api/tips', tip)).status === 201;
  };
}

/** What an address answers with, so that the reference answers with as much. */
export async function jsonBytesOf(origin: string, address: string): Promise<number> {
  const response = await fetch(`${origin}${address}`);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (await response.arrayBuffer()).byteLength;
}

function sendTip(origin: string, agent: Agent, path: string, body: Buffer): Promise<Received> {
  return send(origin, agent, {
    method: 'POST',
    path,
    headers: { ...json, 'Idempotency-Key': randomUUID() },
    body,
  });
}

function send(origin: string, agent: Agent, { method, path, headers, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const length = body ? { 'Content-Length': String(body.length) } : {};
    const outgoing = request(
      new URL(path, origin),
      { method, headers: { ...headers, ...length }, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: method === 'POST' ? String(Buffer.concat(chunks)) : '',
          }),
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
