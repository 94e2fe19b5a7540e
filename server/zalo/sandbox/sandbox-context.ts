import type { HttpBindings } from '@hono/node-server';
import type { ArticleStore } from './article.store.ts';
import type { AttachmentStore } from './attachment.store.ts';
import type { FaultStore } from './faults.ts';
import type { MessageStore } from './message.store.ts';
import type { NotificationStore } from './notification.store.ts';
import type { Oa, OaStore, SandboxUnit } from './oa.store.ts';
import type { OaTokenStore } from './oa-token.store.ts';
import type { PeopleStore } from './people.store.ts';
import type { SandboxDatabase } from './sandbox.database.ts';
import type { UserTokenStore } from './user-token.store.ts';
import type { WebhookEmitter } from './webhook-emitter.ts';

export type SandboxCredentials = {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaSecretKey: string;
  readonly miniAppId: string;
  readonly miniAppKey: string;
};

/** What every part of the sandbox stands on. */
export type SandboxContext = {
  readonly database: SandboxDatabase;
  readonly credentials: SandboxCredentials;
  readonly units: readonly SandboxUnit[];
  readonly oas: OaStore;
  readonly tokens: OaTokenStore;
  readonly userTokens: UserTokenStore;
  readonly people: PeopleStore;
  readonly messages: MessageStore;
  readonly attachments: AttachmentStore;
  readonly articles: ArticleStore;
  readonly notifications: NotificationStore;
  readonly faults: FaultStore;
  readonly webhooks: WebhookEmitter;
  readonly now: () => Date;
  readonly publicOrigin: () => string;
  readonly slowMs: number;
  readonly hasRateLimits: boolean;
};

export type SandboxEnv = { Bindings: HttpBindings };
/** After the access token was read: whose it is. */
export type OaEnv = { Bindings: HttpBindings; Variables: { oa: Oa } };
