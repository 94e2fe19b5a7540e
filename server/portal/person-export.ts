import { limits } from '#contract/limits.ts';
import { type ZipEntry, zipStream } from '../documents/zip-stream.ts';
import { chatStore } from '../features/chatbot/chat.store.ts';
import { citizenStore } from '../features/citizens/citizen.store.ts';
import {
  type MyAccountData,
  type MyData,
  type MyTipData,
  myDataAsJson,
  myDataAsPage,
} from '../features/citizens/my-data.ts';
import type { PhotoService } from '../features/photos/photo.service.ts';
import { senderChatStore } from '../features/sender-ways/sender-chat.store.ts';
import type { TipService } from '../features/tips/tip.service.ts';
import { tipOwnerStore } from '../features/tips/tip-owner.store.ts';
import { AppError } from '../http/app-error.ts';
import { generatedBody } from '../http/generated-body.ts';
import { oaConnectionStore } from '../zalo/oa-connection.store.ts';
import { oaUserStore } from '../zalo/oa-user.store.ts';
import type { Ground } from './ground.ts';
import type { StaffDoors } from './staff-part.ts';

/** An archive may read much and takes as long as a phone's line: others wait. */
const archivesAtOnceMax = 3;
const busyRetryAfterS = 20;
/** Of one person; a page of them is asked for at a time. */
const tipsMax = 2_000;

export type PersonExport = ReturnType<typeof createPersonExport>;

/** All that is kept of whoever is behind a session, as one archive that is made while it is sent: nothing of it lies anywhere. */
export function createPersonExport(
  ground: Ground,
  parts: { tips: TipService; photos: PhotoService; doors: StaffDoors },
) {
  const { database, keys, now, logger } = ground;
  let underWay = 0;

  return {
    /** Throws `unauthenticated` once they were erased, and `busy` while others are served. */
    async archiveOf(citizenId: string, { withPhotos }: { withPhotos: boolean }): Promise<ReadableStream> {
      if (underWay >= archivesAtOnceMax) throw new AppError('busy', { retryAfterS: busyRetryAfterS });
      underWay += 1;
      try {
        const account = await describeAccount(citizenId);
        const data: MyData = { account, listTips: () => listTips(citizenId) };
        return generatedBody(zipStream(entriesOf(data, withPhotos)), {
          onEnd: () => {
            underWay -= 1;
          },
          onError: (error) => logger.error({ err: error }, 'an archive of somebody’s data broke off'),
        });
      } catch (error) {
        underWay -= 1;
        throw error;
      }
    },
  };

  async function* entriesOf(data: MyData, withPhotos: boolean): AsyncGenerator<ZipEntry> {
    yield { name: 'doc-toi.html', content: myDataAsPage(data) };
    yield { name: 'du-lieu.json', content: myDataAsJson(data) };
    if (!withPhotos) return;
    for await (const { view } of data.listTips()) {
      const ids = [view.photoIds, ...view.messages.map(({ photoIds }) => photoIds)].flat();
      for (const [index, id] of ids.entries())
        yield { name: `anh/${view.code}-${index + 1}.jpg`, content: photoOf(id) };
    }
  }

  async function* photoOf(id: string): AsyncGenerator<Uint8Array> {
    yield await parts.photos.read(id, 'full');
  }

  async function describeAccount(citizenId: string): Promise<MyAccountData> {
    const citizens = citizenStore(database.kysely, keys);
    const known = await citizens.describe(citizenId);
    const zaloId = await citizens.findZaloId(citizenId);
    if (!known || zaloId === undefined) throw new AppError('unauthenticated');
    const staff = await parts.doors.bindings.findByZaloId(zaloId);
    return {
      madeAt: now().toISOString(),
      place: ground.pack.tenant.name,
      zaloId,
      signedInSince: known.createdAt,
      sessions: known.sessions,
      staff: staff && { name: staff.name, role: staff.role, unit: ground.unitName(staff.unitId) },
      oas: await describeOas(zaloId),
    };
  }

  async function describeOas(zaloId: string): Promise<MyAccountData['oas']> {
    const users = await oaUserStore(database.kysely, keys).listByApp(zaloId);
    return await Promise.all(
      users.map(async (user) => {
        const unitId = await oaConnectionStore(database.kysely, keys).findUnitIdOf(user.oaId);
        const conversation = await chatStore(database.kysely, keys).describe(user);
        return {
          unit: unitId === undefined ? user.oaId : ground.unitName(unitId),
          oaId: user.oaId,
          userId: user.userId,
          follows: user.followState === 'following',
          lastSeenAt: user.interactedAt?.toISOString() ?? null,
          conversation: conversation ?? null,
        };
      }),
    );
  }

  async function* listTips(citizenId: string): AsyncGenerator<MyTipData> {
    let cursor: string | undefined;
    for (let given = 0; given < tipsMax; given += limits.myTipsPageMax) {
      const page = await parts.tips.listOwned(citizenId, cursor);
      for (const { code } of page.items) yield await describeTip(citizenId, code);
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }

  async function describeTip(citizenId: string, code: string): Promise<MyTipData> {
    const tip = await parts.tips.open(code, { kind: 'citizen', citizenId });
    const [view, contact, chat] = await Promise.all([
      parts.tips.view(tip, { marksSeen: false }),
      tipOwnerStore(database.kysely, keys).findContact(tip.id),
      senderChatStore(database.kysely, keys).find(tip.id),
    ]);
    const { lat, lng, accuracyM, happenedAt, consentVersion } = tip;
    return {
      view,
      contact: contact ?? null,
      point: lat === null || lng === null ? null : { lat, lng, accuracyM },
      happenedAt,
      consentVersion,
      chat: chat ? { unit: ground.unitName(chat.unitId), since: chat.linkedAt } : null,
    };
  }
}
