import { expect, test } from 'vitest';
import {
  type BuildReport,
  type ChunkReport,
  describeBuild,
  firstLoadOf,
} from '../../scripts/bundle-report.ts';

const chunk = (file: string, rest: Partial<ChunkReport> = {}): ChunkReport => ({
  file,
  gzipBytes: 1024,
  isEntry: false,
  facade: null,
  imports: [],
  dynamicImports: [],
  styles: [],
  modules: [],
  ...rest,
});

const report: BuildReport = {
  stamp: '',
  styles: [
    { file: 'app.css', gzipBytes: 512 },
    { file: 'form.css', gzipBytes: 4096 },
  ],
  chunks: [
    chunk('app.js', {
      isEntry: true,
      imports: ['react.js', 'shared.js'],
      dynamicImports: ['form.js'],
      styles: ['app.css'],
    }),
    chunk('react.js', { gzipBytes: 40 * 1024, imports: ['shared.js'] }),
    chunk('shared.js', { imports: ['react.js'] }),
    chunk('form.js', {
      facade: 'src/pages/send-tip/send-tip.page.tsx',
      imports: ['shared.js'],
      styles: ['form.css'],
    }),
  ],
};

test('home waits for the entry and all it imports, and not for screens that come later', () => {
  const first = firstLoadOf(report);
  expect(first.chunks.map(({ file }) => file).sort()).toEqual(['app.js', 'react.js', 'shared.js']);
  expect(first.javascriptBytes).toBe(42 * 1024);
  expect(first.cssBytes).toBe(512);
});

test('home waits for its own screen too when that is split off', () => {
  const home = chunk('home.js', { facade: 'src/pages/home/home.page.tsx', imports: ['tiles.js'] });
  const split = { ...report, chunks: [...report.chunks, home, chunk('tiles.js')] };
  expect(firstLoadOf(split).javascriptBytes).toBe(44 * 1024);
});

test('the build prints the weight of home with its limits, and every later chunk', () => {
  expect(describeBuild('dist', report)).toEqual([
    'dist: home before it is usable, gzip: 42.0 KiB of JavaScript (at most 80.0 KiB), 0.5 KiB of CSS (at most 15.0 KiB)',
    '  later   1.0 KiB  form.js',
  ]);
});
