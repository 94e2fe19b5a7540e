import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { SosView } from '#contract/sos.ts';
import type { EventStreams, OpenEventStream } from '../../http/event-stream.ts';
import type { LiveFeed } from '../../live/live-feed.ts';
import type { Sos } from './sos.store.ts';
import { sosChannel } from './sos-live.rules.ts';

export type SosEvents = ReturnType<typeof createSosEvents>;

/** Sends a sender's screen the whole of what is known whenever it changes. */
export function createSosEvents(dependencies: {
  live: LiveFeed;
  streams: EventStreams;
  logger: Logger;
  view(alert: Pick<Sos, 'id'>): Promise<SosView>;
}) {
  const { live, streams, logger } = dependencies;
  return {
    /** Throws `busy` when too many streams are open: the screen asks by itself then. */
    answer: (c: Context, { id }: Pick<Sos, 'id'>): Response =>
      streams.answer(c, {
        holder: `sos:${id}`,
        // The receipt opens it for as long as it is kept.
        isStillGood: async () => true,
        listen(stream) {
          const send = createSender(id, stream);
          // The feed's own word that it has begun brings the first one.
          return live.subscribe({ channels: [sosChannel(id)] }, send);
        },
      }),
  };

  /** One look at a time; what changes during one makes another, so that the newest is always sent last. */
  function createSender(id: string, stream: OpenEventStream): () => void {
    let isSending = false;
    let isStale = false;
    return () => {
      isStale = true;
      if (!isSending) void sendWhileStale();
    };

    async function sendWhileStale(): Promise<void> {
      isSending = true;
      try {
        while (isStale) {
          isStale = false;
          const view = await dependencies.view({ id });
          stream.send({ id: String(view.version), kind: 'sos', data: view });
        }
      } catch (error) {
        // The next change, or the screen's own asking, brings it.
        logger.error({ err: error, sosId: id }, 'an alert was not shown');
      } finally {
        isSending = false;
      }
    }
  }
}
