import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { CheckField } from '../../ui/field.tsx';
import { forgetTipAtom, type KeptTip, keepTipAtom, keptTipsAtom, keptTipsMax } from './kept-tips.ts';

const words = sentTipText.kept;

/** Whether the codes stay on this phone: never by themselves, and it says who can read them then. */
export function KeepCodes({ code, receipt }: KeptTip) {
  const platform = useAtomValue(platformAtom);
  const kept = useAtomValue(keptTipsAtom);
  const keep = useSetAtom(keepTipAtom);
  const forget = useSetAtom(forgetTipAtom);
  const isKept = kept.some((tip) => tip.code === code);
  if (!isKept && kept.length >= keptTipsMax) return <p>{words.full(keptTipsMax)}</p>;
  return (
    <CheckField
      name="keep-codes"
      title={words.switch}
      hint={platform.kind === 'zalo' ? `${words.switchHint} ${words.switchHintZalo}` : words.switchHint}
      isChecked={isKept}
      onChange={(isWanted) => (isWanted ? keep({ code, receipt }) : forget(code))}
    />
  );
}
