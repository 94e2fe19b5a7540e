import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.rules.ts';

/** Whom somebody else's address may lead us to. */
export type OutgoingPolicy = {
  /** Programs on this machine too, by plain http and at any port: in trials on one's own machine alone. */
  allowsLoopback: boolean;
};

export type UrlRefusal = 'not a url' | 'not https' | 'with credentials' | 'with fragment' | 'port' | 'host';

export type CheckedUrl = { url: URL; isLoopback: boolean };

/** Where systems receive webhooks; every other port is somebody's database or mail. */
const portsAllowed = ['', '443', '8443'];
/** Names that no public DNS answers for (RFC 6761, RFC 6762, ICANN's reserved `internal`). */
const localNames = /(^|\.)(localhost|local|internal|intranet|home\.arpa|onion|invalid|test|example)$/;

/**
 * What can be said of an address before its name is looked up. The URL parser has already turned what is an IP in disguise (2130706433,
 * 0x7f.1, ①②⑦.0.0.1) into its plain form.
 */
export function checkOutgoingUrl(text: string, policy: OutgoingPolicy): CheckedUrl | UrlRefusal {
  const url = URL.parse(text);
  if (!url) return 'not a url';
  const host = hostOf(url);
  if (url.username !== '' || url.password !== '') return 'with credentials';
  if (url.hash !== '') return 'with fragment';
  if (host === 'localhost' || isLoopbackAddress(host)) {
    if (!policy.allowsLoopback) return 'host';
    return url.protocol === 'http:' || url.protocol === 'https:' ? { url, isLoopback: true } : 'not https';
  }
  if (url.protocol !== 'https:') return 'not https';
  if (!portsAllowed.includes(url.port)) return 'port';
  return isPublicHost(host) ? { url, isLoopback: false } : 'host';
}

/** Whether one may connect to an address that the name of this URL stands for. */
export function isAddressAllowed(address: string, { isLoopback }: Pick<CheckedUrl, 'isLoopback'>): boolean {
  return isLoopback ? isLoopbackAddress(address) : isPublicAddress(address);
}

/** As DNS and sockets want it: an IPv6 address without brackets, a name without its final dot. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

function isPublicHost(host: string): boolean {
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !localNames.test(host);
}
