import type { ChatSos } from '../features/chatbot/chat-alerts.ts';
import type { SosService } from '../features/sos/sos.service.ts';
import { AppError } from '../http/app-error.ts';

/** Alerts as a chat starts them: the same as those of the app, which says where they came from. */
export function alertsOfChats(sos: SosService): ChatSos {
  return {
    async start({ key, unitId, place, situation, text }) {
      const { lat, lng, at } = place;
      const { id, unit } = await sos.submit(
        { unitId, place: { lat, lng, at: at.toISOString() }, situation, text },
        key,
        { source: 'chat', isFlagged: false },
      );
      return { id, unitName: unit.name };
    },
    addPosition: (id, { lat, lng, at }, key) =>
      unlessOver(async () => {
        const fixes = [{ lat, lng, at: at.toISOString() }];
        await sos.addPositions({ id }, { fixes }, key);
        return { unitName: (await sos.view({ id })).unit.name };
      }),
    cancel: async (id) => (await unlessOver(() => sos.cancel({ id }))) !== null,
  };
}

const over: readonly string[] = ['sos_closed', 'sos_dispatched', 'sos_not_found'];

/** Null for an alert with which nothing can be done any more. */
async function unlessOver<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && over.includes(error.code)) return null;
    throw error;
  }
}
