import type { ClaimedMessage } from '../../../outbox/outbox-claims.store.ts';
import type { OfficerDirectory, ReachableOfficer, SendOutcome, ZaloSender } from './zalo-sender.ts';

/** What became of a message to a unit's officers. `reached`: the bindings of those who have it. */
export type OfficersOutcome =
  | { kind: 'sent'; externalId: string | null }
  | { kind: 'retry'; reason: string; afterMs: number | null; reached: string[] }
  | { kind: 'unknown'; reason: string; reached: string[] }
  /** Nobody has it, and waiting would not help. */
  | { kind: 'refused'; reason: string };

/** Once somebody has it, the others are tried this often; a single phone must not hold up the stream. */
const attemptsForTheRestMax = 5;

/**
 * 1-1 to every officer of the unit whose window is open, one after the other. What stops one person (closed window, blocked) is
 * noted at that person and no failure of the message; it has arrived when one of them has it and nobody is left in doubt.
 */
export async function deliverToOfficers<Officer extends ReachableOfficer>(
  parts: {
    sender: Pick<ZaloSender, 'sendChatText' | 'findInChat'>;
    officers: OfficerDirectory<Officer>;
    now: () => Date;
  },
  message: Pick<ClaimedMessage, 'isOutcomeUnknown' | 'lookSince' | 'attempts'>,
  what: { unitId: string; reached: readonly string[]; needle: string; text(isResend: boolean): string },
): Promise<OfficersOutcome> {
  const { sender, officers, now } = parts;
  const reached = [...what.reached];
  let externalId: string | null = null;
  let refusal = 'no officer in their window';
  for (const officer of await officers.listReachable(what.unitId, now())) {
    if (reached.includes(officer.id)) continue;
    const outcome = await sendOnce(officer);
    switch (outcome.kind) {
      case 'sent':
        reached.push(officer.id);
        externalId = outcome.messageId;
        break;
      case 'person':
        refusal = outcome.reason;
        if (outcome.problem !== 'quota')
          await officers.markRefused(officer, outcome.problem, outcome.reason, now());
        break;
      case 'permanent':
      case 'human':
        // It is about the OA or the text: the next officer would hear the same.
        return end(outcome.reason);
      case 'retry':
      case 'unknown':
        if (reached.length > 0 && message.attempts >= attemptsForTheRestMax) break;
        return { ...outcome, reached };
    }
  }
  return end(refusal);

  function end(reason: string): OfficersOutcome {
    return reached.length > 0 ? { kind: 'sent', externalId } : { kind: 'refused', reason };
  }

  async function sendOnce(officer: Officer): Promise<Awaited<ReturnType<ZaloSender['sendChatText']>>> {
    if (message.isOutcomeUnknown) {
      const found = await sender.findInChat(what.unitId, officer.oaUserId, what.needle, message.lookSince);
      if (found.kind === 'found') return { kind: 'sent', messageId: found.messageId };
      if (found.kind === 'failed') return unread(found);
    }
    return await sender.sendChatText(what.unitId, officer.oaUserId, what.text(message.isOutcomeUnknown));
  }
}

/** While the chat cannot be read the message waits, or takes another way where waiting does not help. */
function unread(found: { reason: string; needsPerson: boolean }): SendOutcome {
  const reason = `read back: ${found.reason}`;
  return found.needsPerson ? { kind: 'human', reason } : { kind: 'unknown', reason };
}
