import { useState } from 'react';
import { limits } from '#contract/limits.ts';
import { type LocatedUnit, locateMyUnit } from '../../api/located-unit.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { localName } from '../../text/content-words.ts';
import { wardText } from '../../text/vi-ward.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Card, Loading } from '../../ui/screen.tsx';

type Choose = (unitId: string) => void;

/** Finds the ward by where the phone is, only when the person presses the button. */
export function WardByPlace({ onChoose }: { onChoose: Choose }) {
  const platform = useAtomValue(platformAtom);
  const [isLocating, setIsLocating] = useState(false);
  const [found, setFound] = useState<LocatedUnit | null>(null);

  const locate = async () => {
    setIsLocating(true);
    setFound(null);
    setFound(await locateMyUnit(platform));
    setIsLocating(false);
  };

  return (
    <Card>
      <p>{wardText.placeNotice}</p>
      {isLocating ? (
        <Loading text={wardText.locating} />
      ) : (
        <Button look="secondary" icon="place" wide onPress={locate}>
          {wardText.byPlace}
        </Button>
      )}
      {found && <FoundWard found={found} onChoose={onChoose} />}
    </Card>
  );
}

function FoundWard({ found, onChoose }: { found: LocatedUnit; onChoose: Choose }) {
  if (found.kind === 'declined' || found.kind === 'unavailable' || found.kind === 'unreached') {
    return (
      <Notice tone="warning" announce="politely">
        <p>{found.kind === 'declined' ? wardText.declined : wardText.unavailable}</p>
      </Notice>
    );
  }
  const { point, location } = found;
  if (location.certainty === 'outside') {
    return (
      <Notice tone="warning" announce="politely">
        <p>{wardText.outside}</p>
      </Notice>
    );
  }
  if ((point.accuracyM ?? 0) > limits.accuracyUsableMetresMax) {
    return (
      <Notice tone="warning" announce="politely">
        <p>{wardText.imprecise}</p>
      </Notice>
    );
  }
  const units = location.candidates.map(({ unit }) => unit);
  const [only, ...others] = units;
  return (
    <Notice tone="info" announce="politely">
      <p>{only && !others.length ? wardText.inside(localName(only.name)) : wardText.nearBorder}</p>
      <Actions>
        {units.map((unit) => (
          <Button key={unit.id} onPress={() => onChoose(unit.id)}>
            {wardText.chooseThis(localName(unit.name))}
          </Button>
        ))}
      </Actions>
    </Notice>
  );
}
