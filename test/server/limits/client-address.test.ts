import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../server/config/config.ts';
import { createClientAddress, createIsShared } from '../../../server/limits/client-address.ts';

type Asked = { from: string; forwarded?: string; trusted?: string };

async function clientOf({ from, forwarded, trusted = '' }: Asked) {
  const { trustedProxies } = readConfig({ TRUSTED_PROXIES: trusted });
  const clientAddress = createClientAddress(trustedProxies);
  const app = new Hono().get('/', (c) => c.json(clientAddress(c)));
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
  const answer = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: from } } });
  return (await answer.json()) as { sender: string; network: string };
}

describe('who sends', () => {
  test.each<Asked & { sender: string; network: string }>([
    { from: '203.0.113.7', sender: '203.0.113.7', network: '203.0.113.0/24' },
    { from: '::ffff:203.0.113.7', sender: '203.0.113.7', network: '203.0.113.0/24' },
    { from: '2001:db8:1:2:3:4:5:6', sender: '2001:db8:1:2::/64', network: '2001:db8:1::/48' },
    { from: '2001:DB8:1:2::', sender: '2001:db8:1:2::/64', network: '2001:db8:1::/48' },
    { from: 'fe80::1%eth0', sender: 'fe80:0:0:0::/64', network: 'fe80:0:0::/48' },
    { from: '', sender: 'unknown', network: 'unknown' },
  ])('is read from the connection: $from', async ({ sender, network, ...asked }) => {
    expect(await clientOf(asked)).toEqual({ sender, network });
  });

  test('a sender nobody vouches for may write what it likes into X-Forwarded-For', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[ -~]{0,40}$/)), async (forged) => {
        const { sender } = await clientOf({ from: '203.0.113.7', forwarded: forged, trusted: '10.0.0.0/8' });
        expect(sender).toBe('203.0.113.7');
      }),
    );
  });

  test('behind trusted proxies the nearest hop that is none of them counts, whatever stands before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 5 }), async (forged) => {
        const forwarded = [...forged, '198.51.100.4', '10.1.1.1'].join(', ');
        const { sender } = await clientOf({ from: '127.0.0.1', forwarded, trusted: '127.0.0.1, 10.0.0.0/8' });
        expect(sender).toBe('198.51.100.4');
      }),
    );
  });

  test.each<Asked & { sender: string }>([
    // With a port, in brackets, inside IPv6.
    { from: '::1', forwarded: '198.51.100.4:4711', trusted: '::1', sender: '198.51.100.4' },
    { from: '::1', forwarded: '[2001:db8::1]:443', trusted: '::1', sender: '2001:db8:0:0::/64' },
    { from: '::ffff:127.0.0.1', forwarded: '198.51.100.4', trusted: '127.0.0.1', sender: '198.51.100.4' },
    { from: '10.0.0.2', forwarded: '::ffff:198.51.100.4', trusted: '10.0.0.0/8', sender: '198.51.100.4' },
    // A proxy that names nobody is itself the last one known.
    { from: '10.0.0.2', forwarded: 'unknown', trusted: '10.0.0.0/8', sender: '10.0.0.2' },
    { from: '10.0.0.2', forwarded: '198.51.100.4, _hidden', trusted: '10.0.0.0/8', sender: '10.0.0.2' },
    { from: '10.0.0.2', trusted: '10.0.0.0/8', sender: '10.0.0.2' },
    { from: '10.0.0.2', forwarded: '10.0.0.3', trusted: '10.0.0.0/8', sender: '10.0.0.3' },
    { from: 'fd00::2', forwarded: '198.51.100.4', trusted: 'fd00::/8', sender: '198.51.100.4' },
  ])('the header $forwarded from $from', async ({ sender, ...asked }) => {
    expect((await clientOf(asked)).sender).toBe(sender);
  });

  test('two spellings of one IPv6 address are one sender', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }),
        async (groups) => {
          const long = groups.map((group) => group.toString(16).padStart(4, '0')).join(':');
          const short = new URL(`http://[${long}]`).hostname.slice(1, -1);
          expect(await clientOf({ from: long })).toEqual(await clientOf({ from: short.toUpperCase() }));
        },
      ),
    );
  });

  test('a proxy and this machine stand for many', () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: '10.0.0.0/8' });
    const isShared = createIsShared(trustedProxies);
    for (const address of ['10.9.8.7', '::ffff:10.9.8.7', '127.0.0.1', '::1']) {
      expect(isShared(address), address).toBe(true);
    }
    for (const address of ['11.0.0.1', '2001:db8::1', 'nonsense', '']) {
      expect(isShared(address), address).toBe(false);
    }
  });
});
