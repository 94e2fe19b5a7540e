import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

const projectFolder = path.resolve(import.meta.dirname, '../..');
const pageFile = path.join(projectFolder, 'test/e2e/platform-page/index.html');

export type PlatformPage = { folder: string; remove(): Promise<void> };

/**
 * A page with nothing but the platform on it, built by the project's own `vite.config.ts` into a temporary folder: as Zalo's package
 * or as our web page.
 */
export async function buildPlatformPage(mode: 'zalo' | 'production'): Promise<PlatformPage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'platform-page-'));
  await build({
    root: projectFolder,
    mode,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: pageFile } },
  });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** Serves the built web page for any path at `http://127.0.0.1:<port>`. */
export async function servePlatformPage(folder: string): Promise<{ origin: string; server: Server }> {
  const page = (await readdir(folder, { recursive: true })).find((file) => file.endsWith('index.html'));
  if (!page) throw new Error(`No page in ${folder}`);
  const server = createServer(async (request, response) => {
    const isScript = request.url?.endsWith('.js') ?? false;
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(await readFile(path.join(folder, isScript ? (request.url ?? '') : page)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
