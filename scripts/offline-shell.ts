import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** At the root of the page, so that the worker may answer for every address of it. */
export const workerFile = 'sw.js';

const workerSource = 'src/service-worker/service-worker.ts';
/** What the worker's source calls the list that only the end of a build knows. */
const placeholder = '__SHELL__';

/** The desk is nothing without a line, and no citizen's phone should carry it. */
const deskFile = /^\/assets\/desk[.-]/;
/** The SDK works inside Zalo alone, where there is no worker. */
const zaloModule = /\/src\/platform\/zalo\//;

/**
 * Builds the service worker beside the page and tells it which files make up this build. Its version is a digest of their names (which
 * carry digests of what is in them) and of the page, so that any change makes a new worker and nothing else does.
 */
export function offlineShell(): Plugin {
  return {
    name: 'offline-shell',
    buildStart() {
      this.emitFile({ type: 'chunk', id: path.resolve(workerSource), fileName: workerFile });
    },
    writeBundle(options, bundle) {
      // A build of something else by the same settings, as tests make it, has no page to open without a line.
      if (!('index.html' in bundle)) return;
      const files = Object.values(bundle)
        .filter((output) => output.type !== 'chunk' || !zaloModule.test(output.facadeModuleId ?? ''))
        .map(({ fileName }) => `/${fileName}`)
        .filter((name) => name.startsWith('/assets/') && !deskFile.test(name))
        .sort();
      const folder = options.dir ?? 'dist';
      const page = readFileSync(path.join(folder, 'index.html'));
      const version = createHash('sha256').update(files.join('\n')).update(page).digest('hex').slice(0, 16);
      const worker = readFileSync(path.join(folder, workerFile), 'utf8');
      if (!worker.includes(placeholder)) this.error(`${workerFile} has no place for its list of files.`);
      writeFileSync(
        path.join(folder, workerFile),
        worker.replace(placeholder, JSON.stringify({ version, files })),
      );
    },
  };
}
