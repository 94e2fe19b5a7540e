import type { Hono } from 'hono';
import type { Transaction } from 'kysely';
import type { ErasedMe } from '#contract/citizens.ts';
import type { Schema } from '../db/schema.ts';
import type { RetentionRule } from '../features/retention/retention.service.ts';
import type { ReadinessCheck } from '../http/health.routes.ts';
import type { HttpEnv } from '../http/http-env.ts';
import type { WatchedFigure } from '../http/metrics.ts';
import type { DeliveryHandler } from '../outbox/dispatcher.ts';
import type { StaffEnv } from '../rights/require-staff.ts';
import type { EventHandlers } from '../webhooks/event-worker.ts';

/** Work that comes round by itself; what it throws is logged under its name, and it comes round again. */
export type BackgroundJob = { name: string; everyMs: number; work(): Promise<unknown> };

/** Somebody by all ids that we know them by. */
export type ForgottenPerson = {
  /** At our Zalo App. */
  appUserId: string;
  atOas: readonly { oaId: string; userId: string }[];
};

/**
 * What one side of the portal brings: a file of this folder builds it from the ground and the parts it needs, portal.ts lists it, and
 * nothing else changes when a side comes or goes.
 */
export type PortalPart = {
  /** Mounts its routes at their full paths. */
  mount?(app: Hono<HttpEnv>): void;
  /** Mounts its routes under `/api/staff`, behind the guard that lets only staff through. */
  mountStaff?(staff: Hono<StaffEnv>): void;
  /** How what it puts into the outbox is sent, by topic. */
  handlers?: Readonly<Record<string, DeliveryHandler>>;
  /** What it does about what Zalo tells us. */
  events?: EventHandlers;
  /** Makes ready what its handlers of events have at hand; asked before every few events, and does nothing where nothing changed. */
  beforeEvents?(): Promise<void>;
  /** Somebody asks to be forgotten: erases all that it holds of them, in this transaction, and says what that was beside the chats. */
  forget?(
    transaction: Transaction<Schema>,
    person: ForgottenPerson,
  ): Promise<readonly ErasedMe['erased'][number][]>;
  /** How it erases what is over by the periods of the content pack. */
  retention?: readonly RetentionRule[];
  /** What of it `/readyz` asks after. */
  checks?: readonly ReadinessCheck[];
  /** What of it `/metrics` tells. */
  figures?: readonly WatchedFigure[];
  jobs?: readonly BackgroundJob[];
  /** Begins what runs by itself, after the portal answers. */
  start?(): void;
  /** Lets running work finish; the store still stands. */
  stop?(): Promise<void>;
};
