import { useState } from 'react';
import type { UnitDetail } from '#contract/portal.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { channelText } from '../../text/vi-channels.ts';
import { OutsideLink } from '../../ui/button.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { mapAddress } from './map-address.rules.ts';

const words = channelText.unit;

/** The way to the unit on a map of somebody else, who learns of it only at the press. Nothing where nobody knows where it is. */
export function UnitMap({ unit }: { unit: UnitDetail }) {
  const platform = useAtomValue(platformAtom);
  const [hasFailed, setHasFailed] = useState(false);
  const href = mapAddress(unit);
  if (href === null) return null;
  const openInZalo = async () => setHasFailed((await platform.openOutside(href)).kind === 'unavailable');
  return (
    <>
      <OutsideLink
        href={href}
        label={words.mapOf(unit.name)}
        wide
        {...(platform.kind === 'zalo' ? { onOpen: () => void openInZalo() } : {})}
      >
        {words.map}
      </OutsideLink>
      <StatusLine>{hasFailed && words.mapUnavailable}</StatusLine>
    </>
  );
}
