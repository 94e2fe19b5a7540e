import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, Environment, readConfig } from '../../../server/config/config.ts';
import { fileKeyOf, secretKeysFromFiles } from '../../../server/config/secret-files.ts';
import { temporaryFolder } from '../../support/databases.ts';

const zalo = {
  ZALO_APP_ID: '1',
  ZALO_APP_SECRET: 's',
  ZALO_OA_SECRET_KEY: 'o',
  ZALO_MINI_APP_ID: '2',
  ZALO_MINI_APP_KEY: 'k',
};
const photos = { S3_BUCKET: 'photos', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' };
const keys = { SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64url')}` };

describe('the configuration', () => {
  test('an empty environment gives the sandbox on loopback', () => {
    expect(readConfig({})).toMatchObject({
      port: 8787,
      host: '127.0.0.1',
      contentPack: 'tan-phu',
      zalo: null,
      databaseUrl: null,
    });
  });

  test('empty values, as in a copied example, count as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', ZALO_APP_ID: '' })).toEqual(readConfig({}));
  });

  test('some but not all Zalo credentials are refused and the missing ones named', () => {
    expect(() => readConfig({ ...zalo, ZALO_OA_SECRET_KEY: '', ...keys })).toThrow(
      /Missing: ZALO_OA_SECRET_KEY\./,
    );
  });

  test.each([
    [{ HOST: '0.0.0.0' }, /HOST/],
    [{ HOST: '192.168.1.4' }, /HOST/],
    [{ PUBLIC_URL: 'https://an-ninh.example' }, /PUBLIC_URL/],
    [{ PUBLIC_URL: 'http://127.evil.example' }, /PUBLIC_URL/],
    [{ NODE_ENV: 'production' }, /NODE_ENV=production/],
  ])('the sandbox refuses %o', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
    expect(() => readConfig(environment)).toThrow(ConfigError);
  });

  test('a demo may be public, and only when it says so', () => {
    expect(
      readConfig({ SANDBOX: 'demo', HOST: '0.0.0.0', PUBLIC_URL: 'https://demo.example/' }),
    ).toMatchObject({
      sandboxDemo: true,
      publicUrl: 'https://demo.example',
    });
  });

  test.each([
    [{ DATABASE_URL: 'postgres://u:p@localhost/db' }, /SECRET_KEYS is required/],
    [zalo, /SECRET_KEYS is required/],
    [{ ...zalo, ...keys, RATE_LIMITS: 'off' }, /RATE_LIMITS/],
    [{ PORT: 'http' }, /PORT/],
    [{ TRUSTED_PROXIES: 'proxy.example' }, /TRUSTED_PROXIES: "proxy\.example"/],
    [{ TRUSTED_PROXIES: '10.0.0.1, 10.0.0.0/33' }, /TRUSTED_PROXIES: "10\.0\.0\.0\/33"/],
    [{ TRUSTED_PROXIES: '10.0.0.0/' }, /TRUSTED_PROXIES/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8/8' }, /TRUSTED_PROXIES/],
    [{ TRUSTED_PROXIES: 'fe80::1%eth0' }, /TRUSTED_PROXIES/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
    [{ S3_BUCKET: 'photos' }, /Missing: S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY\./],
    [{ S3_ENDPOINT: 'https://s3.example' }, /Missing: S3_BUCKET/],
    [{ S3_BUCKET: '../photos', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' }, /S3_BUCKET/],
    [{ SECRET_KEYS_FILE: '/nowhere/keys' }, /SECRET_KEYS_FILE: .*ENOENT/],
    [{ SECRET_KEYS_FILE: '/dev/null' }, /SECRET_KEYS_FILE: .*empty/],
    [{ SECRET_KEYS_FILE: '/dev/null', ...keys }, /both set/],
  ])('unsafe or unreadable settings refuse to start and name their key: %o', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });

  test('a secret may come as a file, and a line break at its end is not part of it', () => {
    const file = path.join(temporaryFolder(), 'secret');
    for (const key of secretKeysFromFiles) {
      writeFileSync(file, key === 'DATABASE_URL' ? 'postgres://u:p@db/n\n' : `${'x'.repeat(30)}\n`);
      const others = { ...zalo, ...keys, ...photos };
      const asValue = readConfig({ ...others, [key]: readFileSync(file, 'utf8').trim() });
      // The keys' file is remembered: it is read again when it changes.
      const remembered = key === 'SECRET_KEYS' ? { secretKeysFile: file } : {};
      expect(readConfig({ ...others, [key]: '', [fileKeyOf(key)]: file }), key).toEqual({
        ...asValue,
        ...remembered,
      });
    }
  });

  test('trusted proxies are addresses or networks, of either kind', () => {
    expect(readConfig({}).trustedProxies).toEqual([]);
    expect(readConfig({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,fd00::/8 ,::1' }).trustedProxies).toEqual([
      { address: '127.0.0.1', prefix: 32, family: 'ipv4' },
      { address: '10.0.0.0', prefix: 8, family: 'ipv4' },
      { address: 'fd00::', prefix: 8, family: 'ipv6' },
      { address: '::1', prefix: 128, family: 'ipv6' },
    ]);
  });

  test('the example file names every key and no other', () => {
    const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const named = [...example.matchAll(/^#?\s?([A-Z0-9_]+)=/gm)].map((match) => match[1]);
    expect(named.sort()).toEqual(Object.keys(Environment.shape).sort());
  });

  test('the example file itself is a configuration that starts', () => {
    const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const given = Object.fromEntries(
      [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map((match) => [match[1] ?? '', match[2] ?? '']),
    );
    expect(readConfig(given).port).toBe(8787);
  });

  test('every key says what it is for', () => {
    for (const [key, schema] of Object.entries(Environment.shape)) {
      expect(schema.description?.length, key).toBeGreaterThan(15);
    }
  });
});
