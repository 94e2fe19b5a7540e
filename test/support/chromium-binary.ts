import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type ChromiumBinary = { executablePath: string; env: Record<string, string> };

/**
 * Chromium out of the npm package, unpacked once per version into a folder of its own: the package itself unpacks into the temporary
 * folder under fixed names, where a second run could meet a half-written file. The fonts of the package are used, so that text
 * is as wide on every machine, and its NSS libraries only where the machine has none.
 */
export async function unpackChromium(): Promise<ChromiumBinary> {
  const packageFolder = path.dirname(path.dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8'));
  const folder = path.join(tmpdir(), `zalo-an-ninh-chromium-${version}-${process.getuid?.() ?? 'user'}`);
  if (!existsSync(folder)) await unpackInto(folder);
  const executablePath = path.join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
  const startsAsIs = spawnSync(executablePath, ['--version']).status === 0;
  const libraries = startsAsIs ? {} : { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') };
  return { executablePath, env: { ...fonts, ...libraries } };
}

async function unpackInto(folder: string): Promise<void> {
  const temporary = await mkdtemp(`${folder}-`);
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  const unpacking = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    // The variable makes the package unpack its libraries too.
    env: { ...process.env, TMPDIR: temporary, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    encoding: 'utf8',
  });
  if (unpacking.status !== 0) throw new Error(`Chromium could not be unpacked: ${unpacking.stderr}`);
  await writeFile(path.join(temporary, 'fonts.conf'), fontsConfiguration(folder));
  await mkdir(path.join(temporary, 'fonts-cache'));
  try {
    await rename(temporary, folder);
  } catch (error) {
    // Another run was quicker; its folder is the same.
    if (!existsSync(folder)) throw error;
    await rm(temporary, { recursive: true });
  }
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
