import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { createQrRoutes } from '../../../server/features/units/qr.routes.ts';
import { createUnitService } from '../../../server/features/units/unit.service.ts';
import { startTestPortal } from '../../support/portal.ts';
import { readPdf, readQr } from '../../support/qr-readers.ts';

const publicUrl = 'https://an-ninh.example.vn';
const units = (await Promise.all(['tan-phu', 'tan-phu-2025'].map(loadPack))).flatMap((pack) =>
  [...new Set([...pack.units, ...pack.former].map(({ id }) => id))].map((id) => ({ pack, id })),
);

function routesOf(pack: (typeof units)[number]['pack'], miniAppId: string | null = null, isSandbox = false) {
  const service = createUnitService({ pack, oaIds: () => new Map(), miniAppId, isSandbox });
  return {
    service,
    ask: (path: string, headers = {}) => createQrRoutes(service, publicUrl).request(path, { headers }),
  };
}

const longNames = 4;
/** A poster costs more than all its codes: each pack's top, and those whose names leave least room, former ones among them. */
const withPosters = units.filter(({ pack, id }, _index, all) => {
  const ofPack = all.filter((each) => each.pack === pack);
  const longest = ofPack.toSorted((a, b) => nameOf(b).length - nameOf(a).length).slice(0, longNames);
  return id === pack.root.id || longest.some((each) => each.id === id);
});

function nameOf({ pack, id }: (typeof units)[number]): string {
  return [...pack.units, ...pack.former].find((unit) => unit.id === id)?.name ?? '';
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe.each(units)('the code of $id in $pack.id', ({ pack, id }) => {
  const { ask } = routesOf(pack);

  test('is read from the SVG and the PNG, and leads to that unit', async () => {
    const [svg, png] = await Promise.all([ask(`/${id}/qr.svg`), ask(`/${id}/qr.png`)]);
    expect([svg.headers.get('content-type'), png.headers.get('content-type')]).toEqual([
      'image/svg+xml',
      'image/png',
    ]);
    for (const picture of [await bytesOf(svg), await bytesOf(png)]) {
      expect(await readQr(picture, 328)).toBe(`${publicUrl}/?w=${id}`);
    }
  });
});

describe.each(withPosters)('the code of $id in $pack.id', ({ pack, id }) => {
  const { service, ask } = routesOf(pack);

  test('stands on a poster of one page that names the unit and the emergency numbers, in whole Vietnamese', async () => {
    const unit = service.get(id);
    const poster = await readPdf(await bytesOf(await ask(`/${id}/poster.pdf`)));

    expect(poster.qr).toBe(`${publicUrl}/?w=${id}`);
    expect(poster.pages).toBe(1);
    expect(poster.words.normalize('NFC')).toBe(poster.words);
    for (const words of [unit.name, ...unit.successors.map(({ name }) => name)])
      expect(poster.words).toContain(words);
    expect(poster.words).toContain('Báo tin, tố giác, phản ánh an ninh, trật tự; gửi được ẩn danh');
    expect(poster.words).toContain('KHẨN CẤP: GỌI NGAY');
    for (const number of ['113', '114', '115']) expect(poster.words).toContain(number);
  });
});

describe('a poster', () => {
  test('never prints a placeholder, and says that the number is a trial one', async () => {
    for (const { pack, id } of units.filter(({ id }) => ['tay-thanh', 'ca-quan'].includes(id))) {
      const { service, ask } = routesOf(pack);
      const { words } = await readPdf(await bytesOf(await ask(`/${id}/poster.pdf`)));
      for (const { phone, placeholder } of service.get(id).hotlines) {
        expect(placeholder).toBe(true);
        expect(words.replace(/\D/g, '')).not.toContain(phone.replace(/\D/g, ''));
      }
      if (service.get(id).hotlines.length > 0) expect(words).toContain('số thử');
    }
  });

  test('prints the duty phone where it is a real one', async () => {
    const pack = structuredClone(await loadPack('tan-phu-2025'));
    const real = { label: 'Trực ban 24/24', phone: '028 3812 3456', placeholder: false };
    const { ask } = routesOf({ ...pack, units: pack.units.map((unit) => ({ ...unit, hotlines: [real] })) });

    const { words, pages } = await readPdf(await bytesOf(await ask('/tay-thanh/poster.pdf')));

    expect(words).toContain('Trực ban 24/24: 028 3812 3456');
    expect(pages).toBe(1);
  });

  test('says that it is a trial while nothing reaches the police', async () => {
    const pack = await loadPack('tan-phu');
    const wordsOf = async (isSandbox: boolean) =>
      (await readPdf(await bytesOf(await routesOf(pack, null, isSandbox).ask('/tay-thanh/poster.pdf'))))
        .words;

    expect(await wordsOf(true)).toContain('BẢN THỬ: không gửi tới công an');
    expect(await wordsOf(false)).not.toContain('BẢN THỬ');
  });
});

describe('a code', () => {
  test('opens the Mini App once it has an id', async () => {
    const { ask } = routesOf(await loadPack('tan-phu'), '1234567890');
    expect(await readQr(await bytesOf(await ask('/tay-thanh/qr.svg')), 328)).toBe(
      'https://zalo.me/s/1234567890/?w=tay-thanh&src=qr',
    );
  });

  test('is still read small, torn in its middle and in grey light', async () => {
    const { ask } = routesOf(await loadPack('tan-phu'), '1234567890');
    const svg = await (await ask('/tay-thanh/qr.svg')).text();
    const worn = svg
      .replace('fill="#000"', 'fill="#555"')
      .replace('</svg>', '<rect x="18" y="18" width="6" height="6" fill="#fff"/></svg>');
    expect(worn).not.toBe(svg);
    expect(await readQr(Buffer.from(worn), 160)).toBe('https://zalo.me/s/1234567890/?w=tay-thanh&src=qr');
  });

  test('has its four white modules around it', async () => {
    const { ask } = routesOf(await loadPack('tan-phu'));
    const svg = await (await ask('/tay-thanh/qr.svg')).text();
    const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
    const dark = [...svg.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) => [
      Number(x),
      Number(y),
      Number(width),
    ]);
    expect(Math.min(...dark.map(([x = 0]) => x))).toBe(4);
    expect(Math.min(...dark.map(([, y = 0]) => y))).toBe(4);
    expect(Math.max(...dark.map(([x = 0, , width = 0]) => x + width))).toBe(size - 4);
    expect(Math.max(...dark.map(([, y = 0]) => y + 1))).toBe(size - 4);
  });
});

describe('the files of a running portal', () => {
  const files = ['qr.svg', 'qr.png', 'poster.pdf'];

  test('are sent once, and kept by everybody for a while', async () => {
    const { origin } = await startTestPortal();
    for (const file of files) {
      const address = `${origin}/api/units/tay-thanh/${file}`;
      const first = await fetch(address);
      const etag = first.headers.get('etag') ?? '';
      expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'public, max-age=3600']);
      const again = await fetch(address, { headers: { 'If-None-Match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
  });

  test('are not found of an id that nobody has or had', async () => {
    const { origin } = await startTestPortal();
    for (const file of files) {
      for (const id of ['nowhere', 'TAY-THANH', '..%2Fpack', 'x'.repeat(500)]) {
        const response = await fetch(`${origin}/api/units/${id}/${file}`);
        const { code } = (await response.json()) as { code: string };
        expect([response.status, code]).toEqual([404, 'unit_not_found']);
      }
    }
  });
});
