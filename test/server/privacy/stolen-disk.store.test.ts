import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { MadeBindingCode } from '#contract/staff-identity.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffOfStore } from '../../support/desk.ts';
import { dumpStore, knownToZalo } from '../../support/dumps.ts';
import { chatOf } from '../../support/oa-chat.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';
import { sosDeskWith, sosOf } from '../../support/sos.ts';

const unit = 'tay-thanh';

describe.each(testDatabases)(
  'whoever steals the store and the folder of photos, without the key, on $engine',
  (engine) => {
    test('reads no name, phone, word, token, receipt or picture', async () => {
      const place = await engine.place();
      const portal = await startTestPortal({ place });
      const consentVersion = (await portal.portal()).consent.version;
      const session = await portal.signIn('lan');
      const lan = `Bearer ${session.token}`;
      const photo = await portal.sendPhoto(await phonePhoto());
      const sent = {
        ...noisyKaraoke({ consentVersion, anonymous: false, photoIds: [photo.id] }),
        description: 'ZEBRA-LOI-KE ở hẻm 12',
        contact: { name: 'Nguyễn ZEBRA-TEN', phone: '0912345678' },
      };
      const tip = await readReceipt(await portal.ask(lan, 'POST', '/api/tips', sent));
      const nameless = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
      const officer = deskOf(portal, 'officer', unit);
      await officer.do(tip.code, 'ask', { text: 'ZEBRA-HOI ở số nhà nào?' });
      await portal.ask(lan, 'POST', `/api/tips/${tip.code}/messages`, {
        text: 'ZEBRA-TRA-LOI số 7',
        photoIds: [],
      });
      await officer.do(tip.code, 'note', { text: 'ZEBRA-GHI-CHU' });
      const alert = await sosOf(portal).send({ unitId: unit, phone: '0987654321', text: 'ZEBRA-SOS' });
      const { hire } = await staffOfStore(place);
      const member = await hire('officer', unit, 'Trần ZEBRA-CAN-BO');
      const made = await portal.ask(member.authorization, 'POST', '/api/staff/bindings', {});
      const { code } = (await made.json()) as MadeBindingCode;
      await portal.ask(lan, 'POST', '/api/me/staff', { code });
      await sosDeskWith(portal, lan).do(alert.id, 'close', { reason: 'false_alarm', note: 'ZEBRA-DONG' });
      await chatOf(portal, unit, 'minh').ask('ZEBRA-CHAT hàng xóm hát karaoke suốt đêm');
      const archive = await portal.ask(lan, 'GET', '/api/me/export?photos=all');
      expect((await archive.arrayBuffer()).byteLength).toBeGreaterThan(0);
      const picture = await portal.ask(lan, 'GET', `/api/tips/${tip.code}/photos/${photo.id}`);
      const bytes = Buffer.from(await picture.arrayBuffer());
      await portal.stop();

      const dump = await dumpStore(place);
      const secrets = [
        'ZEBRA',
        '0912345678',
        '0987654321',
        'karaoke loa kéo',
        ...[tip.receipt, nameless.receipt, alert.receipt].flatMap((receipt) => [
          receipt,
          receipt.replaceAll('-', ''),
        ]),
        session.token,
        member.authorization.replace('Bearer ', ''),
        code,
        ...['lan', 'minh']
          .flatMap((user) => knownToZalo(place.dataDir, user))
          .filter((text) => text.length > 5),
        ...tokensAtZalo(place.dataDir),
      ];
      // What is found is looked for as it would lie there.
      expect(dump).toContain(tip.code);
      for (const secret of secrets)
        expect(dump.includes(Buffer.from(secret).toString('latin1')) || dump.includes(secret), secret).toBe(
          false,
        );

      const folder = path.join(place.dataDir, 'photos');
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      expect(files.length).toBeGreaterThan(1);
      for (const entry of files) {
        const file = readFileSync(path.join(entry.parentPath, entry.name));
        expect(file.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false);
        expect(file.includes(bytes.subarray(1_000, 1_032))).toBe(false);
      }
    });
  },
);

/** The OAs' own tokens, which open their chats. */
function tokensAtZalo(dataDir: string): string[] {
  const zalo = new SqliteDatabase(path.join(dataDir, 'sandbox', 'sandbox.sqlite'), { readonly: true });
  try {
    return ['access_tokens', 'refresh_tokens'].flatMap((table) =>
      zalo
        .prepare<[], { token: string }>(`select token from ${table}`)
        .all()
        .map(({ token }) => token),
    );
  } finally {
    zalo.close();
  }
}
