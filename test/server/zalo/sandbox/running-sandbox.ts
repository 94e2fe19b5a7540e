import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createSandbox, type SandboxOptions } from '../../../../server/zalo/sandbox/sandbox.ts';

export const units = [
  { id: 'ca-quan', name: 'Công an quận Tân Phú', type: 'district' },
  { id: 'doi-csgt', name: 'Đội Cảnh sát giao thông – trật tự', type: 'team' },
  { id: 'tay-thanh', name: 'Công an phường Tây Thạnh', type: 'ward' },
  { id: 'son-ky', name: 'Công an phường Sơn Kỳ', type: 'ward' },
];

/** JSON of an answer, reached into by name: `at(answer, 'data', 'message_id')`. */
export function at(value: unknown, ...steps: (string | number)[]): unknown {
  return steps.reduce<unknown>(
    (current, step) =>
      current === null || current === undefined ? undefined : Reflect.get(Object(current), step),
    value,
  );
}

export function textAt(value: unknown, ...steps: (string | number)[]): string {
  const found = at(value, ...steps);
  if (typeof found !== 'string') throw new Error(`No text at ${steps.join('.')} in ${JSON.stringify(value)}`);
  return found;
}

export function listAt(value: unknown, ...steps: (string | number)[]): unknown[] {
  const found = at(value, ...steps);
  if (!Array.isArray(found)) throw new Error(`No list at ${steps.join('.')} in ${JSON.stringify(value)}`);
  return found;
}

/** A sandbox on a real port, with a clock that the test moves. */
export async function startSandbox(options: Partial<SandboxOptions> = {}) {
  const isOwnFolder = options.dataDir === undefined;
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  const clock = { at: new Date('2026-11-23T01:00:00.000Z') };
  let origin = '';
  const sandbox = createSandbox({
    units,
    now: () => clock.at,
    rateLimits: true,
    demo: false,
    publicOrigin: () => origin,
    ...options,
    dataDir,
  });
  const app = new Hono().route('/sandbox', sandbox.app);
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
  const bases = sandbox.baseUrls(origin);

  async function json(response: Response): Promise<unknown> {
    return response.json();
  }

  async function oauth(
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${bases.oauth}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: sandbox.credentials.appSecret, ...headers },
      body: new URLSearchParams({ app_id: sandbox.credentials.appId, ...fields }),
    });
  }

  async function tokens(unitId: string): Promise<{ access: string; refresh: string }> {
    const pair = await json(
      await oauth({ grant_type: 'authorization_code', code: sandbox.grantCode(unitId) }),
    );
    return { access: textAt(pair, 'access_token'), refresh: textAt(pair, 'refresh_token') };
  }

  async function tool(pathAndQuery: string, body?: object): Promise<unknown> {
    const response = await fetch(`${origin}/sandbox/api/${pathAndQuery}`, {
      ...(body
        ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
        : {}),
    });
    if (!response.ok) throw new Error(`${pathAndQuery}: ${response.status} ${await response.text()}`);
    return json(response);
  }

  /** One OA of the sandbox, as a client with a token sees it. */
  async function oaClient(unitId: string) {
    const { access } = await tokens(unitId);
    const post = async (route: string, body: object): Promise<unknown> =>
      json(
        await fetch(`${bases.openapi}/${route}`, {
          method: 'POST',
          headers: { access_token: access, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    const get = async (route: string): Promise<unknown> =>
      json(await fetch(`${bases.openapi}/${route}`, { headers: { access_token: access } }));
    const groups = await get('v3.0/oa/group/getgroupsofoa?offset=0&count=50');
    const groupNamed = (start: string): string => {
      const found = listAt(groups, 'data', 'groups').find((group) => textAt(group, 'name').startsWith(start));
      return textAt(found, 'group_id');
    };
    const upload = async (bytes: Uint8Array<ArrayBuffer>, name: string | null): Promise<unknown> => {
      const form = new FormData();
      if (name === null) form.set('file', 'no file at all');
      else form.set('file', new Blob([bytes]), name);
      return json(
        await fetch(`${bases.openapi}/v2.0/oa/upload/image`, {
          method: 'POST',
          headers: { access_token: access },
          body: form,
        }),
      );
    };
    return {
      access,
      post,
      get,
      upload,
      dutyGroup: groupNamed('Trực ban'),
      sosGroup: groupNamed('SOS'),
      sendToGroup: (groupId: string, message: object, route = 'v3.0/oa/group/message') =>
        post(route, { recipient: { group_id: groupId }, message }),
      sendToUser: (userId: string, message: object, route = 'v3.0/oa/message/cs') =>
        post(route, { recipient: { user_id: userId }, message }),
    };
  }

  return {
    sandbox,
    dataDir,
    origin,
    bases,
    clock,
    json,
    oauth,
    tokens,
    tool,
    oaClient,
    forward(durationMs: number): void {
      clock.at = new Date(clock.at.getTime() + durationMs);
    },
    async stop(): Promise<void> {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      sandbox.close();
      if (isOwnFolder) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
export type RunningSandbox = Awaited<ReturnType<typeof startSandbox>>;
