import { Hono } from 'hono';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { Location, Portal, UnitDetail } from '../../../server/contract/portal.ts';
import { createPortalRoutes, createUnitRoutes } from '../../../server/features/units/unit.routes.ts';
import { createUnitService } from '../../../server/features/units/unit.service.ts';
import { answerFrame } from '../../../server/http/answer-frame.ts';
import type { HttpEnv } from '../../../server/http/http-env.ts';
import { notFoundHandler, problemHandler } from '../../../server/http/problem-answer.ts';

test('the portal names its units, numbers, categories and the consent in force', async () => {
  const portal = Portal.strict().parse(await (await get('tan-phu', '/api/portal')).json());

  expect(portal.units).toHaveLength(18);
  expect(portal.units.find((unit) => unit.id === 'tay-thanh')).toEqual({
    id: 'tay-thanh',
    name: 'Công an phường Tây Thạnh',
    shortName: 'Tây Thạnh',
    type: 'ward',
    parentId: 'ca-quan',
    oaId: 'oa-of-tay-thanh',
    hotlines: [{ label: 'Trực ban 24/24', phone: '028 0000 0009', placeholder: true }],
    topics: ['Tin báo tại địa bàn', 'Cư trú'],
    centre: { lat: expect.closeTo(10.812, 2), lng: expect.closeTo(106.623, 2) },
  });
  expect(portal.emergencyNumbers[0]?.number).toBe('113');
  expect(portal.tipCategories).toHaveLength(24);
  expect(portal.tipCategories.find((category) => category.id === 'chay-no')).toEqual({
    id: 'chay-no',
    name: 'Cháy, nổ, mắc kẹt',
    group: 'khan-cap',
    restricted: false,
    toParent: false,
    urgency: 'emergency',
    examples: ['cháy nhà', 'rò khí gas', 'kẹt thang máy'],
    advice: 'Gọi 114 ngay, báo người xung quanh và rời khỏi nơi nguy hiểm.',
  });
  expect(portal).toMatchObject({ miniAppId: '42', sandbox: true, tenant: { id: 'tan-phu' } });
  expect(portal.consent.text).toContain('rút lại đồng ý');
});

test('the portal and a unit are sent once: who has them already gets a 304', async () => {
  for (const path of ['/api/portal', '/api/units/tay-thanh']) {
    const first = await get('tan-phu', path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');

    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const second = await get('tan-phu', path, { 'If-None-Match': known });
      expect(second.status).toBe(304);
      expect(await second.text()).toBe('');
      expect(second.headers.get('etag')).toBe(etag);
    }
    expect((await get('tan-phu', path, { 'If-None-Match': '"other"' })).status).toBe(200);
  }
});

test('the answers of two packs have different ETags', async () => {
  const [of2021, of2025] = [await get('tan-phu', '/api/portal'), await get('tan-phu-2025', '/api/portal')];

  expect(of2021.headers.get('etag')).not.toBe(of2025.headers.get('etag'));
});

test('a unit is told in full', async () => {
  const unit = UnitDetail.strict().parse(await (await get('tan-phu', '/api/units/doi-csgt')).json());

  expect(unit).toMatchObject({
    name: 'Đội Cảnh sát giao thông – trật tự',
    type: 'team',
    topics: ['Giao thông', 'Đăng ký xe'],
    validUntil: '2025-02-28',
    successors: [],
    formerOf: [],
  });
});

test('an id on an old QR code answers with the heirs, the largest first', async () => {
  const response = await get('tan-phu-2025', '/api/units/son-ky');

  expect(response.status).toBe(200);
  expect(UnitDetail.strict().parse(await response.json())).toMatchObject({
    id: 'son-ky',
    name: 'Công an phường Sơn Kỳ',
    parentId: null,
    oaId: null,
    hotlines: [],
    validUntil: '2025-06-30',
    successors: [
      { id: 'tan-son-nhi', name: 'Công an phường Tân Sơn Nhì', share: 'rest' },
      { id: 'tay-thanh', name: 'Công an phường Tây Thạnh', share: 'part' },
    ],
  });
});

test('an id that lives in both eras answers as today’s unit and names what it took over', async () => {
  const unit = await (await get('tan-phu-2025', '/api/units/tay-thanh')).json();

  expect(unit).toMatchObject({
    parentId: 'ca-tphcm',
    oaId: 'oa-of-tay-thanh',
    validFrom: '2025-07-01',
    successors: [],
    formerOf: [
      { id: 'tay-thanh', name: 'Công an phường Tây Thạnh', until: '2025-06-30', share: 'whole' },
      { id: 'son-ky', name: 'Công an phường Sơn Kỳ', until: '2025-06-30', share: 'part' },
    ],
  });
});

test.each(['nowhere', 'TAY-THANH', '%00', '..%2F..%2Fetc%2Fpasswd', 'x'.repeat(5_000), '%E0%A4%A'])(
  'an id that nobody has or had is not found (%s)',
  async (id) => {
    const response = await get('tan-phu', `/api/units/${id}`);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'unit_not_found' });
  },
);

test('a point is answered with its ward, kept by the person’s own phone alone', async () => {
  const response = await get('tan-phu', '/api/units/locate?lat=10.814265&lng=106.620914&accuracy=12.5');

  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('private, max-age=60');
  expect(response.headers.get('etag')).toMatch(/^"/);
  expect(Location.strict().parse(await response.json())).toEqual({
    certainty: 'inside',
    unit: { id: 'tay-thanh', name: 'Công an phường Tây Thạnh' },
    candidates: [{ unit: { id: 'tay-thanh', name: 'Công an phường Tây Thạnh' }, distanceM: 0 }],
    outsideName: null,
    takenBy: { id: 'ca-quan', name: 'Công an quận Tân Phú – TP.HCM' },
  });
});

test('a point without an accuracy counts as exact', async () => {
  const [without, exact] = await Promise.all([
    get('tan-phu', '/api/units/locate?lat=10.7956&lng=106.62'),
    get('tan-phu', '/api/units/locate?lat=10.7956&lng=106.62&accuracy=0'),
  ]);

  expect(await without.json()).toEqual(await exact.json());
});

test.each([
  ['', ['lat', 'lng']],
  ['lat=10.8', ['lng']],
  ['lat=&lng=', ['lat', 'lng']],
  ['lat=%20&lng=106.6', ['lat']],
  ['lat=abc&lng=106.6', ['lat']],
  ['lat=0x1&lng=106.6', ['lat']],
  ['lat=NaN&lng=Infinity', ['lat', 'lng']],
  ['lat=90.1&lng=-180.1', ['lat', 'lng']],
  ['lat=10.8&lat=10.9&lng=106.6', ['lat']],
  ['lat=10.8&lng=106.6&accuracy=-1', ['accuracy']],
  ['lat=10.8&lng=106.6&accuracy=', ['accuracy']],
  ['lat=10.8&lng=106.6&accuracy=1e9', ['accuracy']],
])('numbers that are none are refused, each named in Vietnamese (%s)', async (query, fields) => {
  const response = await get('tan-phu', `/api/units/locate?${query}`);

  expect(response.status).toBe(400);
  const problem = await response.json();
  expect(problem.code).toBe('invalid_input');
  expect(problem.issues.map((issue: { path: string[] }) => issue.path[0])).toEqual(fields);
  for (const { message } of problem.issues) expect(message).toMatch(/^(Vĩ độ|Kinh độ|Sai số) phải là số/);
});

test('an OA that is connected while the portal runs is shown at once, with another ETag', async () => {
  let oaIds: ReadonlyMap<string, string> = new Map();
  const app = await appOf('tan-phu', () => oaIds);
  const ask = async () => {
    const portal = await app.request('/api/portal');
    const unit = UnitDetail.parse(await (await app.request('/api/units/tay-thanh')).json());
    const { units } = Portal.parse(await portal.json());
    return {
      etag: portal.headers.get('etag'),
      oaIds: [units.find(({ id }) => id === unit.id)?.oaId, unit.oaId],
    };
  };
  const before = await ask();
  oaIds = new Map([['tay-thanh', '42']]);
  const after = await ask();

  expect([before.oaIds, after.oaIds]).toEqual([
    [null, null],
    ['42', '42'],
  ]);
  expect(after.etag).not.toBe(before.etag);
  expect((await ask()).etag).toBe(after.etag);
});

async function get(packName: string, path: string, headers: Record<string, string> = {}) {
  const { units } = await loadPack(packName);
  const oaIds = new Map(units.map(({ id }) => [id, `oa-of-${id}`]));
  return (await appOf(packName, () => oaIds)).request(path, { headers });
}

async function appOf(packName: string, oaIds: () => ReadonlyMap<string, string>) {
  const pack = await loadPack(packName);
  const units = createUnitService({ pack, oaIds, miniAppId: '42', isSandbox: true });
  const app = new Hono<HttpEnv>();
  app.onError(problemHandler(pino({ level: 'silent' })));
  app.notFound(notFoundHandler);
  app.use(answerFrame('http://localhost'));
  app.route('/api/portal', createPortalRoutes(units)).route('/api/units', createUnitRoutes(units));
  return app;
}
