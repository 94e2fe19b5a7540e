import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import type { TipView } from '#contract/tips.ts';
import { testDatabases } from '../../support/databases.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('the photos of a tip and its messages, on $engine', (engine) => {
  const start = async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const consentVersion = (await portal.portal()).consent.version;
    const photo = async () => (await portal.sendPhoto(await phonePhoto())).id;
    const send = async (photoIds: string[]) =>
      readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, photoIds })));
    return { portal, photo, send };
  };

  test('are with what they came with, and come back as clean JPEG in two sizes, kept by nobody on the way', async () => {
    const { portal, photo, send } = await start();
    const [first, second, later] = [await photo(), await photo(), await photo()];
    const { code, receipt } = await send([second, first]);
    const message = { text: '', photoIds: [later] };
    const path = `/api/tips/${code}`;
    expect((await portal.ask(`Receipt ${receipt}`, 'POST', `${path}/messages`, message)).status).toBe(201);

    const view = (await (await portal.viewTip(code, receipt)).json()) as TipView;
    expect(view.photoIds).toEqual([second, first]);
    expect(view.messages.map(({ text, photoIds }) => [text, photoIds])).toEqual([['', [later]]]);

    for (const id of [first, second, later]) {
      const sizes: number[] = [];
      for (const size of ['?size=thumbnail', '?size=full', '']) {
        const answer = await portal.ask(`Receipt ${receipt}`, 'GET', `${path}/photos/${id}${size}`);
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-type')).toBe('image/jpeg');
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
        const { format, width, height, exif } = await sharp(
          Buffer.from(await answer.arrayBuffer()),
        ).metadata();
        expect([format, exif]).toEqual(['jpeg', undefined]);
        sizes.push(Math.max(width, height));
      }
      expect(sizes[0]).toBeLessThanOrEqual(limits.thumbnailEdgePixelsMax);
      expect(sizes[1]).toBeGreaterThan(limits.thumbnailEdgePixelsMax);
      expect(sizes[2]).toBe(sizes[1]);
    }
  });

  test('are one message’s or none’s: a message that cannot have all its photos leaves no trace', async () => {
    const { portal, photo, send } = await start();
    const used = await photo();
    const free = await photo();
    const { code, receipt } = await send([used]);
    const post = (photoIds: string[], key = randomUUID()) =>
      portal.ask(
        `Receipt ${receipt}`,
        'POST',
        `/api/tips/${code}/messages`,
        { text: 'Ảnh đây', photoIds },
        key,
      );
    const key = randomUUID();

    const refused = await post([free, used], key);
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([422, 'photo_expired']);
    expect(((await (await portal.viewTip(code, receipt)).json()) as TipView).messages).toEqual([]);

    expect((await post([free], key)).status).toBe(201);
    expect((await post([free])).status).toBe(422);
    const six = Array.from({ length: limits.photosPerMessageMax + 1 }, () => randomUUID());
    expect((await post(six)).status).toBe(400);
  });

  if (!engine.showsTheRest) return;

  test('of another tip, waiting ones and unknown ones are one and the same answer', async () => {
    const { portal, photo, send } = await start();
    const { code, receipt } = await send([await photo()]);
    const [othersPhoto, waiting] = [await photo(), await photo()];
    await send([othersPhoto]);

    const answers = await Promise.all(
      [othersPhoto, waiting, randomUUID(), 'x', '..%2F..%2Fsecret-keys'].map(async (id) => {
        const answer = await portal.ask(`Receipt ${receipt}`, 'GET', `/api/tips/${code}/photos/${id}`);
        const { requestId: _, ...problem } = (await answer.json()) as Problem;
        return JSON.stringify([answer.status, problem]);
      }),
    );

    expect(new Set(answers)).toHaveLength(1);
    expect(answers[0]).toContain('photo_not_found');
    const odd = await portal.ask(
      `Receipt ${receipt}`,
      'GET',
      `/api/tips/${code}/photos/${waiting}?size=zalo`,
    );
    expect(odd.status).toBe(400);
    expect(await odd.json()).toMatchObject({ issues: [{ path: ['size'] }] });
  });
});
