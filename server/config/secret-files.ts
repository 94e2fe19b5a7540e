import { readFileSync } from 'node:fs';

/** What may come as a file (Docker's and Kubernetes' secrets) instead of a value: `KEY_FILE` names it. */
export const secretKeysFromFiles = [
  'DATABASE_URL',
  'ZALO_APP_SECRET',
  'ZALO_OA_SECRET_KEY',
  'ZALO_MINI_APP_KEY',
  'SECRET_KEYS',
  'METRICS_TOKEN',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
] as const;

export const fileKeyOf = (key: string): string => `${key}_FILE`;

/**
 * The environment with the values of those files in it, without the line break at their end. Throws a sentence that names the key where a
 * file is not readable or a value is given twice; never a value.
 */
export function withSecretFiles(
  environment: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const values = { ...environment };
  for (const key of secretKeysFromFiles) {
    const file = environment[fileKeyOf(key)];
    if (!file) continue;
    if (environment[key]) throw new Error(`${key} and ${fileKeyOf(key)} are both set. Keep one.`);
    try {
      values[key] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      throw new Error(
        `${fileKeyOf(key)}: ${file} is not readable (${(error as NodeJS.ErrnoException).code}).`,
      );
    }
    if (values[key] === '') throw new Error(`${fileKeyOf(key)}: ${file} is empty.`);
  }
  return values;
}
