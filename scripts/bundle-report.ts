/** What one build put into its folder, kept beside it as `.build.json`: the sizes to print and the graph for the tests. */
export type BuildReport = {
  /** Digest of everything the build was made from. */
  stamp: string;
  chunks: ChunkReport[];
  styles: { file: string; gzipBytes: number }[];
};

export type ChunkReport = {
  file: string;
  gzipBytes: number;
  isEntry: boolean;
  /** The module a lazy chunk was split off for, relative to the project. */
  facade: string | null;
  /** Files loaded together with this one. */
  imports: string[];
  /** Files loaded later, at a click or on another screen. */
  dynamicImports: string[];
  styles: string[];
  /** The modules whose code is really in the chunk, relative to the project. */
  modules: string[];
};

export type FirstLoad = { chunks: ChunkReport[]; javascriptBytes: number; cssBytes: number };

/** Home before it is usable, in bytes after gzip. Zalo's own templates need 197 to 285 KiB. */
export const homeBudget = { javascriptBytesMax: 80 * 1024, cssBytesMax: 15 * 1024 } as const;

const homeFolder = 'src/pages/home/';

/**
 * What the phone loads before home is usable: the entry with all it imports at once, and home's own chunk with all that
 * imports, should home ever be split off.
 */
export function firstLoadOf(report: BuildReport): FirstLoad {
  const chunks = [
    ...loadedWith(
      report,
      report.chunks.filter((chunk) => chunk.isEntry || chunk.facade?.startsWith(homeFolder)),
    ),
  ];
  const styles = new Set(chunks.flatMap((chunk) => chunk.styles));
  return {
    chunks,
    javascriptBytes: sum(chunks.map((chunk) => chunk.gzipBytes)),
    cssBytes: sum(report.styles.filter(({ file }) => styles.has(file)).map(({ gzipBytes }) => gzipBytes)),
  };
}

/** The chunks themselves and all they import at once. */
function loadedWith(report: BuildReport, begun: readonly ChunkReport[]): Set<ChunkReport> {
  const byFile = new Map(report.chunks.map((chunk) => [chunk.file, chunk]));
  const waiting = [...begun];
  const found = new Set<ChunkReport>();
  for (let chunk = waiting.pop(); chunk; chunk = waiting.pop()) {
    if (found.has(chunk)) continue;
    found.add(chunk);
    for (const file of chunk.imports) {
      const imported = byFile.get(file);
      if (imported) waiting.push(imported);
    }
  }
  return found;
}

/** A further screen, in bytes of JavaScript after gzip: what the first visit to it waits for beyond what home has loaded. */
export const screenBudget = { javascriptBytesMax: 25 * 1024 } as const;

/** ZaUI's parts come once for all screens, while home has nothing to do. */
const sharedModule = /node_modules\/zmp-ui\//;

/** What each screen but home waits for beyond what home has loaded; the parts that it loads after it stands are not counted. */
export function screenLoadsOf(report: BuildReport): { screen: string; javascriptBytes: number }[] {
  const known = new Set(firstLoadOf(report).chunks);
  return report.chunks
    .filter((chunk) => /^src\/pages\/.+\.page\.tsx$/.test(chunk.facade ?? '') && !known.has(chunk))
    .map((chunk) => ({
      screen: chunk.facade ?? '',
      javascriptBytes: sum(
        [...loadedWith(report, [chunk])]
          .filter((each) => !known.has(each) && !each.modules.some((name) => sharedModule.test(name)))
          .map(({ gzipBytes }) => gzipBytes),
      ),
    }))
    .sort((one, other) => other.javascriptBytes - one.javascriptBytes);
}

/** The lines that the build prints. */
export function describeBuild(folder: string, report: BuildReport): string[] {
  const first = firstLoadOf(report);
  const later = report.chunks.filter((chunk) => !first.chunks.includes(chunk));
  return [
    `${folder}: home before it is usable, gzip: ${kib(first.javascriptBytes)} of JavaScript (at most ${kib(
      homeBudget.javascriptBytesMax,
    )}), ${kib(first.cssBytes)} of CSS (at most ${kib(homeBudget.cssBytesMax)})`,
    ...later.map((chunk) => `  later ${kib(chunk.gzipBytes).padStart(9)}  ${chunk.file}`),
  ];
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
