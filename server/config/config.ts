import { isIP } from 'node:net';
import * as z from 'zod';
import { fileKeyOf, withSecretFiles } from './secret-files.ts';

/**
 * The environment, read once. Each key documents itself; `.env.example` is tested against this table.
 * Unsafe combinations refuse to start with a sentence that names the keys.
 */
const zaloKeys = [
  'ZALO_APP_ID',
  'ZALO_APP_SECRET',
  'ZALO_OA_SECRET_KEY',
  'ZALO_MINI_APP_ID',
  'ZALO_MINI_APP_KEY',
] as const;

export const Environment = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8787)
    .describe('Port of the one HTTP server: API, Mini App page and sandbox.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on. The sandbox only runs on loopback.'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('Folder for the SQLite file, photos, made keys and the sandbox.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('postgres://… switches from SQLite to PostgreSQL.'),
  CONTENT_PACK: z.string().default('tan-phu').describe('Folder under server/content, or a path to a pack.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address people reach the portal at, for links and QR codes. Default http://localhost:PORT.'),
  ZALO_APP_ID: z.string().min(1).optional().describe('Id of the Zalo App.'),
  ZALO_APP_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe('App Secret: OAuth and appsecret_proof. Not the webhook key.'),
  ZALO_OA_SECRET_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('OA Secret Key of the app’s Webhook page: signs webhooks.'),
  ZALO_MINI_APP_ID: z.string().min(1).optional().describe('Id of the Mini App, for links and QR codes.'),
  ZALO_MINI_APP_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Open-API key of the Mini App: notifications and its webhook.'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe(
      'Addresses or networks (10.0.0.0/8), comma-separated, whose X-Forwarded-For is believed when senders are counted.',
    ),
  RATE_LIMITS: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      'off (sandbox only, for drills and benches) switches off limits, proof of work, flood digests and the sandbox’s own package rates.',
    ),
  SANDBOX: z
    .enum(['demo'])
    .optional()
    .describe('demo: let the sandbox run on a public address, with random keys printed once.'),
  SECRET_KEYS: z
    .string()
    .optional()
    .describe(
      'Encryption and signing keys, newest first: version:base64url(32 bytes), comma-separated. Made in DATA_DIR when unset in the sandbox.',
    ),
  MAP_TILES_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => ['{z}', '{x}', '{y}'].every((part) => url.includes(part)), {
      message: 'must name {z}, {x} and {y}',
    })
    .optional()
    .describe(
      'Street pictures for the desk’s map, https://host/{z}/{x}/{y}.png, fetched through the portal. Unset: wards are drawn alone.',
    ),
  MAP_TILES_CREDIT: z
    .string()
    .max(200)
    .default('')
    .describe('Whose street pictures these are, shown on the map.'),
  OA_SILENCE_HOURS: z.coerce
    .number()
    .min(1)
    .max(720)
    .default(24)
    .describe(
      'An OA that Zalo has told nothing of for so many hours is shown as silent: Zalo may have switched its webhook off.',
    ),
  MINI_APP_NOTIFICATION_TEMPLATE: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'Template of the Mini App’s notifications (fields title, contentTitle, contentDescription, buttonText, buttonUrl). Unset: none are sent.',
    ),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{24,}$/, 'must be at least 24 characters without spaces')
    .optional()
    .describe(
      'Who shows it reads /metrics from anywhere. Unset: programs on this machine alone, while PUBLIC_URL is local.',
    ),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional()
    .describe(
      'Photos lie in this bucket of an S3-compatible store. Unset: in DATA_DIR, for one server alone.',
    ),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address of the store, its bucket named in the path (MinIO, Ceph). Unset: Amazon’s.'),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be the name of a region')
    .default('us-east-1')
    .describe('Region of the bucket; most stores other than Amazon’s take any.'),
  S3_ACCESS_KEY_ID: z
    .string()
    .min(1)
    .optional()
    .describe('Who we are to the store: may read, write, list and delete in the bucket and nothing else.'),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional().describe('Secret of that access key.'),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('How much is logged.'),
  NODE_ENV: z.string().optional().describe('production refuses the sandbox.'),
});

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly contentPack: string;
  readonly publicUrl: string | null;
  readonly zalo: ZaloCredentials | null;
  /** Whose `X-Forwarded-For` is believed; empty: nobody's. */
  readonly trustedProxies: readonly Subnet[];
  readonly rateLimits: boolean;
  readonly sandboxDemo: boolean;
  readonly secretKeys: string | null;
  /** The file that they came from, which is read again when it changes; null: the environment or none. */
  readonly secretKeysFile: string | null;
  /** Null: no street pictures. */
  readonly mapTiles: { readonly url: string; readonly credit: string } | null;
  /** After so many hours without a webhook an OA is shown as silent. */
  readonly oaSilenceHours: number;
  /** Null: the Mini App notifies nobody. */
  readonly notificationTemplateId: string | null;
  /** Null: figures are for programs on this machine, while people come by a local address. */
  readonly metricsToken: string | null;
  /** Null: photos lie in the data folder. */
  readonly photoBucket: PhotoBucket | null;
  readonly logLevel: string;
};

/** Where photos lie in an S3-compatible store. */
export type PhotoBucket = {
  readonly bucket: string;
  /** Null: Amazon's own. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** A network, or one address with all its bits. */
export type Subnet = {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
};

export type ZaloCredentials = {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaSecretKey: string;
  readonly miniAppId: string;
  readonly miniAppKey: string;
};

/** What stops the start, in a sentence for the person who runs it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads and freezes the configuration. Empty strings count as unset, as in a copied `.env.example`. Throws ConfigError.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(readSecretFiles(environment)).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Configuration is not usable:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const zalo = zaloCredentials(env);
  if (!zalo) refuseUnsafeSandbox(env);
  if ((zalo || env.DATABASE_URL) && !env.SECRET_KEYS) {
    throw new ConfigError('SECRET_KEYS is required when a Zalo credential or DATABASE_URL is set.');
  }
  if (zalo && env.RATE_LIMITS === 'off') throw new ConfigError('RATE_LIMITS=off is for the sandbox only.');
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    contentPack: env.CONTENT_PACK,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    zalo,
    trustedProxies: readSubnets(env.TRUSTED_PROXIES),
    rateLimits: env.RATE_LIMITS === 'on',
    sandboxDemo: env.SANDBOX === 'demo',
    secretKeys: env.SECRET_KEYS ?? null,
    secretKeysFile: environment[fileKeyOf('SECRET_KEYS')] || null,
    mapTiles: env.MAP_TILES_URL
      ? Object.freeze({ url: env.MAP_TILES_URL, credit: env.MAP_TILES_CREDIT })
      : null,
    notificationTemplateId: env.MINI_APP_NOTIFICATION_TEMPLATE ?? (zalo ? null : 'sandbox'),
    oaSilenceHours: env.OA_SILENCE_HOURS,
    metricsToken: env.METRICS_TOKEN ?? null,
    photoBucket: photoBucket(env),
    logLevel: env.LOG_LEVEL,
  });
}

function zaloCredentials(env: z.infer<typeof Environment>): ZaloCredentials | null {
  const missing = zaloKeys.filter((key) => !env[key]);
  if (missing.length === zaloKeys.length) return null;
  if (missing.length > 0)
    throw new ConfigError(`Some ZALO_* keys are set but not all. Missing: ${missing.join(', ')}.`);
  return Object.freeze({
    appId: env.ZALO_APP_ID ?? '',
    appSecret: env.ZALO_APP_SECRET ?? '',
    oaSecretKey: env.ZALO_OA_SECRET_KEY ?? '',
    miniAppId: env.ZALO_MINI_APP_ID ?? '',
    miniAppKey: env.ZALO_MINI_APP_KEY ?? '',
  });
}

function readSecretFiles(environment: Record<string, string | undefined>) {
  try {
    return withSecretFiles(environment);
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

function photoBucket(env: z.infer<typeof Environment>): PhotoBucket | null {
  const needed = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  const missing = needed.filter((key) => !env[key]);
  if (missing.length === needed.length && !env.S3_ENDPOINT) return null;
  if (missing.length > 0)
    throw new ConfigError(`Some S3_* keys are set but not all. Missing: ${missing.join(', ')}.`);
  return Object.freeze({
    bucket: env.S3_BUCKET ?? '',
    endpoint: env.S3_ENDPOINT ?? null,
    region: env.S3_REGION,
    accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
  });
}

/** `192.0.2.1, 10.0.0.0/8, fd00::/8`. */
function readSubnets(text: string): Subnet[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '').map(readSubnet);
}

function readSubnet(entry: string): Subnet {
  const [address = '', length, ...rest] = entry.split('/');
  const version = isIP(address);
  const bits = version === 6 ? 128 : 32;
  const prefix = length === undefined ? bits : Number(length);
  const isWhole = /^\d{1,3}$/.test(length ?? '0') && prefix <= bits;
  if (version === 0 || address.includes('%') || !isWhole || rest.length > 0) {
    throw new ConfigError(
      `TRUSTED_PROXIES: "${entry.slice(0, 60)}" is neither an address nor a network such as 10.0.0.0/8.`,
    );
  }
  return Object.freeze({ address, prefix, family: version === 6 ? 'ipv6' : 'ipv4' });
}

function refuseUnsafeSandbox(env: z.infer<typeof Environment>): void {
  if (env.SANDBOX === 'demo') return;
  if (env.NODE_ENV === 'production') {
    throw new ConfigError(
      'No ZALO_* credentials: the sandbox would run, and it refuses NODE_ENV=production.',
    );
  }
  const publicHost = env.PUBLIC_URL ? new URL(env.PUBLIC_URL).hostname : 'localhost';
  if (!isLoopback(env.HOST))
    throw new ConfigError('The sandbox only listens on loopback: HOST must be 127.0.0.1, ::1 or localhost.');
  if (!isLoopback(publicHost))
    throw new ConfigError('The sandbox only serves loopback: PUBLIC_URL must name localhost.');
}

/** localhost, 127.0.0.0/8 or ::1. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare === '::1') return true;
  return isIP(bare) === 4 && bare.startsWith('127.');
}
