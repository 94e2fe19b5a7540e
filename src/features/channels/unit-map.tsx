import type { UnitDetail } from '#contract/portal.ts';
import { useOutsidePage } from '../../platform/use-outside-page.ts';
import { channelText } from '../../text/vi-channels.ts';
import { OutsideLink } from '../../ui/button.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { mapAddress } from './map-address.rules.ts';

const words = channelText.unit;

/** The way to the unit on a map of somebody else, who learns of it only at the press. Nothing where nobody knows where it is. */
export function UnitMap({ unit }: { unit: UnitDetail }) {
  const { unopened, pressOn } = useOutsidePage();
  const href = mapAddress(unit);
  if (href === null) return null;
  return (
    <>
      <OutsideLink href={href} label={words.mapOf(unit.name)} wide {...pressOn(href)}>
        {words.map}
      </OutsideLink>
      <StatusLine>{unopened && words.mapUnavailable}</StatusLine>
    </>
  );
}
