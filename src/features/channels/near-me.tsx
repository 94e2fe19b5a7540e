import { useState } from 'react';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import type { Position } from '../../platform/platform.ts';
import { channelText } from '../../text/vi-channels.ts';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';

const words = channelText.near;

/** Asks where the phone is, at a press, to put what is near first. */
export function NearMe({ onFound }: { onFound: (position: Position) => void }) {
  const platform = useAtomValue(platformAtom);
  const [isLocating, setIsLocating] = useState(false);
  const [refusal, setRefusal] = useState<'declined' | 'unavailable' | null>(null);
  const locate = async () => {
    setIsLocating(true);
    setRefusal(null);
    const outcome = await platform.locate();
    setIsLocating(false);
    if (outcome.kind === 'ok') onFound(outcome.value);
    else setRefusal(outcome.kind);
  };
  return (
    <>
      {isLocating ? (
        <Loading text={words.locating} />
      ) : (
        <Button look="secondary" icon="place" wide onPress={() => void locate()}>
          {words.sort}
        </Button>
      )}
      <p>{words.note}</p>
      <StatusLine>{refusal && <p>{words[refusal]}</p>}</StatusLine>
    </>
  );
}
