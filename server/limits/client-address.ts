import { BlockList, isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Subnet } from '../config/config.ts';

/**
 * Who sends, as far as the network tells: what counts as one sender, and the network around it. An IPv6 customer is given 64 bits
 * to choose from, so a /64 is one sender; a /48 (IPv4: /24) is what one subscriber or one small provider may hold.
 */
export type ClientAddress = { readonly sender: string; readonly network: string };

/** All whose address is not known, together. */
const unknown: ClientAddress = { sender: 'unknown', network: 'unknown' };
/** More hops than any real chain of proxies; what is farther left is not read. */
const hopsMax = 20;
const headerCharsMax = 2_000;

/**
 * Reads the sender's address from a request. `X-Forwarded-For` is believed only as far as trusted proxies wrote it: from the right,
 * up to and including the first hop that is no trusted proxy. `Forwarded` is not read: a proxy that writes only the other header
 * would let it through as the sender made it up.
 */
export function createClientAddress(trustedProxies: readonly Subnet[]): (c: Context) => ClientAddress {
  const isTrusted = createIsTrusted(trustedProxies);
  return (c) => {
    let hop = parseAddress(getConnInfo(c).remote.address ?? '');
    for (const entry of forwardedHops(c)) {
      if (!hop || !isTrusted(hop)) break;
      const before = parseAddress(entry);
      // A trusted proxy that names nobody: it is itself the last one known.
      if (!before) break;
      hop = before;
    }
    return hop ? toClientAddress(hop) : unknown;
  };
}

/** Whether an address, as a socket tells it, stands for many senders: one of the proxies, or this machine. */
export function createIsShared(trustedProxies: readonly Subnet[]): (address: string) => boolean {
  const isShared = createIsTrusted([...trustedProxies, ...loopback]);
  return (text) => {
    const address = parseAddress(text);
    return address !== undefined && isShared(address);
  };
}

const loopback: Subnet[] = [
  { address: '127.0.0.0', prefix: 8, family: 'ipv4' },
  { address: '::1', prefix: 128, family: 'ipv6' },
];

/** IPv4 dotted, or the eight groups of IPv6. IPv4 inside IPv6 (`::ffff:192.0.2.1`) is IPv4. */
type Address = { family: 'ipv4'; text: string } | { family: 'ipv6'; text: string; groups: number[] };

function createIsTrusted(subnets: readonly Subnet[]): (address: Address) => boolean {
  const list = new BlockList();
  for (const { address, prefix, family } of subnets) list.addSubnet(address, prefix, family);
  return ({ text, family }) => list.check(text, family);
}

/** Nearest first. */
function forwardedHops(c: Context): string[] {
  const header = c.req.header('x-forwarded-for');
  if (header === undefined) return [];
  return header.slice(-headerCharsMax).split(',').slice(-hopsMax).reverse();
}

/** Also with a port or a zone behind it, as some proxies write it. Undefined: no address. */
function parseAddress(written: string): Address | undefined {
  const text = bareAddress(written.trim());
  if (isIP(text) === 4) return { family: 'ipv4', text };
  if (isIP(text) !== 6) return undefined;
  const groups = groupsOf(text);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped) return { family: 'ipv6', text, groups };
  const octets = groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]);
  return { family: 'ipv4', text: octets.join('.') };
}

function bareAddress(text: string): string {
  const inBrackets = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1];
  const withoutPort = inBrackets ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return withoutPort.replace(/%.*$/, '');
}

/** URL writes every spelling of an IPv6 address in one way, in hexadecimal with at most one `::`. */
function groupsOf(text: string): number[] {
  const [left = '', right] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::');
  const parse = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const head = parse(left);
  const tail = parse(right ?? '');
  const gap = right === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array<number>(gap).fill(0), ...tail];
}

function toClientAddress(address: Address): ClientAddress {
  if (address.family === 'ipv4') {
    return { sender: address.text, network: `${address.text.split('.').slice(0, 3).join('.')}.0/24` };
  }
  const prefix = (groups: number) =>
    address.groups
      .slice(0, groups)
      .map((group) => group.toString(16))
      .join(':');
  return { sender: `${prefix(4)}::/64`, network: `${prefix(3)}::/48` };
}
