import type { Transaction } from 'kysely';
import type { ErasedMe } from '#contract/citizens.ts';
import type { Schema } from '../db/schema.ts';
import { citizenStore } from '../features/citizens/citizen.store.ts';
import { recordErasedPerson } from '../features/retention/deletion-record.store.ts';
import type { TipService } from '../features/tips/tip.service.ts';
import { revocationNames } from '../webhooks/webhook.service.ts';
import { webhookEventStore } from '../webhooks/webhook-event.store.ts';
import { oaConnectionStore } from '../zalo/oa-connection.store.ts';
import { oaOfficerStore } from '../zalo/oa-officer.store.ts';
import { oaUserStore } from '../zalo/oa-user.store.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

export type PersonErasure = ReturnType<typeof createPersonErasure>;

/**
 * Erases all that is tied to somebody's Zalo ids, on whichever side it lies. Their tips stay, without whose they are; the contact of a
 * report of a crime stays as long as the case needs it. `listParts`: the sides, once they all stand. Rows are held in one order, whoever
 * erases: the citizen, their tips, events of Zalo, people at OAs, the sides, the record of erasures.
 */
export function createPersonErasure(
  { keys, now }: Pick<Ground, 'keys' | 'now'>,
  { tips, listParts }: { tips: TipService; listParts(): readonly PortalPart[] },
) {
  return {
    /** What of them is known by Zalo's ids alone; the erased person's record is written by who calls. */
    forget,

    /** The person behind a session asks for it; the citizen itself goes with the caller. */
    async ofCitizen(transaction: Transaction<Schema>, citizenId: string): Promise<ErasedMe> {
      const zaloId = await citizenStore(transaction, keys).findZaloId(citizenId);
      const ofTips = await tips.eraseOwner(transaction, citizenId);
      const elsewhere = zaloId === undefined ? [] : await forget(transaction, zaloId);
      await recordErasedPerson(transaction, keys, { at: now(), reason: 'request' });
      return { erased: [...ofTips.erased, ...elsewhere], kept: ofTips.kept };
    },
  };

  async function forget(
    transaction: Transaction<Schema>,
    appUserId: string,
  ): Promise<ErasedMe['erased'][number][]> {
    const events = webhookEventStore(transaction, keys);
    const people = oaUserStore(transaction, keys);
    // Events before people, as everything that works on an event holds them: else the two could wait for each other for ever.
    const known = await people.listByApp(appUserId);
    await events.forget({ appUserId, atOas: known }, revocationNames, now());
    const atOas = await people.forget(appUserId);
    for (const { oaId, userId } of atOas) {
      const unitId = await oaConnectionStore(transaction, keys).findUnitIdOf(oaId);
      if (unitId !== undefined) await oaOfficerStore(transaction, keys).unbind(unitId, userId);
    }
    const person = { appUserId, atOas };
    if (atOas.length > known.length) await events.forget(person, revocationNames, now());
    const erased = new Set<ErasedMe['erased'][number]>(atOas.length > 0 ? ['chats'] : []);
    for (const part of listParts()) {
      for (const thing of (await part.forget?.(transaction, person)) ?? []) erased.add(thing);
    }
    return [...erased];
  }
}
