import { createHash } from 'node:crypto';
import type { Procedure } from './procedure.schema.ts';

/** Changes with every word of a procedure; the schema gives its parts an order, so that equal ones have the same. */
export const procedureDigest = (procedure: Procedure): string =>
  createHash('sha256').update(JSON.stringify(procedure)).digest('base64url').slice(0, 16);
