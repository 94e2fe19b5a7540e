import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { type Config, ConfigError, readConfig } from './config/config.ts';
import { type ContentPack, loadPack, PackError } from './content/pack.ts';
import { publishDemoNews } from './demo-news.ts';
import { createIsShared } from './limits/client-address.ts';
import { guardConnections } from './limits/connections.ts';
import { createLogger } from './log.ts';
import { openPortal, type Portal } from './portal/portal.ts';
import type { Sandbox } from './zalo/sandbox/sandbox.ts';
import { zaloBaseUrls } from './zalo/zalo-http.ts';

export type RunningServer = {
  /** Where it listens, for programs on this machine: http://127.0.0.1:PORT. */
  origin: string;
  /** Where people reach it. */
  publicUrl: string;
  /** What the clock and a unit's group do, which have no routes. */
  tips: Portal['tips'];
  /** Erases what is over by the content pack's periods, as it does by itself every few minutes. */
  eraseDue: Portal['eraseDue'];
  /** Looks whether the keys have changed, as it does by itself every few seconds. */
  takeUpKeys: Portal['takeUpKeys'];
  /** Seals anew what lies under older keys, as it does by itself every minute. */
  sealAnew: Portal['sealAnew'];
  /** A ward to try the portal with, and the key of an officer of it; null without the sandbox. */
  trial: { wardId: string; staffKey: string } | null;
  stop(): Promise<void>;
};

type Handler = { fetch(request: Request, env: object): Response | Promise<Response> };

/** A slow or silent sender holds a connection no longer than this (quality 43). */
const headersTimeoutMs = 15_000;
const requestTimeoutMs = 120_000;
const keepAliveTimeoutMs = 10_000;
/**
 * Nothing came or could be sent for this long: who does not read an answer holds its connection no longer either. An event stream has
 * to say something more often.
 */
const idleTimeoutMs = 120_000;

/**
 * Starts everything on one port: API, page and, without Zalo credentials, the sandbox, to which the portal speaks over loopback as
 * it would to Zalo.
 */
export async function startServer(options: {
  config: Config;
  logger: Logger;
  pageFolder: string;
  /** What `config.contentPack` names, where it has been read already. */
  pack?: ContentPack;
  now?: () => Date;
  /** The sandbox's staff publish a few articles where there are none, so that who tries the portal finds something to read. */
  hasDemoNews?: boolean;
}): Promise<RunningServer> {
  const { config, logger, now = () => new Date() } = options;
  const pack = options.pack ?? (await loadPack(config.contentPack));
  const { server, origin, setHandler } = await listen(config);
  const port = new URL(origin).port;
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`;
  const sandbox = config.zalo ? null : await openSandbox(config, pack, now, { origin, publicUrl });
  let portal: Portal;
  try {
    portal = await openPortal({
      config,
      pack,
      logger,
      now,
      publicUrl,
      pageFolder: options.pageFolder,
      zalo: config.zalo
        ? { credentials: config.zalo, baseUrls: zaloBaseUrls }
        : {
            credentials: requireSandbox(sandbox).credentials,
            baseUrls: requireSandbox(sandbox).baseUrls(origin),
          },
      isSandbox: sandbox !== null,
      guestStaff: sandbox?.staff ?? null,
    });
  } catch (error) {
    sandbox?.close();
    server.close();
    throw error;
  }
  if (sandbox) {
    // The portal's answers name each unit's OA and are kept: nobody is answered before the OAs are connected.
    setHandler(besideSandbox(sandbox, { fetch: starting }));
    await connectSandboxOas(portal, sandbox);
    setHandler(besideSandbox(sandbox, portal.app));
  } else {
    setHandler(portal.app);
  }
  portal.start();
  if (sandbox && options.hasDemoNews) {
    const published = publishDemoNews({ origin, units: pack.units, keyOf: sandbox.staff.keyOf });
    void published.catch((error: unknown) => logger.warn({ err: error }, 'demo news not published'));
  }
  const trialWard = (pack.units.find(({ type }) => type === 'ward') ?? pack.root).id;
  return {
    origin,
    publicUrl,
    tips: portal.tips,
    eraseDue: portal.eraseDue,
    takeUpKeys: portal.takeUpKeys,
    sealAnew: portal.sealAnew,
    trial: sandbox && { wardId: trialWard, staffKey: sandbox.staff.keyOf('officer', trialWard) },
    async stop() {
      server.closeIdleConnections();
      await portal.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      sandbox?.close();
    },
  };
}

/** Each with its own router and its own way of answering what fails: mounted into one another, every step of every request would be two. */
function besideSandbox(sandbox: Sandbox, portal: Handler): Handler {
  const mounted = new Hono().route('/sandbox', sandbox.app);
  return {
    fetch: (request, env) =>
      /^\w+:\/\/[^/]+\/sandbox(?:[/?#]|$)/.test(request.url)
        ? mounted.fetch(request, env)
        : portal.fetch(request, env),
  };
}

/** Until everything stands every request is asked to come back. */
const starting = (): Response => new Response('Starting', { status: 503, headers: { 'Retry-After': '1' } });

/** Listens first: the sandbox's address is needed to build the portal. */
export async function listen(config: Config) {
  let handler: Handler | null = null;
  const listener = getRequestListener((request, env) => (handler ? handler.fetch(request, env) : starting()));
  const server: Server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
    },
    (request, response) => {
      // Requests that pile up on a connection have closed it (connections.ts).
      if (!request.socket.destroyed) void listener(request, response);
    },
  );
  server.setTimeout(idleTimeoutMs);
  guardConnections(server, {
    isShared: createIsShared(config.trustedProxies),
    // Files take as long as a slow line needs; their routes measure it (http/timed-body.ts).
    isOwnTime: ({ url = '' }) => url.startsWith('/api/photos') || url === '/api/staff/news/documents',
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const host = config.host === '::1' ? '[::1]' : '127.0.0.1';
  return {
    server,
    origin: `http://${host}:${port}`,
    setHandler: (next: Handler) => {
      handler = next;
    },
  };
}

async function openSandbox(
  config: Config,
  { units }: ContentPack,
  now: () => Date,
  { origin, publicUrl }: { origin: string; publicUrl: string },
): Promise<Sandbox> {
  // A server with credentials has no use for it.
  const { createSandbox } = await import('./zalo/sandbox/sandbox.ts');
  return createSandbox({
    dataDir: config.dataDir,
    units,
    now,
    rateLimits: config.rateLimits,
    demo: config.sandboxDemo,
    publicOrigin: () => publicUrl,
    sendWebhook: { oaUrl: `${origin}/webhooks/zalo-oa`, miniAppUrl: `${origin}/webhooks/zalo-mini-app` },
  });
}

/** Each unit's OA consents once, as a ward's administrator would on Zalo's page. */
async function connectSandboxOas(portal: Portal, sandbox: Sandbox): Promise<void> {
  for (const unit of portal.units) {
    if (await portal.zaloSide.isConnected(unit.id)) continue;
    const outcome = await portal.zaloSide.connect(unit.id, {
      oaId: sandbox.oaIdOf(unit.id),
      code: sandbox.grantCode(unit.id),
      verifier: null,
      expectedOaId: null,
      mayReplace: true,
    });
    if (outcome.kind !== 'connected')
      throw new Error(`The sandbox did not connect ${unit.id}: ${outcome.kind}.`);
  }
}

function requireSandbox(sandbox: Sandbox | null): Sandbox {
  if (!sandbox) throw new Error('Neither Zalo nor a sandbox.');
  return sandbox;
}

/** Starts from the environment and stops on SIGINT or SIGTERM. `hasDemoNews`: as `startServer` has it. */
export async function run(options: { hasDemoNews?: boolean } = {}): Promise<void> {
  try {
    const config = readConfig(process.env);
    const logger = createLogger(config.logLevel);
    const pageFolder = path.resolve(import.meta.dirname, '../dist');
    const running = await startServer({ config, logger, pageFolder, ...options });
    announce(running);
    process.on('SIGHUP', () => void running.takeUpKeys());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void running.stop().then(() => process.exit(0)));
    }
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === null) throw error;
    console.error(sentence);
    process.exit(1);
  }
}

function announce({ publicUrl, trial }: RunningServer): void {
  console.log(`Zalo An ninh: ${publicUrl}`);
  if (!trial) return;
  console.log(`Sandbox:      ${publicUrl}/sandbox`);
  console.log(`Try:          ${publicUrl}/?w=${trial.wardId}`);
  console.log(`Staff key:    ${trial.staffKey} (any role and unit)`);
}

/** What stops a start and is no fault of the program: a sentence for whoever runs it; null for everything else. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof PackError) return error.message;
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return isTaken
    ? `${error.message}. Is the portal running already? Else take another port: PORT=8788 npm start`
    : null;
}

if (import.meta.main) await run();
