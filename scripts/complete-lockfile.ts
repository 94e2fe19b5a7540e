/**
 * `npm run lockfile`, after every `npm install`: npm forgets optional packages of other platforms that it could not read, and `npm ci`
 * then refuses the lockfile (npm/cli 4828). Puts them back with the version their parent names, marked for their platform.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { runCommandLine } from '../server/command-line.ts';

const help = `Usage: npm run lockfile

Puts back into package-lock.json what npm forgot of other platforms' optional packages, so that \`npm ci\` takes it everywhere. Run it after
every \`npm install\`.`;

type Entry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lockfile = { packages: Record<string, Entry> };

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32', 'arm'];

await runCommandLine({ command: 'npm run lockfile', help, run: complete });

async function complete(): Promise<undefined> {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
  const missing = Object.values(lock.packages).flatMap(({ optionalDependencies = {}, dev }) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(lock, name))
      .map(([name, range]) => [name, platformEntry(name, range, dev)] as const),
  );
  for (const [name, entry] of missing) lock.packages[`node_modules/${name}`] = entry;
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    missing.length === 0
      ? 'The lockfile was whole.'
      : `Put back: ${missing.map(([name]) => name).join(', ')}. Next: npm ci`,
  );
}

function isLocked(lock: Lockfile, name: string): boolean {
  return Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`));
}

function platformEntry(name: string, range: string, dev: boolean | undefined): Entry {
  const os = systems.find((system) => name.includes(system));
  const cpu = processors.find((processor) => name.includes(`-${processor}`));
  return {
    version: range.replace(/^[\^~]/, ''),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(dev ? { dev } : {}),
    ...(name.includes('musl') ? { libc: ['musl'] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}
