import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { isFirstScreenScript } from './first-screen.ts';

/** Where the package finds our server when VITE_API_ORIGIN says nothing: the default of PUBLIC_URL. Zalo itself needs https. */
export const apiOriginDefault = 'http://localhost:8787';

/** The files Zalo's shell loads, relative to the package: `index.html` is not uploaded, only these lists count. */
export type WwwManifest = {
  app: Record<string, unknown>;
  pages: [];
  /** What the entry is drawn with: the shell shows nothing before all of them are there. A lazy screen brings its own, as on the web. */
  listCSS: string[];
  /** Run in this order: home as it is drawn first, then the entry. */
  listSyncJS: string[];
  /** What the entry imports at once, so that it loads beside the entry and not after it. Lazy screens are not listed. */
  listAsyncJS: string[];
};

type Bundle = Parameters<Extract<NonNullable<Plugin['writeBundle']>, (...args: never[]) => unknown>>[1];

/**
 * Writes `app-config.json` with its three lists into the package. Zalo's own Vite plugin does this no more under Vite 8.
 *
 * The settings come from `appConfigFile`. Zalo's own bar is hidden (`actionBarHidden`), because the app's header carries the ward's
 * name and a second bar would stand above it; the status bar stays `normal`, so that no screen has to reckon with notches.
 */
export function wwwManifest({ appConfigFile }: { appConfigFile: string }): Plugin {
  return {
    name: 'www-manifest',
    writeBundle(options, bundle) {
      const settings = JSON.parse(readFileSync(appConfigFile, 'utf8')) as { app: Record<string, unknown> };
      const manifest: WwwManifest = { app: settings.app, pages: [], ...listsOf(bundle) };
      const file = path.join(options.dir ?? 'www', 'app-config.json');
      writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
}

function listsOf(bundle: Bundle): Pick<WwwManifest, 'listCSS' | 'listSyncJS' | 'listAsyncJS'> {
  const outputs = Object.values(bundle);
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const entries = chunks.filter(({ isEntry }) => isEntry);
  const imports = new Set(entries.flatMap((entry) => entry.imports));
  const names = entries.map(({ fileName }) => fileName);
  const first = [...entries, ...chunks.filter(({ fileName }) => imports.has(fileName))];
  return {
    listCSS: [...new Set(first.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]))],
    listSyncJS: [...outputs.map(({ fileName }) => fileName).filter(isFirstScreenScript), ...names],
    listAsyncJS: [...imports].filter((name) => !names.includes(name)),
  };
}
