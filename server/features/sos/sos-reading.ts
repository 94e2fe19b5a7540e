import type { Connection } from '../../db/database.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import type { Sos } from './sos.store.ts';
import { listSosWords } from './sos-history.ts';
import { sosStepStore } from './sos-trace.store.ts';
import { sosUnitStore } from './sos-unit.store.ts';
import type { SosFacts } from './sos-view.rules.ts';

/** What is shown of alerts besides what stands on them, in their order and in one look at each table. */
export async function readSosFacts(
  connection: Connection,
  keys: SecretKeys,
  alerts: readonly Sos[],
  unitName: (id: string) => string,
): Promise<SosFacts[]> {
  const ids = alerts.map(({ id }) => id);
  const [units, steps, words] = await Promise.all([
    sosUnitStore(connection).list(ids),
    sosStepStore(connection).listDone(ids),
    listSosWords(connection, keys, ids),
  ]);
  return alerts.map((alert) => ({
    alert,
    units: units.filter(({ sosId }) => sosId === alert.id),
    climbs: steps.filter(({ sosId }) => sosId === alert.id),
    words: words.get(alert.id),
    unitName,
  }));
}
