import type { ProcedureBookState } from '../../api/procedure-book.ts';
import { instantText } from '../../lib/date-text.ts';
import { useOnline } from '../../lib/online.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Notice } from '../../ui/notice.tsx';

const words = procedureText.age;

/** How old what is shown is; set apart when the phone could not ask whether it still holds. */
export function BookAge({ state }: { state: Extract<ProcedureBookState, { kind: 'ready' }> }) {
  const isOnline = useOnline();
  const at = instantText(state.checkedAt);
  if (isOnline && !state.isBehind) return <p>{words.known(at)}</p>;
  return (
    <Notice tone="info">
      <p>{words.behind(at)}</p>
    </Notice>
  );
}
