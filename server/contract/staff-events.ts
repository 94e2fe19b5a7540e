import * as z from 'zod';
import { SosLiveData } from './sos.ts';
import { deskTipEvents, tipAttentions, tipKinds, tipStatuses } from './vocabulary.ts';

/**
 * A tip as an event of `GET /api/staff/events` shows it: enough to refresh its row in a list or to see that the list has to be loaded
 * anew, and never a word of what somebody wrote.
 */
export const TipLiveData = z.object({
  code: z.string(),
  kind: z.enum(tipKinds),
  /** Ids; the names are in `GET /api/portal`. */
  category: z.string(),
  /** Who has it. */
  unitId: z.string(),
  status: z.enum(tipStatuses),
  restricted: z.boolean(),
  acknowledgeBy: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  attention: z.enum(tipAttentions).nullable(),
  sequence: z.number().int(),
  /** What happened. */
  event: z.enum(deskTipEvents),
  /** Who was given it by name. */
  toStaffId: z.string().nullable(),
});
export type TipLiveData = z.infer<typeof TipLiveData>;

/**
 * `tip.new`: this desk did not have it before. `tip.changed`: it has; what is not in the list is put in. `tip.overdue`: the same, and
 * nobody has taken it up in time. `tip.gone`: this desk may no longer see it.
 */
export const tipLiveKinds = ['tip.new', 'tip.changed', 'tip.overdue', 'tip.gone'] as const;
export type TipLiveKind = (typeof tipLiveKinds)[number];

/**
 * The `data` of an event: of a tip, of an alert (sos.ts), of a tip that is gone, of a system that is told nothing any more because it
 * did not answer (`webhook.disabled`), of a chat that people have (`chat.new`: somebody begins to wait; `chat.changed`), or of `ready` and `reset`, which have nothing to say.
 */
export const DeskEventData = z.union([
  TipLiveData,
  SosLiveData,
  z.object({ code: z.string() }),
  z.object({ id: z.string(), unitId: z.string() }),
  z.object({}).strict(),
]);
