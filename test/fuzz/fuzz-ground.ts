import { staffRoles } from '#contract/vocabulary.ts';
import { staffKey, unitOf } from '../support/desk.ts';
import { fireNotice, newsDeskOf } from '../support/news.ts';
import type { Asker } from '../support/openapi-requests.ts';
import { phonePhoto } from '../support/photos.ts';
import { noisyKaraoke, readReceipt, type talkTo } from '../support/portal.ts';
import { deepInTayThanh, sosOf } from '../support/sos.ts';

type Talk = ReturnType<typeof talkTo>;

/** In every text that is only its sender's and its unit's to read; in no request that is made up. */
export const marker = 'ZANMARK7Q4';

/** What belongs to somebody else: none of the askers who are strangers to it may read a word of it. */
export type Treasure = { code: string; photo: string; alert: string; article: string };

export type FuzzAsker = Asker & {
  /** Not the unit that has the treasure, nor above it. */
  isStranger: boolean;
};

/** A named tip with a photo, a message and a note, an alert and a draft, all of Tây Thạnh, each with the marker in its words. */
export async function buryTreasure(portal: Talk): Promise<Treasure> {
  const consentVersion = (await portal.portal()).consent.version;
  const owner = `Bearer ${(await portal.signIn('lan')).token}`;
  const photo = await portal.sendPhoto(await phonePhoto());
  const tip = noisyKaraoke({
    consentVersion,
    anonymous: false,
    description: `Chuyện riêng ${marker} của người gửi.`,
    photoIds: [photo.id],
  });
  const { code } = await readReceipt(await portal.ask(owner, 'POST', '/api/tips', tip));
  await must(
    portal.ask(owner, 'POST', `/api/tips/${code}/messages`, { text: `Thêm ${marker}`, photoIds: [] }),
  );
  await must(
    portal.ask(staffKey('officer', 'tay-thanh'), 'POST', `/api/staff/tips/${code}/note`, {
      text: `Ghi chú ${marker}`,
    }),
  );
  const alert = await sosOf(portal).send({ place: deepInTayThanh, text: `Cứu ${marker}` });
  const article = await newsDeskOf(portal, 'editor', 'tay-thanh').create(
    fireNotice({ title: `Bản nháp ${marker}` }),
  );
  return { code, photo: photo.id, alert: alert.id, article: article.id };
}

/**
 * Nobody, a citizen, and every role of the unit that has the treasure and of one beside it. Those who may change the treasure work on
 * other things instead, since they might hand it to the strangers. Made anew for every round: rounds end sessions and close tips.
 */
export async function gatherAskers(portal: Talk, treasure: Treasure): Promise<FuzzAsker[]> {
  const consentVersion = (await portal.portal()).consent.version;
  const session = `Bearer ${(await portal.signIn('minh')).token}`;
  const photo = await portal.sendPhoto(await phonePhoto());
  const tip = noisyKaraoke({ consentVersion, anonymous: false, photoIds: [photo.id] });
  const { code, receipt } = await readReceipt(await portal.ask(session, 'POST', '/api/tips', tip));
  await unitOf(portal).answer(code, 'Đã xử lý');
  const alert = await sosOf(portal).send({ place: deepInTayThanh });
  const article = await newsDeskOf(portal, 'editor', 'tay-thanh').create(fireNotice());
  const own: Treasure = { code, photo: photo.id, alert: alert.id, article: article.id };
  const deskOf = (unitId: string, isStranger: boolean): FuzzAsker[] =>
    staffRoles.map((role) => ({
      name: `${role} of ${unitId}`,
      isStranger,
      authorizations: [staffKey(role, unitId)],
      realValue: realValueOf(isStranger ? treasure : own, unitId),
    }));
  return [
    { name: 'nobody', isStranger: true, authorizations: [null], realValue: realValueOf(treasure, 'son-ky') },
    {
      name: 'another citizen',
      isStranger: true,
      authorizations: [session, `Receipt ${receipt}`, `Receipt ${alert.receipt}`],
      realValue: realValueOf(treasure, 'son-ky'),
    },
    {
      name: 'a citizen with their own',
      isStranger: true,
      authorizations: [session, `Receipt ${receipt}`, `Receipt ${alert.receipt}`],
      realValue: realValueOf(own, 'tay-thanh'),
    },
    ...deskOf('tay-thanh', false),
    ...deskOf('son-ky', true),
  ];
}

/** What is really there for a parameter of an address. */
function realValueOf(things: Treasure, unitId: string): Asker['realValue'] {
  return (path, parameter) => {
    if (parameter === 'code') return path.startsWith('/api/forms') ? 'ct01' : things.code;
    if (parameter === 'unit' || parameter === 'unitId') return unitId;
    if (parameter === 'photo') return things.photo;
    if (/^[zxy]$/.test(parameter)) return { z: '1', x: '1', y: '0' }[parameter];
    if (parameter !== 'id') return undefined;
    if (path.includes('/photos/')) return things.photo;
    if (path.includes('/sos/')) return things.alert;
    if (path.includes('/news/')) return things.article;
    if (path.includes('/procedures/')) return 'cu-tru-tam-tru';
    if (path.includes('/units/')) return unitId;
    return undefined;
  };
}

async function must(answer: Promise<Response>): Promise<void> {
  const { ok, status, url } = await answer;
  if (!ok) throw new Error(`${url}: ${status}`);
}
