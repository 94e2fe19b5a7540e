import exifr from 'exifr';
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { metadataMarkers } from '../../support/jpeg-segments.ts';
import { hiddenWords, phonePhoto } from '../../support/photos.ts';
import { inTayThanh, noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

describe.each(['tan-phu', 'tan-phu-2025'])('a tip with a photo, in the organisation %s', (packName) => {
  test('reaches the group of the ward it happened in, for every ward', async () => {
    const portal = await startTestPortal({ pack: packName });
    const consentVersion = (await portal.portal()).consent.version;
    const photo = await phonePhoto({ orientation: 6 });
    const wards = (await loadPack(packName)).units.filter((unit) => unit.type === 'ward');
    expect(wards).toHaveLength(packName === 'tan-phu' ? 11 : 5);

    for (const ward of wards) {
      const point = await middleOf(packName, ward.id);
      const { id: photoId } = await portal.sendPhoto(photo);
      const tip = noisyKaraoke({ consentVersion, place: { ...point, accuracyM: 10 }, photoIds: [photoId] });

      const { unit, code } = await readReceipt(await portal.sendTip(tip));

      expect(unit, ward.name).toEqual({ id: ward.id, name: ward.name });
      await expect.poll(() => portal.messages(ward.id), { timeout: 1_500, interval: 25 }).toHaveLength(2);
      const [text, picture] = await portal.messages(ward.id);
      expect([text?.kind, picture?.kind]).toEqual(['text', 'image']);
      expect(text?.text).toContain(code);
    }
  });

  test('on a border goes where the sender says, among the wards that meet there', async () => {
    const portal = await startTestPortal({ pack: packName });
    const consentVersion = (await portal.portal()).consent.version;
    const { point, candidates } = await borderPoint(portal.origin);
    expect(candidates.length).toBeGreaterThan(1);
    for (const unitId of candidates) {
      const { unit } = await readReceipt(
        await portal.sendTip(noisyKaraoke({ consentVersion, place: point, unitId })),
      );
      expect(unit.id).toBe(unitId);
      await expect.poll(() => portal.messages(unitId)).not.toHaveLength(0);
    }
    const unsaid = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, place: point })));
    expect(candidates).toContain(unsaid.unit.id);
  });

  test('outside is taken by the top unit, which is told so', async () => {
    const portal = await startTestPortal({ pack: packName });
    const consentVersion = (await portal.portal()).consent.version;
    const top = (await loadPack(packName)).root;

    const { unit } = await readReceipt(
      await portal.sendTip(
        noisyKaraoke({ consentVersion, place: { lat: 10.7769, lng: 106.7009, accuracyM: 10 } }),
      ),
    );

    expect(unit.id).toBe(top.id);
    await expect.poll(() => portal.messages(top.id)).toHaveLength(1);
    expect((await portal.messages(top.id))[0]?.text).toContain('ngoài địa bàn');
  });
});

test('the picture in the group has no metadata, and up to three follow the text in order', async () => {
  const portal = await startTestPortal();
  const consentVersion = (await portal.portal()).consent.version;
  const photoIds: string[] = [];
  for (let orientation = 1; orientation <= 5; orientation += 1) {
    const photo = await phonePhoto({ orientation });
    expect((await exifr.gps(photo)).latitude).toBeCloseTo(10.813, 2);
    photoIds.push((await portal.sendPhoto(photo)).id);
  }

  const { code } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, photoIds })));

  await expect.poll(() => portal.messages('tay-thanh'), { timeout: 3_000 }).toHaveLength(4);
  const [text, ...pictures] = await portal.messages('tay-thanh');
  expect(text?.text).toContain('Số ảnh: 5');
  expect(pictures.map((picture) => picture.text)).toEqual(
    [1, 2, 3].map((nr) => `Ảnh ${nr}/5 · ${code.slice(3)}`),
  );
  for (const picture of pictures) {
    const bytes = new Uint8Array(
      await (await fetch(new URL(picture.imageUrl ?? '', portal.origin))).arrayBuffer(),
    );
    expect(bytes.length).toBeLessThanOrEqual(950_000);
    expect(metadataMarkers(bytes)).toEqual([]);
    expect(await exifr.parse(Buffer.from(bytes), true)).toBeUndefined();
    for (const word of Object.values(hiddenWords)) expect(Buffer.from(bytes).includes(word)).toBe(false);
  }
});

test('a photo belongs to one tip only, and five belong to it in the sender’s order', async () => {
  const portal = await startTestPortal();
  const consentVersion = (await portal.portal()).consent.version;
  const photoIds = await Promise.all(
    Array.from({ length: 5 }, async () => (await portal.sendPhoto(await phonePhoto())).id),
  );
  const tip = noisyKaraoke({ consentVersion, photoIds });

  const answers = await Promise.all([portal.sendTip(tip), portal.sendTip(tip), portal.sendTip(tip)]);

  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422, 422]);
  const winner = answers.find((answer) => answer.status === 201);
  if (!winner) throw new Error('no winner');
  const { code, receipt } = await readReceipt(winner);
  expect(await (await portal.viewTip(code, receipt)).json()).toMatchObject({ photoIds });
});

/** The mean of the boundary's corners: inside for every ward of both packs, or the test would show another ward. */
async function middleOf(packName: string, wardId: string) {
  const boundary = (await loadPack(packName)).wards.find((ward) => ward.slug === wardId);
  if (boundary?.geometry.type !== 'Polygon') throw new Error(`no simple boundary of ${wardId}`);
  const ring = boundary.geometry.coordinates[0] ?? [];
  const lng = ring.reduce((sum, [x]) => sum + x, 0) / ring.length;
  const lat = ring.reduce((sum, [, y]) => sum + y, 0) / ring.length;
  return { lat, lng };
}

/** Walks south from the middle of Tây Thạnh until two wards are named. */
async function borderPoint(origin: string) {
  for (let step = 0; step < 400; step += 1) {
    const point = { lat: inTayThanh.lat - step * 0.0002, lng: inTayThanh.lng, accuracyM: 10 };
    const response = await fetch(`${origin}/api/units/locate?lat=${point.lat}&lng=${point.lng}&accuracy=10`);
    const found = (await response.json()) as { certainty: string; candidates: { unit: { id: string } }[] };
    if (found.certainty === 'near_border' && found.candidates.length > 1) {
      return { point, candidates: found.candidates.map((candidate) => candidate.unit.id) };
    }
  }
  throw new Error('no border found');
}
