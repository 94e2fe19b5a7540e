import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { LiveKeys } from '../secrets/live-keys.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { settleKeys, takeUpKeys } from './key-ring.ts';
import type { KeySource } from './key-source.ts';

/** Less than half of the time that others give us before they use a new key (key-ring.ts). */
const lookEveryMs = 5_000;

export type KeyWatch = ReturnType<typeof createKeyWatch>;

/** Takes up the keys of a changed file while the portal runs, and looks whether other servers use one that is not known here. */
export function createKeyWatch(dependencies: {
  database: Database;
  keys: LiveKeys;
  source: KeySource;
  logger: Logger;
  now: () => Date;
}) {
  const { database, keys, source, logger, now } = dependencies;
  let configured: SecretKeys | null = null;
  let refusal: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;

  return {
    start(): void {
      timer = setInterval(() => void look(), lookEveryMs);
    },

    /** Looks now, as SIGHUP asks for. */
    look,

    async stop(): Promise<void> {
      clearInterval(timer);
      await looking;
    },

    /** What stands in the way: codes without a secret. */
    listTroubles: async (): Promise<string[]> => [
      ...(keys.isBehind() ? ['a key that other servers use is not known here'] : []),
    ],

    /** Why the keys of the file were not taken up. */
    listWarnings: async (): Promise<string[]> => (refusal === null ? [] : ['the new keys were not taken up']),
  };

  function look(): Promise<void> {
    looking ??= lookOnce()
      .catch((error: unknown) => logger.error({ err: error }, 'keys not looked at'))
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    const found = await readSource();
    if (found && !isSame(found, configured)) {
      try {
        await takeUpKeys(database, keys, found, now());
        configured = found;
        refusal = null;
        logger.info({ newest: found.newest.version }, 'keys taken up');
        return;
      } catch (error) {
        refuse(error);
      }
    }
    if (configured) await settleKeys(database, keys, configured, now());
  }

  async function readSource(): Promise<SecretKeys | null> {
    try {
      return await source.read();
    } catch (error) {
      refuse(error);
      return null;
    }
  }

  /** The keys that are held stay; said once for each reason. */
  function refuse(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== refusal) logger.error({ reason }, 'new keys not taken up');
    refusal = reason;
  }
}

/** The same versions in the same order with the same keys. */
function isSame(found: SecretKeys, before: SecretKeys | null): boolean {
  const print = (keys: SecretKeys) =>
    keys.versions.map((key) => `${key.version}:${key.derive('backup-proof').toString('base64url')}`).join();
  return before !== null && print(found) === print(before);
}
