import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkOutgoingUrl, isAddressAllowed } from '../../../server/outgoing/outgoing-url.rules.ts';
import { isPublicAddress } from '../../../server/outgoing/public-address.rules.ts';

const onInternetAlone = { allowsLoopback: false };
const onOwnMachine = { allowsLoopback: true };
const refusal = (url: string, policy = onInternetAlone) => {
  const checked = checkOutgoingUrl(url, policy);
  return typeof checked === 'string' ? checked : 'allowed';
};

describe('an address that a unit gives us', () => {
  test.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1'],
    ...['127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1'],
    ...['192.88.99.1', '192.168.0.1', '192.168.255.255', '198.18.0.1', '198.19.255.255', '198.51.100.1'],
    ...['203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::8.8.8.8',
      '64:ff9b::7f00:1',
      '64:ff9b::808:808',
    ],
    ...['64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '5f00::1', 'fc00::1'],
    ...[
      'fd12:3456::1',
      'fe80::1',
      'fec0::1',
      'ff02::1',
      'fe80::1%eth0',
      'localhost',
      '',
      '1.2.3',
      '8.8.8.8/8',
    ],
  ])('is refused when it is %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '14.225.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
  ])('is allowed when it is %s', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each(['2001:4860:4860::8888', '2606:4700:4700::1111', '2405:4800::1'])(
    'is allowed when it is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test('is refused in every IPv6 form that carries an IPv4 of anybody’s choice', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom('::ffff:', '::', '64:ff9b::'), (v4, form) => {
        expect(isPublicAddress(`${form}${v4}`)).toBe(false);
      }),
    );
  });
});

describe('a URL that a unit gives us', () => {
  test.each([
    ['http://he-thong.vn/', 'not https'],
    ['ftp://he-thong.vn/', 'not https'],
    ['file:///etc/passwd', 'not https'],
    ['javascript:alert(1)', 'not https'],
    ['https://user@he-thong.vn/', 'with credentials'],
    ['https://user:pass@he-thong.vn/', 'with credentials'],
    ['https://he-thong.vn/#a', 'with fragment'],
    ['https://he-thong.vn:22/', 'port'],
    ['https://he-thong.vn:5432/', 'port'],
    ['https://he-thong.vn:80/', 'port'],
    ['https://localhost/', 'host'],
    ['https://localhost./', 'host'],
    ['https://LOCALHOST/', 'host'],
    ['https://a.localhost/', 'host'],
    ['https://may-chu/', 'host'],
    ['https://may-chu.local/', 'host'],
    ['https://metadata.google.internal/', 'host'],
    ['https://127.0.0.1/', 'host'],
    ['https://2130706433/', 'host'],
    ['https://0x7f.1/', 'host'],
    ['https://0177.0.0.1/', 'host'],
    ['https://①②⑦.0.0.1/', 'host'],
    ['https://10.1.2.3/', 'host'],
    ['https://169.254.169.254/latest/meta-data/', 'host'],
    ['https://[::1]/', 'host'],
    ['https://[::ffff:127.0.0.1]/', 'host'],
    ['https://[fd00::1]/', 'host'],
    ['https://[64:ff9b::a9fe:a9fe]/', 'host'],
    ['https://', 'not a url'],
    ['', 'not a url'],
    ['//he-thong.vn/', 'not a url'],
  ])('%s is refused: %s', (url, why) => {
    expect(refusal(url)).toBe(why);
    // Only what is plainly on this machine is different in a trial.
    if (!/localhost|127|0177|\[::|2130706433|0x7f|①/i.test(url)) expect(refusal(url, onOwnMachine)).toBe(why);
  });

  test.each([
    'https://he-thong.phuong.vn/zalo?khoa=1',
    'https://he-thong.phuong.vn:443/',
    'https://he-thong.phuong.vn:8443/',
    'https://he-thong.phuong.vn./',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
    'https://công-an.vn/',
  ])('%s is allowed', (url) => expect(refusal(url)).toBe('allowed'));

  test('leads to this machine in a trial alone, and then to nothing but this machine', () => {
    for (const url of ['http://localhost:3000/', 'http://127.0.0.1:3000/', 'https://[::1]:3000/']) {
      expect(refusal(url), url).toBe('host');
      expect(refusal(url, onOwnMachine), url).toBe('allowed');
    }
    expect(isAddressAllowed('127.0.0.1', { isLoopback: true })).toBe(true);
    expect(isAddressAllowed('8.8.8.8', { isLoopback: true })).toBe(false);
    expect(isAddressAllowed('10.0.0.1', { isLoopback: true })).toBe(false);
    expect(isAddressAllowed('127.0.0.1', { isLoopback: false })).toBe(false);
  });
});
