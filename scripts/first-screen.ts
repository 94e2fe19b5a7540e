import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const source = 'src/app/first-screen.tsx';

/** The pages of `dist` beside `index.html`, which is home for a phone that speaks Vietnamese. */
export const pageFiles = {
  /** Home for a phone in English, on which the button for the language stands first. */
  homeForEnglish: 'home-en.html',
  /** Every other screen: a few words and the number to call. */
  screen: 'screen.html',
} as const;

/** The one answer that home waits for; asked for together with the scripts, not after them. */
const preloads = '<link rel="preload" href="/api/portal" as="fetch" crossorigin />';

/**
 * Puts home's first face and its styles into the page, so that it is read and used before any script has come: `index.html`, and the
 * `pageFiles` beside it. The style sheet stays named, for a medium that there is not: screens that are loaded later find it there and do
 * not wait for it again.
 */
export function firstScreenPages(): Plugin {
  return {
    name: 'first-screen-pages',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const page = bundle['index.html'];
        // A build of something else by the same settings, as tests make it.
        if (page?.type !== 'asset') return;
        const screen = withStylesInside(String(page.source), (file) => {
          const style = bundle[file];
          if (style?.type !== 'asset') throw new Error(`The page names ${file}, which was not built.`);
          return String(style.source);
        });
        const [home, homeForEnglish] = await drawHome([['vi-VN'], ['en-US']]);
        page.source = withScreen(screen, home);
        this.emitFile({
          type: 'asset',
          fileName: pageFiles.homeForEnglish,
          source: withScreen(screen, homeForEnglish),
        });
        this.emitFile({ type: 'asset', fileName: pageFiles.screen, source: screen });
      },
    },
  };
}

/** Before the first script, so that nothing waits: the styles are read with the page. */
function withStylesInside(page: string, sourceOf: (file: string) => string): string {
  const inside = page.replace(
    /<link rel="stylesheet" crossorigin href="\/([^"]+)">/g,
    (link, file: string) => {
      const unused = link.replace('<link', '<link media="not all"');
      return `<style>${sourceOf(file).trim()}</style>\n    ${unused}`;
    },
  );
  if (inside === page) throw new Error('The page names no style sheet to put into it.');
  return inside.replace('</head>', `  ${preloads}\n  </head>`);
}

function withScreen(page: string, screen: string | undefined): string {
  if (!screen) throw new Error(`${source} has drawn nothing.`);
  const drawn = page.replace(
    /<div id="app">[\s\S]*?(<\/div>)/,
    (_all, end) => `<div id="app" data-still>${screen}${end}`,
  );
  if (drawn === page) throw new Error('The page has no place for its first screen.');
  return drawn;
}

/** Home as phones with these languages draw it first. Built by the settings of the page, so that the names of its styles are the same. */
async function drawHome(phones: readonly (readonly string[])[]): Promise<string[]> {
  const folder = path.resolve('.build', `first-screen-${process.pid}`);
  await build({
    logLevel: 'warn',
    build: {
      ssr: source,
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'first-screen.mjs' } },
    },
  });
  // Node has a navigator and a storage of its own, which are nobody's phone. The bundler's process ends soon.
  Object.defineProperty(globalThis, 'localStorage', { value: undefined, configurable: true });
  const file = pathToFileURL(path.join(folder, 'first-screen.mjs')).href;
  const { firstScreen }: { firstScreen: () => string } = await import(file);
  const screens = phones.map((languages) => {
    Object.defineProperty(globalThis, 'navigator', {
      value: { languages, onLine: true },
      configurable: true,
    });
    return firstScreen();
  });
  await rm(folder, { recursive: true });
  return screens;
}
