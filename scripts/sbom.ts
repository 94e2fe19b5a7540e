/** `npm run sbom`: what the program is made of, for whoever has to say whether a part that is in the news is in it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exitCodes, Refusal, runCommandLine } from '../server/command-line.ts';

const help = `Usage: npm run sbom [-- --out <file>] [--all]

Writes the list of parts (CycloneDX, JSON): name, version, licence and digest of every package that runs at the portal or in the app. Made of
the lockfile alone, without asking anybody; the same lockfile gives the same bytes.

  --out <file>   Where to; .cache/sbom.json unless said.
  --all          Also what only builds and tests the program.`;

const root = path.join(import.meta.dirname, '..');
const stdoutBytesMax = 64 * 1024 * 1024;

type Bom = {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string } };
  components: { 'bom-ref': string }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
};

await runCommandLine({
  command: 'npm run sbom',
  help,
  options: { out: { type: 'string' }, all: { type: 'boolean' } },
  run: async (_words, { out = '.cache/sbom.json', all }) => {
    const bom = readBom(all === true);
    mkdirSync(path.dirname(path.resolve(out)), { recursive: true });
    writeFileSync(out, `${JSON.stringify(bom, null, 2)}\n`);
    console.log(`${out}: ${bom.components.length} parts.`);
    return exitCodes.done;
  },
});

/** As npm lists them, without what differs from run to run. */
function readBom(isAll: boolean): Bom {
  const { stdout, stderr, status } = spawnSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'],
    { cwd: root, encoding: 'utf8', maxBuffer: stdoutBytesMax },
  );
  if (status !== 0) throw new Refusal(`npm could not list the parts: ${stderr.trim()}`);
  const { serialNumber: _number, ...bom } = JSON.parse(stdout) as Bom;
  const { timestamp: _instant, ...metadata } = bom.metadata;
  const runs = isAll ? () => true : runsWithUs();
  return {
    ...bom,
    // npm takes the folder's name.
    metadata: { ...metadata, component: { ...metadata.component, name: 'zalo-an-ninh' } },
    components: bom.components
      .filter((part) => runs(part['bom-ref']))
      .toSorted((a, b) => inOrder(a['bom-ref'], b['bom-ref'])),
    dependencies: bom.dependencies
      .filter(({ ref }) => runs(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(runs) }))
      .toSorted((a, b) => inOrder(a.ref, b.ref)),
  };
}

/** By the lockfile: npm's own `--omit dev` leaves out whatever a tool needs too, such as `pg`. */
function runsWithUs(): (ref: string) => boolean {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { name?: string; version?: string; dev?: boolean }>;
  };
  const refs = Object.entries(packages)
    .filter(([, { dev }]) => dev !== true)
    .map(([place, { name, version }]) => `${name ?? place.split('node_modules/').at(-1)}@${version}`);
  const running = new Set(refs);
  return (ref) => running.has(ref);
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
