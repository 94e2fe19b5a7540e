import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Environment, readConfig } from '../../server/config/config.ts';
import { fileKeyOf, secretKeysFromFiles } from '../../server/config/secret-files.ts';
import { limits } from '../../server/contract/limits.ts';
import { temporaryFolder } from '../support/databases.ts';
import { readPlainYaml } from '../support/plain-yaml.ts';

/**
 * compose.yaml, Containerfile, Caddyfile and their example, held against the program without pulling an image: what they name is there, and
 * what the program needs they give.
 */
const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const Service = z.object({
  image: z.string().optional(),
  read_only: z.literal('true'),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()).min(1),
  ports: z.array(z.string()).default([]),
  user: z.string().optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).default({}),
  stop_grace_period: z.string().regex(/^\d+s$/),
  cpus: z.string(),
  mem_limit: z.string().regex(/^\d+m$/),
  pids_limit: z.string(),
});
const compose = z
  .object({
    services: z.object({ portal: Service, database: Service, proxy: Service }).strict(),
    networks: z.record(
      z.string(),
      z
        .object({ internal: z.literal('true') })
        .loose()
        .nullable(),
    ),
    volumes: z.record(z.string(), z.null()),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
  })
  .parse(readPlainYaml(read('compose.yaml')));
const services = Object.entries(compose.services);
const { portal, database, proxy } = compose.services;

type Instruction = { word: string; args: string[] };
const stages = read('Containerfile')
  .split(/^(?=FROM )/m)
  .slice(1)
  .map((stage) =>
    stage
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): Instruction => {
        const [word = '', ...args] = line.split(' ');
        return { word, args };
      }),
  );
const final = stages.at(-1) ?? [];
const of = (stage: readonly Instruction[], word: string) => stage.filter((one) => one.word === word);

const Package = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  scripts: z.record(z.string(), z.string()),
});
const pack = Package.parse(JSON.parse(read('package.json')));
const lock = z
  .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() }).loose()) })
  .parse(JSON.parse(read('package-lock.json')));

describe('compose.yaml', () => {
  test('names keys of the configuration and no others, and with its secrets the portal starts as in production', () => {
    const known = [...Object.keys(Environment.shape), ...secretKeysFromFiles.map(fileKeyOf)];
    expect(known).toEqual(expect.arrayContaining(Object.keys(portal.environment)));

    const values: Record<string, string> = {
      database_url: 'postgres://portal:word@database:5432/portal',
      secret_keys: `k1:${Buffer.alloc(32, 3).toString('base64url')}`,
    };
    const folder = temporaryFolder();
    const ofImage = Object.fromEntries(
      of(final, 'ENV').flatMap(({ args }) => args.map((arg) => arg.split('=', 2))),
    );
    const environment: Record<string, string> = { ...ofImage };
    for (const [key, value] of Object.entries(portal.environment)) {
      const secret = /^\/run\/secrets\/(\w+)$/.exec(value)?.[1];
      if (secret !== undefined) {
        expect(portal.secrets).toContain(secret);
        environment[key] = path.join(folder, secret);
        writeFileSync(environment[key], `${values[secret] ?? 'a-secret-of-thirty-letters-or-so'}\n`);
      } else environment[key] = value.replace(/\$\{\w+:\?[^}]*\}/, 'phuong.example');
    }
    const config = readConfig(environment);
    expect(config).toMatchObject({ host: '0.0.0.0', dataDir: '/data', publicUrl: 'https://phuong.example' });
    expect(config.zalo).not.toBeNull();
    expect(config.databaseUrl).toContain('@database:5432');
    expect(config.metricsToken).not.toBeNull();
  });

  test('gives no secret as a value, and every secret, volume and network that is named is there', () => {
    for (const [name, service] of services) {
      for (const key of Object.keys(service.environment))
        expect(key, name).not.toMatch(/^(DATABASE_URL|SECRET_KEYS|.*(SECRET|PASSWORD|TOKEN|_KEY))$/);
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining(service.secrets));
      expect(Object.keys(compose.networks)).toEqual(expect.arrayContaining(service.networks));
      const named = service.volumes.map((volume) => volume.split(':')[0] ?? '');
      for (const volume of named)
        if (volume.startsWith('./')) expect(existsSync(path.join(root, volume)), volume).toBe(true);
        else expect(Object.keys(compose.volumes)).toContain(volume);
    }
    const secretFiles = Object.values(compose.secrets).map(({ file }) => path.dirname(file));
    expect(new Set(secretFiles)).toEqual(new Set(['./secrets']));
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['/secrets/', '/deploy.env']));
    expect(read('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['secrets', 'deploy.env', '.env']),
    );
  });

  test('asks for what deploy.env.example names, and for nothing that is not in it', () => {
    const asked = [...read('compose.yaml').matchAll(/\$\{(\w+)/g)].map((match) => match[1]);
    const example = [...read('deploy.env.example').matchAll(/^(\w+)=/gm)].map((match) => match[1]);
    expect([...new Set(asked)].sort()).toEqual(example.sort());
  });

  test('lets nobody be more than they have to, and lets the database be reached by the portal alone', () => {
    expect(of(final, 'USER')[0]?.args).toEqual(['node']);
    expect(database.user).toMatch(/^[1-9]/);
    expect([portal.cap_add, database.cap_add, proxy.cap_add]).toEqual([[], [], ['NET_BIND_SERVICE']]);
    expect([portal.ports, database.ports]).toEqual([[], []]);
    const others = [proxy.networks, portal.networks].map((networks) =>
      networks.filter((network) => database.networks.includes(network)),
    );
    expect(others).toEqual([[], ['store']]);
    expect(compose.networks.store).toMatchObject({ internal: 'true' });
  });

  test('believes the forwarding header of the proxy’s network alone, and that is the only way to the portal', () => {
    const shared = proxy.networks.filter((network) => portal.networks.includes(network));
    expect(shared).toEqual(['inside']);
    expect(compose.networks.inside).toMatchObject({
      ipam: { config: [{ subnet: portal.environment.TRUSTED_PROXIES }] },
    });
  });

  test('looks at /readyz, waits for it, and agrees with the image and the proxy about the port', () => {
    const port = of(final, 'EXPOSE')[0]?.args[0];
    expect(of(final, 'ENV')[0]?.args).toContain(`PORT=${port}`);
    expect(portal.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${port}/readyz`);
    expect(read('Caddyfile')).toContain(`dynamic a portal ${port}`);
    expect(Object.keys(proxy.depends_on)).toEqual(['portal']);
    expect(Object.keys(portal.depends_on)).toEqual(['database']);
    expect(database.healthcheck).toBeDefined();
  });

  test('gives each the processor and memory that docs/scale.md reckons with', () => {
    const scale = read('docs/scale.md');
    for (const [name, { cpus, mem_limit }] of services)
      expect(scale, name).toContain(`| \`${name}\` | ${cpus} | ${mem_limit.replace('m', ' MiB')} |`);
  });
});

describe('the Caddyfile', () => {
  test('passes on what the portal takes, and drops an idle connection before the portal does', () => {
    const megabytes = Number(/max_size (\d+)MB/.exec(read('Caddyfile'))?.[1]);
    expect(megabytes * 1_000_000).toBeGreaterThan(limits.photoBytesMax + 16 * 1024);
    const keptS = Number(/keepalive (\d+)s/.exec(read('Caddyfile'))?.[1]);
    const portalMs = Number(
      /keepAliveTimeoutMs = ([\d_]+)/.exec(read('server/main.ts'))?.[1]?.replace('_', ''),
    );
    expect(keptS * 1000).toBeLessThan(portalMs);
  });
});

describe('the Containerfile', () => {
  test('is of the Node that package.json brings', () => {
    const images = new Set(stages.map((stage) => stage[0]?.args[0]));
    expect([...images]).toEqual([`docker.io/library/node:${pack.devDependencies.node}-trixie-slim`]);
  });

  test('copies what is there and is not kept out, and runs commands that there are', () => {
    const ignored = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    for (const { args } of stages.flatMap((stage) => of(stage, 'COPY'))) {
      if (args[0]?.startsWith('--from=')) continue;
      for (const source of args.slice(0, -1)) {
        expect(existsSync(path.join(root, source)), source).toBe(true);
        expect(ignored).not.toContain(source);
      }
    }
    const npmRuns = stages
      .flatMap((stage) => of(stage, 'RUN'))
      .filter(({ args }) => args[0] === 'npm' && args[1] === 'run');
    expect(npmRuns.length).toBeGreaterThan(0);
    for (const { args } of npmRuns) expect(Object.keys(pack.scripts)).toContain(args[2]);
    const [, ...command] = /\["node", "([^"]+)"\]/.exec(of(final, 'CMD')[0]?.args.join(' ') ?? '') ?? [];
    expect(existsSync(path.join(root, command[0] ?? ''))).toBe(true);
  });

  test('installs for production whatever the server imports', () => {
    const names = new Set<string>();
    const pattern =
      /(?:^(?:import|export)\s(?:[^;']*?\sfrom\s)?|(?:import|require\.resolve|import\.meta\.resolve)\()'([^'.#][^']*)'/gm;
    for (const file of globSync('server/**/*.{ts,js}', { cwd: root })) {
      const code = read(file).replace(/^import type [^;]*;$/gm, '');
      for (const [, specifier = ''] of code.matchAll(pattern)) {
        if (isBuiltin(specifier)) continue;
        names.add(specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'));
      }
    }
    expect(names.size).toBeGreaterThan(15);
    for (const name of names) {
      expect(Object.keys(pack.dependencies), name).toContain(name);
      expect(lock.packages[`node_modules/${name}`]?.dev, name).not.toBe(true);
    }
  });

  test('copies every folder that the server imports from', () => {
    const copied = of(final, 'COPY').flatMap(({ args }) =>
      args.slice(0, -1).map((source) => source.replace('/app/', '')),
    );
    expect(copied).toEqual(expect.arrayContaining(['server', 'dist', 'package.json', 'node_modules']));
    for (const file of globSync('server/**/*.ts', { cwd: root })) {
      for (const [, specifier = ''] of read(file).matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)) {
        const target = path.relative(root, path.resolve(root, path.dirname(file), specifier));
        expect(target.split(path.sep)[0], `${file} imports ${specifier}`).toBe('server');
      }
    }
  });
});

test.each([
  'a: {b: c}',
  'a: &anchor b',
  'a: b # behind',
  'a: b\na: c',
  'a:\n    b: c',
  "a: 'single'",
  'a: |\n  folded',
])('a file that holds more of YAML than ours may is not read: %s', (source) => {
  expect(() => readPlainYaml(source)).toThrow(/more YAML/);
});
