import { UnitChannel } from '../../features/channels/unit-channel.tsx';
import { UnitHotlines } from '../../features/hotlines/unit-hotlines.tsx';
import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { useAtomValue } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { LinkButton } from '../../ui/button.tsx';

const words = procedureText.find;

/** Where to turn when the app does not know: the ward's phone and its chat on Zalo. */
export function WardHelp() {
  const unit = useAtomValue(chosenUnitAtom);
  if (!unit) {
    return (
      <LinkButton to={paths.chooseWard} icon="place" wide>
        {words.chooseWard}
      </LinkButton>
    );
  }
  return (
    <>
      <UnitHotlines unit={unit} heading={`${words.askWard}: ${unit.shortName}`} />
      <UnitChannel unit={unit} />
    </>
  );
}
