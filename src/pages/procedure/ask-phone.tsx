import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { useAtomValue } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { CallLink, LinkButton } from '../../ui/button.tsx';

const words = procedureText.one;

/** The ward's first number, to ask about what is not known here. A trial number is shown and not dialled. */
export function AskPhone() {
  const unit = useAtomValue(chosenUnitAtom);
  const hotline = unit?.hotlines[0];
  if (!unit || !hotline) {
    return (
      <LinkButton to={paths.chooseWard} icon="place" wide>
        {procedureText.find.chooseWard}
      </LinkButton>
    );
  }
  if (hotline.placeholder) {
    return (
      <p>
        {words.askBy(unit.name)} <strong>{words.trialNumber(hotline.phone)}</strong>
      </p>
    );
  }
  return (
    <CallLink phone={hotline.phone} look="secondary" wide>
      {`${unit.shortName}: ${text.app.call(hotline.phone)}`}
    </CallLink>
  );
}
