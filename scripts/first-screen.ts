import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';

const source = 'src/app/first-screen.tsx';

/** The script by which the package for Zalo brings home as it is drawn first. */
export const zaloSource = 'src/app/zalo-first-screen.ts';
/** What that script's source calls the faces that only the build knows. */
const placeholder = '__FIRST_SCREENS__';
/** Begins the name of the built script. */
const scriptPrefix = 'assets/first-screen.';
export const isFirstScreenScript = (fileName: string): boolean =>
  fileName.startsWith(scriptPrefix) && fileName.endsWith('.module.js');

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
        const { vietnamese, other } = await drawHome();
        page.source = withScreen(screen, vietnamese.next);
        this.emitFile({
          type: 'asset',
          fileName: pageFiles.homeForEnglish,
          source: withScreen(screen, other.next),
        });
        this.emitFile({ type: 'asset', fileName: pageFiles.screen, source: screen });
      },
    },
  };
}

/**
 * Builds the small script that draws home in Zalo's page before the app has come, apart from the app: what it shares with it would make it
 * wait for the app's large files. `index.html`, which Zalo does not take, loads it as Zalo's page does.
 */
export function firstScreenScript(): Plugin {
  let settings: ResolvedConfig;
  return {
    name: 'first-screen-script',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) {
      settings = resolved;
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return;
        const code = await buildScript({
          ...settings.define,
          [placeholder]: JSON.stringify(await drawHome()),
        });
        const digest = createHash('sha256').update(code).digest('hex').slice(0, 8);
        const fileName = `${scriptPrefix}${digest}.module.js`;
        this.emitFile({ type: 'asset', fileName, source: code });
        page.source = withScriptAhead(String(page.source), `./${fileName}`);
      },
    },
  };
}

async function buildScript(define: Record<string, string>): Promise<string> {
  const built = await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    define,
    build: {
      write: false,
      modulePreload: false,
      target: ['es2020', 'safari14'],
      rolldownOptions: { input: zaloSource },
    },
  });
  const { output } = built as Rolldown.RolldownOutput;
  const [script, ...others] = output;
  if (others.length > 0) throw new Error(`${zaloSource} was built into more than one file.`);
  return script.code;
}

function withScriptAhead(page: string, address: string): string {
  const script = `<script type="module" crossorigin src="${address}"></script>`;
  const ahead = page.replace('<script type="module"', `${script}\n    <script type="module"`);
  if (ahead === page) throw new Error('The page names no script.');
  return ahead;
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

type FirstScreen = (visit: { isFirstVisit: boolean }) => string;
type Faces = Record<'first' | 'next', string>;

/**
 * Home as a phone in Vietnamese and one in another language draw it, on the first visit and later. Built by the settings of the page, so
 * that the names of its styles are the same.
 */
async function drawHome(): Promise<Record<'vietnamese' | 'other', Faces>> {
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
  const file = pathToFileURL(path.join(folder, 'first-screen.mjs')).href;
  // Node has a navigator and a storage of its own, which are nobody's phone.
  const faces = await withGlobals({ localStorage: undefined, navigator: undefined }, async () => {
    const { firstScreen }: { firstScreen: FirstScreen } = await import(file);
    const facesFor = (languages: readonly string[]): Faces => {
      setGlobal('navigator', { languages, onLine: true });
      return { first: firstScreen({ isFirstVisit: true }), next: firstScreen({ isFirstVisit: false }) };
    };
    return { vietnamese: facesFor(['vi-VN']), other: facesFor(['en-US']) };
  });
  await rm(folder, { recursive: true });
  return faces;
}

const setGlobal = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, configurable: true });

/** Puts back what was there: a test builds in its own process. */
async function withGlobals<Value>(
  globals: Readonly<Record<string, unknown>>,
  work: () => Promise<Value>,
): Promise<Value> {
  const former = Object.keys(globals).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(globals)) setGlobal(name, value);
  try {
    return await work();
  } finally {
    for (const [name, descriptor] of former) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  }
}
