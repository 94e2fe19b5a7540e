import { expect, test } from 'vitest';
import type { Privacy } from '#contract/portal.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { startTestPortal } from '../../support/portal.ts';

test.each(['tan-phu', 'tan-phu-2025'])(
  'the privacy page of %s is what its pack says, with the consent in force',
  async (pack) => {
    const portal = await startTestPortal({ pack });
    const { privacy, consent } = await loadPack(pack);

    const answer = await fetch(`${portal.origin}/api/privacy`);

    expect((await answer.json()) as Privacy).toEqual({ text: privacy, consent });
    expect((await portal.portal()).consent).toEqual(consent);
  },
);

test('the privacy page is asked for anew cheaply', async () => {
  const portal = await startTestPortal();
  const first = await fetch(`${portal.origin}/api/privacy`);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('public, max-age=60');

  const again = await fetch(`${portal.origin}/api/privacy`, { headers: { 'If-None-Match': etag } });

  expect([again.status, await again.text()]).toEqual([304, '']);
});
