import type { Context, MiddlewareHandler } from 'hono';
import type { HttpEnv } from '../http/http-env.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import type { ClientAddress } from './client-address.ts';
import type { HourlyKey } from './hourly-key.ts';
import type { Limit } from './limit-table.ts';
import type { AcrossServers, WindowCounters } from './window-counters.ts';

/** A middleware that decides, before a body is read, whether somebody asks too often. */
export type Guard = MiddlewareHandler<HttpEnv>;

/** Who sends, as the portal knows it. */
export type SenderIdentity = {
  clientAddress(c: Context): ClientAddress;
  /** Who is signed in, as an id that is the same at every request; null: nobody. */
  identityOf(c: Context): Promise<string | null>;
  /** Whether an answer is stored under this Idempotency-Key: then the request is a replay and is not counted. */
  isAnswered(idempotencyKey: string): Promise<boolean>;
};

/** What all guards stand on. */
export type GuardGround = SenderIdentity & {
  keys: SecretKeys;
  now: () => Date;
  /** Under which everybody is counted. */
  key: HourlyKey;
  /** Begins a list of counts of its own; `acrossServers` is `told` unless said. */
  count(name: string, limit: Limit, acrossServers?: AcrossServers): WindowCounters;
  /** Called now and then, to forget what no window holds any more. */
  onSweep(sweep: () => void): void;
};
