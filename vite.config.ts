import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { firstScreenPages, firstScreenScript } from './scripts/first-screen.ts';
import { offlineShell } from './scripts/offline-shell.ts';
import { apiOriginDefault, wwwManifest } from './scripts/www-manifest.ts';

/**
 * One source, two outputs: `dist`, the page that our own server hands to any browser, and `www` (`--mode zalo`), the package that
 * goes to Zalo. `.env` files are not read: the only settings are VITE_API_ORIGIN and the units that `scripts/build.ts` takes out of
 * BUNDLED_PACK; it builds anew when one of them changes.
 */
export default defineConfig(({ mode, isSsrBuild }) =>
  mode === 'zalo' ? zaloPackage() : webPage(isSsrBuild ?? false),
);

/** Zalo's web views go back to Safari 14; es2020 is what they and it share. */
const engines = ['es2020', 'safari14'];

/**
 * What every screen stands on, in one file: a phone asks for six at once and no more over HTTP/1.1, and each further one costs it another
 * way there and back before home is usable.
 */
const codeSplitting = {
  groups: [
    {
      name: 'frame',
      test: /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|jotai)\/|\/src\/(lib\/(language|kept-text)|api\/(language\.atoms|client|problem)|text\/(spoken|content-words)|ui\/icon)\.tsx?$/,
    },
  ],
};

const shared = {
  plugins: [react()],
  envDir: false,
  publicDir: false,
} satisfies UserConfig;

/** `isServerBuild`: only home's first face is wanted (scripts/first-screen.ts). */
function webPage(isServerBuild: boolean): UserConfig {
  return {
    ...shared,
    plugins: isServerBuild ? shared.plugins : [...shared.plugins, firstScreenPages(), offlineShell()],
    base: '/',
    define: baked(''),
    build: {
      outDir: 'dist',
      target: engines,
      cssTarget: engines,
      assetsDir: 'assets',
      rolldownOptions: { output: isServerBuild ? {} : { codeSplitting } },
    },
    server: { proxy: proxyToServer() },
  };
}

function zaloPackage(): UserConfig {
  return {
    ...shared,
    plugins: [...shared.plugins, firstScreenScript(), wwwManifest({ appConfigFile: 'app-config.json' })],
    // Zalo serves each version of the package from a folder of its own, whose name is not known here.
    base: './',
    define: baked(process.env.VITE_API_ORIGIN || apiOriginDefault),
    build: {
      outDir: 'www',
      target: engines,
      cssTarget: engines,
      rolldownOptions: {
        output: {
          codeSplitting,
          // Zalo's tool loads a script as a module only if its name ends like this.
          entryFileNames: 'assets/[name].[hash].module.js',
          chunkFileNames: 'assets/[name].[hash].module.js',
          assetFileNames: 'assets/[name].[hash][extname]',
        },
      },
    },
    worker: { rolldownOptions: { output: { entryFileNames: 'assets/[name].[hash].module.js' } } },
  };
}

/** Baked into the bundle. On the web the page and its server share an origin, so that addresses stay relative. */
function baked(apiOrigin: string): Record<string, string> {
  return {
    'import.meta.env.VITE_API_ORIGIN': JSON.stringify(apiOrigin.replace(/\/$/, '')),
    'import.meta.env.VITE_BUNDLED_UNITS': process.env.BUNDLED_UNITS ?? '[]',
  };
}

/** `npm run dev`: the page comes from Vite, everything else from the server beside it. */
function proxyToServer(): Record<string, string> {
  const server = `http://127.0.0.1:${process.env.PORT ?? 8787}`;
  return { '/api': server, '/sandbox': server, '/feeds': server };
}
