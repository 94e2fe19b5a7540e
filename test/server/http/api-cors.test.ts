import { expect, test } from 'vitest';
import { startTestPortal } from '../../support/portal.ts';

const zalo = 'https://h5.zdn.vn';

test('the Mini App may call from Zalo’s pages, and no other page may', async () => {
  const { origin } = await startTestPortal();
  const asked = async (from: string, options: RequestInit = {}) => {
    const { status, headers } = await fetch(`${origin}/api/portal`, {
      ...options,
      headers: { Origin: from, 'Accept-Encoding': 'identity', ...options.headers },
    });
    const [allowed, exposed] = ['allow-origin', 'expose-headers'].map((name) =>
      headers.get(`access-control-${name}`),
    );
    return {
      status,
      allowed,
      exposed,
      vary: headers.get('vary'),
      methods: headers.get('access-control-allow-methods'),
    };
  };
  const exposed = 'Content-Disposition,ETag,Retry-After,X-Request-Id';

  const fromZalo = await asked(zalo);
  expect(fromZalo).toMatchObject({ status: 200, allowed: zalo, exposed });
  // Kept by nobody on the way for another page or another encoding.
  expect(fromZalo.vary?.split(', ')).toEqual(expect.arrayContaining(['Origin', 'Accept-Encoding']));
  expect(await asked('https://elsewhere.example')).toMatchObject({ status: 200, allowed: null });

  const preflight = { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST' } };
  expect(await asked(zalo, preflight)).toMatchObject({
    status: 204,
    allowed: zalo,
    methods: 'GET,POST,PUT,PATCH,DELETE',
  });
  expect(await asked('https://elsewhere.example', preflight)).toMatchObject({ allowed: null });
});

test('a refusal can be read by the Mini App as well', async () => {
  const { origin } = await startTestPortal();

  const refused = await fetch(`${origin}/api/tips`, { method: 'POST', headers: { Origin: zalo }, body: '{' });

  expect(refused.status).toBe(415);
  expect(refused.headers.get('access-control-allow-origin')).toBe(zalo);
});
