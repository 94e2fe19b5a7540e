import { randomUUID } from 'node:crypto';
import { mkdtemp, open, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { vietnamDay } from '#contract/vietnam-time.ts';
import type { Config } from '../config/config.ts';
import { staleFacts } from '../content/freshness.rules.ts';
import { type ContentPack, loadPack, PackError, problemLine, productionProblems } from '../content/pack.ts';
import { openPhotoPlace } from '../media/photo-place.ts';
import { type Finding, good, trouble, warning } from './finding.ts';

const mib = 1024 * 1024;
/** Below this a tip with photos may find no room within the day; below the other one it is time to make some. */
const freeBytesMin = { trouble: 256 * mib, warning: 2_048 * mib };
const linesMax = 5;

/** Whether people and Zalo can reach it as it is set up. */
export function checkAddress({
  publicUrl,
  zalo,
  trustedProxies,
  rateLimits,
  metricsToken,
}: Config): Finding[] {
  if (!zalo) {
    const found = good('address', 'a trial with the sandbox in Zalo’s place: nothing is sent to anybody');
    return rateLimits ? [found] : [found, warning('limits', 'RATE_LIMITS=off', 'Set RATE_LIMITS=on.')];
  }
  if (publicUrl === null) {
    return [
      trouble(
        'address',
        'PUBLIC_URL is not set: links, QR codes and Zalo’s webhooks lead nowhere',
        'Set PUBLIC_URL to the https address of your proxy.',
      ),
    ];
  }
  if (!publicUrl.startsWith('https://')) {
    return [
      trouble(
        'address',
        `PUBLIC_URL is ${publicUrl}: Zalo’s app and webhooks come by https alone`,
        'Put a proxy with a certificate in front and set PUBLIC_URL to its https address.',
      ),
    ];
  }
  const findings = [good('address', publicUrl)];
  if (trustedProxies.length === 0)
    findings.push(
      warning(
        'proxy',
        'TRUSTED_PROXIES is empty: behind a proxy all senders count as one',
        'Name the proxy’s address in TRUSTED_PROXIES.',
      ),
    );
  if (metricsToken === null)
    findings.push(
      warning(
        'figures',
        'METRICS_TOKEN is not set: nobody can watch /metrics',
        'Set METRICS_TOKEN (docs/alerts.md).',
      ),
    );
  return findings;
}

/** The pack, read as the portal would at its start; null where it would refuse. */
export async function checkPack(
  config: Config,
  now: Date,
): Promise<{ pack: ContentPack | null; findings: Finding[] }> {
  let pack: ContentPack;
  try {
    pack = await loadPack(config.contentPack);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return { pack: null, findings: [trouble('content pack', error.message, 'Mend the files it names.')] };
  }
  const findings = [good('content pack', `${pack.id}: ${pack.units.length} units`)];
  const missing = productionProblems(pack);
  if (missing.length > 0) {
    const level = config.zalo ? trouble : warning;
    findings.push(
      level(
        'content pack',
        `not ready for production: ${firstLines(missing.map(problemLine))}`,
        config.zalo
          ? 'The portal does not start until these are decided.'
          : 'Decide these before production.',
      ),
    );
  }
  const stale = staleFacts(pack.procedures, vietnamDay(now));
  if (stale.length > 0)
    findings.push(
      warning(
        'content pack',
        `${stale.length} procedures have facts that want checking again`,
        'npm run content -- check --facts lists them.',
      ),
    );
  return { pack, findings };
}

/** Whether the data folder takes a file that is safe on the disk, and how much more of them. */
export async function checkFolder({ dataDir }: Config): Promise<Finding[]> {
  const folder = path.resolve(dataDir);
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    return found.code === 'ENOENT'
      ? [warning('folder', `${folder} does not exist yet`, 'npm start makes it; else correct DATA_DIR.')]
      : [trouble('folder', `${folder}: ${found.code}`, 'Correct DATA_DIR or the rights of that path.')];
  }
  const refused = await tryWriting(folder);
  if (refused)
    return [
      trouble(
        'folder',
        `${folder} takes no file: ${refused}`,
        'Make room, mount the disk for writing, or give the portal’s user the right to write there.',
      ),
    ];
  const { bavail, bsize } = await statfs(folder);
  const freeMib = Math.floor((bavail * bsize) / mib);
  const says = `${folder} has ${freeMib} MiB left`;
  if (freeMib * mib < freeBytesMin.trouble)
    return [trouble('folder', says, 'Make room at once: a full disk refuses tips.')];
  if (freeMib * mib < freeBytesMin.warning) return [warning('folder', says, 'Make room soon.')];
  return [good('folder', says)];
}

/** Whether the bucket takes a file, gives it back and lets it go; nothing to look at where photos lie in the data folder. */
export async function checkPhotos({ dataDir, photoBucket }: Config): Promise<Finding[]> {
  if (!photoBucket) return [];
  const place = await openPhotoPlace({ dataDir, photoBucket });
  const probe = `doctor/${randomUUID()}`;
  try {
    await place.put(probe, 'probe');
    const isSame = Buffer.from(await place.getBytes(probe)).toString() === 'probe';
    await place.delete(probe);
    if (isSame) return [good('photos', `bucket ${photoBucket.bucket} takes, gives and lets go`)];
    return [trouble('photos', 'the bucket gives back something else', 'Ask who runs the store.')];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [
      trouble(
        'photos',
        `bucket ${photoBucket.bucket}: ${error.message}`,
        'Look at S3_ENDPOINT, S3_BUCKET and the rights of S3_ACCESS_KEY_ID: put, get, list and delete in this bucket.',
      ),
    ];
  }
}

/** The code of what the system refused, null when nothing was. */
async function tryWriting(folder: string): Promise<string | null> {
  try {
    const own = await mkdtemp(path.join(folder, '.doctor-'));
    try {
      const file = await open(path.join(own, 'probe'), 'w');
      await file.writeFile('probe');
      await file.sync();
      await file.close();
    } finally {
      await rm(own, { recursive: true, force: true });
    }
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'failed';
  }
}

const firstLines = (lines: readonly string[]): string =>
  lines.length <= linesMax
    ? lines.join('; ')
    : `${lines.slice(0, linesMax).join('; ')}; and ${lines.length - linesMax} more`;
