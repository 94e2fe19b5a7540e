import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import S3rver from 's3rver';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './databases.ts';

const bucket = 'photos';
/** The access key that s3rver knows. */
const access = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

/** `down`: every connection is dropped. `silent`: takes requests and never answers. `refusing`: answers 503, as a store under load. */
export type BucketFault = 'none' | 'down' | 'silent' | 'refusing';

/**
 * A bucket as an S3-compatible store has it: s3rver, a stand-in, behind a door that can be shut. Gone when the test is over. It knows who
 * asks by the key's id alone: s3rver does not check signatures of version 4. The door refuses who shows none. It cannot list in
 * pages either (its tokens need DES, which OpenSSL no longer has).
 */
export async function startPhotoBucket() {
  const directory = temporaryFolder();
  const s3 = new S3rver({
    directory,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  await s3.configureBuckets();
  const answer = s3.callback();
  const faults = { mode: 'none' as BucketFault, onlyFor: /./, failsOnce: false };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const wanted = `${request.method} ${request.url}`;
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) response.writeHead(403).end();
    else if (faults.failsOnce) {
      faults.failsOnce = false;
      response.writeHead(503).end();
    } else if (faults.mode === 'none' || !faults.onlyFor.test(wanted)) answer(request, response);
    else if (faults.mode === 'down') request.socket.destroy();
    else if (faults.mode === 'refusing') response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    place: { bucket, endpoint, region: 'us-east-1', ...access },
    environment: {
      S3_BUCKET: bucket,
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: access.accessKeyId,
      S3_SECRET_ACCESS_KEY: access.secretAccessKey,
    },
    /** Breaks what matches, `PUT /photos/…` and so on, until told otherwise. */
    setFault(mode: BucketFault, onlyFor = /./): void {
      faults.mode = mode;
      faults.onlyFor = onlyFor;
    },
    /** The next request alone gets a 503. */
    failOnce(): void {
      faults.failsOnce = true;
    },
    /** The files that lie in it, as paths on this disk. */
    files: () =>
      readdirSync(path.join(directory, bucket), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('._S3rver_object'))
        .map((entry) => path.join(entry.parentPath, entry.name)),
  };
}
