import path from 'node:path';
import { Hono } from 'hono';
import { createArticleStore } from './article.store.ts';
import { createAttachmentStore } from './attachment.store.ts';
import { createDeskEntranceRoutes } from './desk-entrance.routes.ts';
import { createFaultStore } from './faults.ts';
import { createGraphRoutes } from './graph.routes.ts';
import { requireLoopback } from './loopback.ts';
import { createMessageStore } from './message.store.ts';
import { createMiniRoutes } from './mini.routes.ts';
import { createNotificationStore } from './notification.store.ts';
import { createOaStore, oaIdOfUnit, type SandboxUnit } from './oa.store.ts';
import { createOaTokenStore } from './oa-token.store.ts';
import { createOauthRoutes } from './oauth.routes.ts';
import { createOpenapiRoutes } from './openapi.routes.ts';
import { createPageRoutes } from './page.routes.ts';
import { createPeopleStore } from './people.store.ts';
import { keptSetting, openSandboxDatabase, type SandboxDatabase } from './sandbox.database.ts';
import type { SandboxContext, SandboxCredentials, SandboxEnv } from './sandbox-context.ts';
import { createSandboxStaff, type SandboxStaff } from './sandbox-staff.ts';
import { createToolRoutes } from './tool.routes.ts';
import { createUserTokenStore } from './user-token.store.ts';
import { createWebhookEmitter, type WebhookUrls } from './webhook-emitter.ts';
import { newToken } from './zalo-ids.ts';

export type SandboxOptions = {
  /** The sandbox keeps everything under `dataDir/sandbox`. */
  readonly dataDir: string;
  readonly units: readonly SandboxUnit[];
  readonly now: () => Date;
  /** false: no package rates and no monthly quotas, for drills and benches. */
  readonly rateLimits: boolean;
  /** true: random keys, and clients from anywhere. */
  readonly demo: boolean;
  /** Where the process is reached, for picture addresses. */
  readonly publicOrigin: () => string;
  /** Where webhooks go; null or absent: nowhere. */
  readonly sendWebhook?: WebhookUrls | null;
  /** Factor on the delays between webhook retries (not on the 2 s that an answer may take). */
  readonly webhookTimeScale?: number;
  /** How late the fault `slow` answers, in milliseconds. */
  readonly slowMs?: number;
};

type ZaloBaseUrls = {
  readonly graph: string;
  readonly oauth: string;
  readonly openapi: string;
  readonly mini: string;
};

export type Sandbox = {
  /** To be mounted at `/sandbox`. */
  readonly app: Hono<SandboxEnv>;
  readonly credentials: SandboxCredentials;
  /** Addresses that take the place of Zalo's hosts. */
  baseUrls(origin: string): ZaloBaseUrls;
  /** A one-time OAuth code as an administrator's consent would bring it; ten minutes. */
  grantCode(unitId: string): string;
  oaIdOf(unitId: string): string;
  /** Who may try the desk. */
  readonly staff: SandboxStaff;
  close(): void;
};

/** Public test values; whoever knows them can do nothing outside a sandbox. */
const fixedCredentials: SandboxCredentials = {
  appId: '360846524940903967',
  appSecret: 'appSecretForTests',
  oaSecretKey: 'oaSecretKeyForTests',
  miniAppId: '1234567890',
  miniAppKey: 'miniAppOpenApiKeyForTests',
};
const defaultSlowMs = 4_000;

/** A local stand-in of Zalo that speaks the same HTTP, refuses what Zalo refuses, and forgets nothing on kill -9. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const folder = path.join(options.dataDir, 'sandbox');
  const database = openSandboxDatabase(folder);
  const credentials = options.demo ? keptRandomCredentials(database) : fixedCredentials;
  const context: SandboxContext = {
    database,
    credentials,
    units: options.units,
    oas: createOaStore(database),
    tokens: createOaTokenStore(database, options.now),
    userTokens: createUserTokenStore(database, options.now),
    people: createPeopleStore(database, credentials.appId),
    messages: createMessageStore(database),
    attachments: createAttachmentStore(database, path.join(folder, 'images'), options.now),
    articles: createArticleStore(database, options.now),
    notifications: createNotificationStore(database),
    faults: createFaultStore(database),
    webhooks: createWebhookEmitter({
      database,
      appId: credentials.appId,
      oaSecretKey: credentials.oaSecretKey,
      miniAppKey: credentials.miniAppKey,
      urls: options.sendWebhook ?? null,
      timeScale: options.webhookTimeScale ?? 1,
    }),
    now: options.now,
    publicOrigin: options.publicOrigin,
    slowMs: options.slowMs ?? defaultSlowMs,
    hasRateLimits: options.rateLimits,
  };
  database.transaction(() => {
    for (const unit of options.units) furnish(context, unit);
  })();

  const requireUnit = (unitId: string): string => {
    if (!options.units.some((unit) => unit.id === unitId))
      throw new Error(`The sandbox has no unit ${unitId}.`);
    return oaIdOfUnit(unitId);
  };
  return {
    app: createApp(context, options.demo),
    credentials,
    baseUrls: (origin) => ({
      graph: `${origin}/sandbox/zalo/graph`,
      oauth: `${origin}/sandbox/zalo/oauth`,
      openapi: `${origin}/sandbox/zalo/openapi`,
      mini: `${origin}/sandbox/zalo/mini`,
    }),
    grantCode: (unitId) => context.tokens.grantCode(requireUnit(unitId)),
    oaIdOf: requireUnit,
    staff: createSandboxStaff(
      options.units,
      options.demo ? keptSetting(database, 'credential.staff', newToken) : null,
    ),
    close(): void {
      context.webhooks.close();
      database.close();
    },
  };
}

function createApp(context: SandboxContext, isOpen: boolean): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  if (!isOpen) app.use('*', requireLoopback);
  app.route('/zalo/graph', createGraphRoutes(context));
  app.route('/zalo/mini', createMiniRoutes(context));
  app.route('/zalo/oauth', createOauthRoutes(context));
  app.route('/zalo/openapi', createOpenapiRoutes(context));
  app.route('/api', createToolRoutes(context));
  app.route('/api', createDeskEntranceRoutes(isOpen));
  app.route('/', createPageRoutes());
  return app;
}

/** Random once per data folder: the portal's kept tokens stay good over a restart. */
function keptRandomCredentials(database: SandboxDatabase): SandboxCredentials {
  const kept = (name: string): string => keptSetting(database, `credential.${name}`, newToken);
  return {
    ...fixedCredentials,
    appSecret: kept('appSecret'),
    oaSecretKey: kept('oaSecretKey'),
    miniAppKey: kept('miniAppKey'),
  };
}

/** Invented names; `duty` and `sos` share the commander. */
const officers = [
  { key: 'chi-huy', name: 'Trần Văn Thử (chỉ huy)', groups: ['duty', 'sos'] },
  { key: 'truc-ban-1', name: 'Nguyễn Thị Mẫu (trực ban)', groups: ['duty', 'sos'] },
  { key: 'truc-ban-2', name: 'Lê Văn Ví Dụ (trực ban)', groups: ['duty'] },
  { key: 'co-dong', name: 'Phạm Minh Giả (tổ cơ động)', groups: ['sos'] },
] as const;

/** Gives a unit its OA, its two groups and the officers in them. */
function furnish(context: SandboxContext, unit: SandboxUnit): void {
  context.oas.ensureUnit(unit);
  const oaId = oaIdOfUnit(unit.id);
  const groups = context.oas.listGroups(oaId);
  for (const officer of officers) {
    const person = context.people.ensureAtOa(oaId, `${officer.key}:${unit.id}`, officer.name);
    for (const role of officer.groups) {
      const group = groups.find((candidate) => candidate.role === role);
      if (group) context.people.joinGroup(group, person.userId);
    }
  }
}
