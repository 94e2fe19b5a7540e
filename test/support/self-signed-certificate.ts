import { generateKeyPairSync, sign } from 'node:crypto';

/**
 * A throw-away certificate for a local https server, so that a page can have the origin it has in Zalo without a private key in the
 * repository. Just enough X.509 for a browser that was told to accept errors.
 */
export function selfSignedCertificate(commonName: string): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(ecdsaWithSha256);
  const name = sequence(der(0x31, sequence(commonNameId, der(0x0c, Buffer.from(commonName)))));
  const content = sequence(
    der(0xa0, integer(2)), // the third version: browsers refuse the first
    integer(1),
    algorithm,
    name,
    sequence(utcTime('250101000000Z'), utcTime('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', content, privateKey)]);
  const certificate = sequence(content, algorithm, der(0x03, signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');
const commonNameId = Buffer.from('0603550403', 'hex');

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function integer(value: number): Buffer {
  return der(0x02, Buffer.from([value]));
}

function utcTime(text: string): Buffer {
  return der(0x17, Buffer.from(text));
}

/** One element; lengths in their shortest form, as browsers insist. */
function der(tag: number, content: Buffer): Buffer {
  const length = content.length;
  const longForm = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const header = Buffer.from([tag, ...(length < 128 ? [length] : longForm)]);
  return Buffer.concat([header, content]);
}
