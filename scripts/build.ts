import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Rolldown } from 'vite';
import { runCommandLine } from '../server/command-line.ts';
import { type BuildReport, type ChunkReport, describeBuild } from './bundle-report.ts';
import { isFirstScreenScript, zaloSource } from './first-screen.ts';
import { workerFile } from './offline-shell.ts';
import { precompress } from './precompress.ts';
import { apiOriginDefault } from './www-manifest.ts';

/**
 * `npm run build`: makes `dist` (the page our server hands out) and `www` (the package for Zalo) where their sources have changed.
 * Each is built in a folder of its own under `.build` and then renamed, so that two starts at once cannot collide.
 */

const projectFolder = path.resolve(import.meta.dirname, '..');
const reportFile = '.build.json';

const outputs = [
  { folder: 'dist', mode: 'production' },
  { folder: 'www', mode: 'zalo' },
] as const;
type Output = (typeof outputs)[number];

/** What a build is made from; a change in any of it makes the outputs stale. */
const sources = [
  'src',
  'server/contract',
  'index.html',
  'app-config.json',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
  'scripts/build.ts',
  'scripts/bundle-report.ts',
  'scripts/first-screen.ts',
  'scripts/offline-shell.ts',
  'scripts/precompress.ts',
  'scripts/www-manifest.ts',
];

/**
 * Builds what is stale, in a process of its own: the bundler sets NODE_ENV and keeps memory that a server should not have to
 * carry. Throws when a build fails.
 */
export async function buildIfStale(): Promise<void> {
  const stale = await staleOutputs();
  if (stale.length === 0) return;
  const build = spawnSync(process.execPath, [import.meta.filename], { cwd: projectFolder, stdio: 'inherit' });
  if (build.status !== 0) throw new Error(`Building ${stale.map(({ folder }) => folder)} failed`);
}

/** What the last build of an output said about itself; null when there is none. */
export async function readBuildReport(folder: Output['folder']): Promise<BuildReport | null> {
  try {
    return JSON.parse(await readFile(path.join(projectFolder, folder, reportFile), 'utf8'));
  } catch (error) {
    if (isMissingFile(error)) return null;
    throw error;
  }
}

async function staleOutputs(): Promise<Output[]> {
  const stamp = await sourceStamp();
  const reports = await Promise.all(outputs.map(({ folder }) => readBuildReport(folder)));
  return outputs.filter((_, index) => reports[index]?.stamp !== stamp);
}

async function sourceStamp(): Promise<string> {
  const files = (await Promise.all(sources.map(filesUnder))).flat().sort();
  const digest = createHash('sha256').update(process.env.VITE_API_ORIGIN ?? '');
  digest.update(`\n${await bundledUnits()}\n`);
  for (const file of files) {
    const content = await readFile(path.join(projectFolder, file));
    digest.update(`\n${file}\n${content.length}\n`).update(content);
  }
  return digest.digest('hex');
}

/** The units of the pack that BUNDLED_PACK names, as JSON for vite.config.ts; none when the package is for any pack. */
async function bundledUnits(): Promise<string> {
  const pack = process.env.BUNDLED_PACK;
  if (!pack) return '[]';
  const { unitsToBundle } = await import('../server/content/bundled-units.ts');
  return JSON.stringify(await unitsToBundle(pack));
}

async function filesUnder(source: string): Promise<string[]> {
  if (path.extname(source) !== '') return [source];
  const entries = await readdir(path.join(projectFolder, source), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectFolder, path.join(entry.parentPath, entry.name)));
}

async function buildOutput({ folder, mode }: Output): Promise<BuildReport> {
  // Taken before the build: a file that changes meanwhile makes the result stale again.
  const stamp = await sourceStamp();
  const { build } = await import('vite');
  const temporary = path.join(projectFolder, '.build', `${folder}-${process.pid}`);
  const result = await build({
    root: projectFolder,
    mode,
    logLevel: 'warn',
    build: { outDir: temporary, emptyOutDir: true },
  });
  // Zalo compresses what it serves itself.
  if (folder === 'dist') await precompress(path.join(temporary, 'assets'));
  const report = await reportOf(stamp, result as Rolldown.RolldownOutput);
  await writeFile(path.join(temporary, reportFile), JSON.stringify(report));
  await putInPlace(temporary, path.join(projectFolder, folder));
  return report;
}

/** Swaps the folders by two renames. When another build was quicker, its result stays and ours goes. */
async function putInPlace(built: string, folder: string): Promise<void> {
  const former = `${built}-former`;
  await rename(folder, former).catch((error: unknown) => {
    if (!isMissingFile(error)) throw error;
  });
  await rename(built, folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(built, { recursive: true });
  });
  await rm(former, { recursive: true, force: true });
}

async function reportOf(stamp: string, { output }: Rolldown.RolldownOutput): Promise<BuildReport> {
  const chunks: ChunkReport[] = [];
  const styles: BuildReport['styles'] = [];
  for (const file of output) {
    // The worker is no part of what the page loads.
    if (file.fileName === workerFile) continue;
    if (file.type === 'chunk') chunks.push(await chunkReport(file));
    else if (isFirstScreenScript(file.fileName)) chunks.push(await firstScriptReport(file));
    else if (file.fileName.endsWith('.css')) {
      styles.push({ file: file.fileName, gzipBytes: await gzipBytes(file.source) });
    }
  }
  return { stamp, chunks, styles };
}

async function chunkReport(chunk: Rolldown.OutputChunk): Promise<ChunkReport> {
  return {
    file: chunk.fileName,
    gzipBytes: await gzipBytes(chunk.code),
    isEntry: chunk.isEntry,
    facade: chunk.facadeModuleId && moduleName(chunk.facadeModuleId),
    imports: chunk.imports,
    dynamicImports: chunk.dynamicImports,
    styles: [...(chunk.viteMetadata?.importedCss ?? [])],
    modules: Object.keys(chunk.modules).map(moduleName),
  };
}

/** Built apart from the app (first-screen.ts), and all the same a part of what home waits for. */
const firstScriptReport = async ({ fileName, source }: Rolldown.OutputAsset): Promise<ChunkReport> => ({
  file: fileName,
  gzipBytes: await gzipBytes(source),
  isEntry: true,
  facade: zaloSource,
  imports: [],
  dynamicImports: [],
  styles: [],
  modules: [zaloSource],
});

function moduleName(id: string): string {
  return path.isAbsolute(id) ? path.relative(projectFolder, id) : id;
}

async function gzipBytes(content: string | Uint8Array): Promise<number> {
  return (await promisify(gzip)(content)).length;
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

const help = `Usage: npm run build

Makes dist (the page that the portal hands out) and www (the package for Zalo) where their sources have changed, and prints what their
parts weigh. VITE_API_ORIGIN is the address of the server that www asks; BUNDLED_PACK bakes a pack's units and phones in.`;

if (import.meta.main) await runCommandLine({ command: 'npm run build', help, run: buildStale });

async function buildStale(): Promise<undefined> {
  // The bundler believes NODE_ENV; a build for people is always a production build.
  process.env.NODE_ENV = 'production';
  process.env.BUNDLED_UNITS = await bundledUnits();
  await mkdir(path.join(projectFolder, '.build'), { recursive: true });
  const stale = await staleOutputs();
  for (const output of outputs) {
    const kept = stale.includes(output) ? null : await readBuildReport(output.folder);
    const report = kept ?? (await buildOutput(output));
    for (const line of describeBuild(output.folder, report)) console.log(line);
  }
  if (!process.env.VITE_API_ORIGIN) {
    console.log(
      `www: asks ${apiOriginDefault}, which is for trials; set VITE_API_ORIGIN to your server's https address for a release`,
    );
  }
}
