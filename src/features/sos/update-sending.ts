import type { SosView } from '#contract/sos.ts';
import { problemText } from '../../api/problem-text.ts';
import { type SosAccess, updateSos } from '../../api/sos.ts';
import type { KeptAlert } from './kept-alert.ts';
import { isRefusal } from './refusal.rules.ts';
import type { OpenRemark } from './sos-state.ts';

const retryMs = 8_000;

type Owner = {
  /** What waits to be sent of the open alert, if there is one. */
  waiting(): { access: SosAccess; update: NonNullable<KeptAlert['update']> } | null;
  onRemark(remark: OpenRemark): void;
  /** It has arrived (`view`) or will never be taken; it need not be kept. */
  onSettled(key: string, remark: OpenRemark, view: SosView | null): void;
};

/** Sends what the person adds to an open alert, one after the other, until the server has it or will not have it. */
export function createUpdateSending(owner: Owner): { send(): Promise<void> } {
  let isSending = false;
  const send = async (): Promise<void> => {
    const waiting = owner.waiting();
    if (!waiting || isSending) return;
    isSending = true;
    owner.onRemark({ kind: 'adding' });
    const { key, words } = waiting.update;
    const answer = await updateSos(waiting.access, words, key);
    isSending = false;
    if (answer.ok) owner.onSettled(key, { kind: 'added' }, answer.value);
    else if (isRefusal(answer.problem)) {
      owner.onSettled(key, { kind: 'adding-refused', reason: problemText(answer.problem).message }, null);
    } else {
      owner.onRemark({ kind: 'adding-waits' });
      setTimeout(() => void send(), retryMs);
      return;
    }
    // What was added in the meantime has a key of its own and goes next.
    await send();
  };
  return { send };
}
