import type { Selectable } from 'kysely';
import type { WebhookDisabledReason } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { WebhookEndpointsTable } from '../../db/tables/sending-tables.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';

export type WebhookEndpoint = {
  id: string;
  unitId: string;
  label: string;
  url: string;
  secret: string;
  /** Signs too until then. */
  previous: { secret: string; until: string } | null;
  takesRestricted: boolean;
  /** Null: active. */
  disabledBecause: WebhookDisabledReason | null;
  createdBy: string;
  createdAt: string;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  lastFailure: string | null;
  failingSince: string | null;
};

/** Who is told now. */
export type ActiveEndpoint = Pick<WebhookEndpoint, 'id' | 'unitId' | 'takesRestricted'>;

/** Where units' own systems are told of their tips. Takes the database or a transaction on it. */
export const webhookEndpointStore = (connection: Connection, keys: SecretKeys) => ({
  async insert(endpoint: WebhookEndpoint): Promise<void> {
    await connection
      .insertInto('webhook_endpoints')
      .values({
        id: endpoint.id,
        unit_id: endpoint.unitId,
        label: endpoint.label,
        url_sealed: sealText(keys, urlContext(endpoint.id), endpoint.url),
        secret_sealed: sealText(keys, secretContext(endpoint.id), endpoint.secret),
        takes_restricted: endpoint.takesRestricted ? 1 : 0,
        state: 'active',
        created_by: endpoint.createdBy,
        created_at: endpoint.createdAt,
      })
      .execute();
  },

  async find(id: string): Promise<WebhookEndpoint | undefined> {
    const row = await connection
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toEndpoint(keys, row);
  },

  /** Of these units, newest first. */
  async list(options: {
    unitIds: readonly string[];
    before: string | undefined;
    count: number;
  }): Promise<WebhookEndpoint[]> {
    let query = connection
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where('unit_id', 'in', options.unitIds)
      .orderBy('id', 'desc')
      .limit(options.count);
    if (options.before !== undefined) query = query.where('id', '<', options.before);
    return (await query.execute()).map((row) => toEndpoint(keys, row));
  },

  /** Who of these units is told now. */
  async listActive(unitIds: readonly string[]): Promise<ActiveEndpoint[]> {
    if (unitIds.length === 0) return [];
    const rows = await connection
      .selectFrom('webhook_endpoints')
      .select(['id', 'unit_id', 'takes_restricted'])
      .where('unit_id', 'in', unitIds)
      .where('state', '=', 'active')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      unitId: row.unit_id,
      takesRestricted: row.takes_restricted === 1,
    }));
  },

  async countOfUnit(unitId: string): Promise<number> {
    const { count } = await connection
      .selectFrom('webhook_endpoints')
      .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
      .where('unit_id', '=', unitId)
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  /** The secret of before signs too until then. */
  async changeSecret(id: string, secret: string, previous: { secret: string; until: string }): Promise<void> {
    await connection
      .updateTable('webhook_endpoints')
      .set({
        secret_sealed: sealText(keys, secretContext(id), secret),
        previous_secret_sealed: sealText(keys, secretContext(id), previous.secret),
        previous_until: previous.until,
      })
      .where('id', '=', id)
      .execute();
  },

  async enable(id: string): Promise<void> {
    await connection
      .updateTable('webhook_endpoints')
      .set({ state: 'active', disabled_because: null, failing_since: null })
      .where('id', '=', id)
      .execute();
  },

  /** False when it was disabled already, or is gone. */
  async disable(id: string, because: WebhookDisabledReason): Promise<boolean> {
    const { numUpdatedRows } = await connection
      .updateTable('webhook_endpoints')
      .set({ state: 'disabled', disabled_because: because })
      .where('id', '=', id)
      .where('state', '=', 'active')
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  async recordSuccess(id: string, at: string): Promise<void> {
    await connection
      .updateTable('webhook_endpoints')
      .set({ last_success_at: at, failing_since: null })
      .where('id', '=', id)
      .execute();
  },

  /** Since when nothing has got through. */
  async recordFailure(id: string, reason: string, at: string): Promise<string> {
    const row = await connection
      .updateTable('webhook_endpoints')
      .set((eb) => ({
        last_failure_at: at,
        last_failure: reason,
        failing_since: eb.fn.coalesce('failing_since', eb.val(at)),
      }))
      .where('id', '=', id)
      .returning('failing_since')
      .executeTakeFirst();
    return row?.failing_since ?? at;
  },

  async remove(id: string): Promise<void> {
    await connection.deleteFrom('webhook_endpoints').where('id', '=', id).execute();
  },
});

const urlContext = (id: string): string => `webhook-url:${id}`;
const secretContext = (id: string): string => `webhook-secret:${id}`;

function toEndpoint(keys: SecretKeys, row: Selectable<WebhookEndpointsTable>): WebhookEndpoint {
  const secretIn = (sealed: string) => openText(keys, secretContext(row.id), sealed);
  const { previous_secret_sealed: previous, previous_until: until } = row;
  return {
    id: row.id,
    unitId: row.unit_id,
    label: row.label,
    url: openText(keys, urlContext(row.id), row.url_sealed),
    secret: secretIn(row.secret_sealed),
    previous: previous !== null && until !== null ? { secret: secretIn(previous), until } : null,
    takesRestricted: row.takes_restricted === 1,
    disabledBecause: row.disabled_because as WebhookDisabledReason | null,
    createdBy: row.created_by,
    createdAt: row.created_at,
    lastSuccessAt: row.last_success_at,
    lastFailureAt: row.last_failure_at,
    lastFailure: row.last_failure,
    failingSince: row.failing_since,
  };
}
