import type { Logger } from 'pino';
import { ProcedureRecord } from '#contract/procedures.ts';
import type { Connection } from '../../db/database.ts';
import type { PublishedProcedures } from './procedure.service.ts';
import { procedureVersionStore } from './procedure-version.store.ts';

/** What editors have published, as the store has it. */
export function createPublishedProcedures(parts: {
  connection: Connection;
  unitName(unitId: string): string;
  logger: Logger;
}): PublishedProcedures {
  const store = procedureVersionStore(parts.connection);
  return {
    revision: store.revision,
    async read() {
      const published = await store.published();
      const shared = published.filter(({ unitId }) => unitId === null);
      return {
        procedures: shared.flatMap(({ procedureId, version, content, decidedAt, proposedAt }) => {
          const record = ProcedureRecord.safeParse(content);
          if (record.success) return [{ record: record.data, version, publishedAt: decidedAt ?? proposedAt }];
          // Written for an older release whose schema was another: the pack's edition is in force until somebody edits it anew.
          parts.logger.error({ procedureId, version }, 'a published procedure does not fit this release');
          return [];
        }),
        notes: published.flatMap(({ procedureId, unitId, content, decidedAt, proposedAt }) =>
          unitId === null || typeof content !== 'string'
            ? []
            : [
                {
                  procedureId,
                  unit: { id: unitId, name: parts.unitName(unitId) },
                  text: content,
                  publishedAt: decidedAt ?? proposedAt,
                },
              ],
        ),
      };
    },
  };
}
