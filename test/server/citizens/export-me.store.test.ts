import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { deskOf } from '../../support/desk.ts';
import { readZip } from '../../support/documents.ts';
import { knownToZalo } from '../../support/dumps.ts';
import { chatOf } from '../../support/oa-chat.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('all that is kept of me, on $engine', (engine) => {
  test('comes as one archive to read and for programs: mine, whole, and nobody else’s', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const consentVersion = (await portal.portal()).consent.version;
    const lan = `Bearer ${(await portal.signIn('lan')).token}`;
    const minh = `Bearer ${(await portal.signIn('minh')).token}`;
    const photo = await portal.sendPhoto(await phonePhoto());
    const mine = {
      ...noisyKaraoke({ consentVersion, anonymous: false, photoIds: [photo.id] }),
      description: 'Loa kéo <script>alert(1)</script> suốt đêm ở hẻm 12.',
      contact: { name: 'Nguyễn Thị Lan', phone: '0912345678' },
    };
    const { code } = await readReceipt(await portal.ask(lan, 'POST', '/api/tips', mine));
    await deskOf(portal, 'officer', 'tay-thanh').do(code, 'ask', { text: 'Ở số nhà bao nhiêu?' });
    await portal.ask(lan, 'POST', `/api/tips/${code}/messages`, { text: 'Nhà số 7', photoIds: [] });
    const theirs = {
      ...noisyKaraoke({ consentVersion, anonymous: false }),
      description: 'Tin của người khác đây.',
    };
    await portal.ask(minh, 'POST', '/api/tips', theirs);
    const nameless = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
    await chatOf(portal, 'tay-thanh', 'lan').ask('làm căn cước');

    const answer = await portal.ask(lan, 'GET', '/api/me/export?photos=all');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const files = readZip(Buffer.from(await answer.arrayBuffer()));
    expect([...files.keys()].sort()).toEqual([`anh/${code}-1.jpg`, 'doc-toi.html', 'du-lieu.json']);
    expect(files.get(`anh/${code}-1.jpg`)?.subarray(0, 2).toString('hex')).toBe('ffd8');

    const data = JSON.parse(files.get('du-lieu.json')?.toString() ?? '');
    const [zaloId] = knownToZalo(portal.dataDir, 'lan');
    expect(data.account).toMatchObject({ zaloId, staff: null, sessions: [{}], oas: [{ conversation: {} }] });
    expect(data.tips).toMatchObject([
      {
        view: {
          code,
          messages: [{ text: 'Ở số nhà bao nhiêu?' }, { text: 'Nhà số 7' }],
          photoIds: [photo.id],
        },
        contact: mine.contact,
        consentVersion,
      },
    ]);
    const page = files.get('doc-toi.html')?.toString() ?? '';
    for (const said of ['Nguyễn Thị Lan', '0912345678', 'Nhà số 7', 'Tin ẩn danh'])
      expect(page).toContain(said);
    expect(page).not.toContain('<script>');
    const all = [...files.values()].join('');
    for (const foreign of ['Tin của người khác', nameless.code]) expect(all).not.toContain(foreign);

    const small = await portal.ask(lan, 'GET', '/api/me/export');
    expect([...readZip(Buffer.from(await small.arrayBuffer())).keys()]).toEqual([
      'doc-toi.html',
      'du-lieu.json',
    ]);
    expect((await portal.ask(null, 'GET', '/api/me/export')).status).toBe(401);
    expect((await portal.ask(lan, 'GET', '/api/me/export?photos=some')).status).toBe(400);
  });

  test('holds up nobody who comes after those that only asked whether it is there', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const lan = `Bearer ${(await portal.signIn('lan')).token}`;
    for (let nr = 0; nr < 4; nr += 1) {
      const asked = await fetch(`${portal.origin}/api/me/export`, {
        method: 'HEAD',
        headers: { Authorization: lan },
      });
      expect(asked.status).toBe(200);
    }
    const answer = await portal.ask(lan, 'GET', '/api/me/export');
    expect(answer.status).toBe(200);
    expect([...readZip(Buffer.from(await answer.arrayBuffer())).keys()]).toContain('doc-toi.html');
  });
});
