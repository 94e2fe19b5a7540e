import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import {
  bindOfficer,
  changeOa,
  chatTexts,
  patience,
  sendSeveral,
  textsOf,
} from '../../support/forwarding.ts';
import { phonePhoto } from '../../support/photos.ts';
import { inTayThanh, startTestPortal } from '../../support/portal.ts';

const unit = 'tay-thanh';
const secret = { description: 'Bé gái 8 tuổi nhà bên bị cha dượng đánh', address: 'hẻm 19 Lê Trọng Tấn' };

/** Everything of the tip that its readers outside the desk must not see; the coordinates as they would be written. */
const telling = [secret.description, 'Bé gái', secret.address, 'Xâm hại', '10.812', '106.622', 'Ảnh'];

describe.each(testDatabases)('a restricted tip, on $engine', (engine) => {
  test.each(['its group', 'the officers, 1-1', 'the group of the unit above'])(
    'shows nothing of itself in %s, nor in the log',
    async (destination) => {
      const place = await engine.place();
      const log: string[] = [];
      const portal = await startTestPortal({ place, log: (line) => log.push(line) });
      await bindOfficer(portal, place, { unit, user: 'an', at: new Date() });
      if (destination !== 'its group') await changeOa(portal, unit, { groupDisabled: true });
      if (destination === 'the group of the unit above')
        await changeOa(portal, unit, { permissions: ['group'] });
      const { id } = await portal.sendPhoto(await phonePhoto());

      const [code] = await sendSeveral(portal, 1, {
        category: 'xam-hai-tre-em',
        description: secret.description,
        place: { ...inTayThanh, address: secret.address },
        photoIds: [id],
      });
      const [noise] = await sendSeveral(portal, 1, { unitId: 'son-ky', place: null });

      const seen = async () => [
        ...(await textsOf(portal, unit)),
        ...(await chatTexts(portal, unit, 'an')),
        ...(await textsOf(portal, 'ca-quan')),
      ];
      await expect.poll(seen, patience).toHaveLength(1);
      await expect.poll(() => textsOf(portal, 'son-ky'), patience).toHaveLength(1);
      const [text = ''] = await seen();
      expect(text).toContain(code);
      expect(text).toContain('Tin hạn chế, mở bàn trực');
      const everyGroup = await Promise.all(
        (await portal.portal()).units.map(({ id: other }) => portal.messages(other)),
      );
      expect(everyGroup.flat().filter(({ kind }) => kind === 'image')).toEqual([]);
      const said = [text, ...everyGroup.flat().map((message) => message.text), ...log]
        .filter((line) => noise === undefined || !line.includes(noise))
        .join('\n');
      for (const part of telling) expect(said).not.toContain(part);
    },
  );
});
