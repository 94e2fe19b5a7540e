import { useState } from 'react';
import type { UnitSummary } from '#contract/portal.ts';
import { unitCodeUrl, unitPosterUrl } from '../../api/units.ts';
import { useOutsidePage } from '../../platform/use-outside-page.ts';
import { channelText } from '../../text/vi-channels.ts';
import { OutsideLink } from '../../ui/button.tsx';
import { Card } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './channel-list.module.css';

const words = channelText.unit;

/** The unit's QR code to be held out to somebody, and the sheet for a notice board. Without a line it says so. */
export function UnitCode({ unit }: { unit: UnitSummary }) {
  const [isMissing, setIsMissing] = useState(false);
  const { unopened, pressOn } = useOutsidePage();
  const poster = unitPosterUrl(unit.id);
  return (
    <Card>
      <h2>{words.qr}</h2>
      {isMissing ? (
        <p>{words.qrMissing}</p>
      ) : (
        <>
          <p>{words.qrHint}</p>
          <img
            className={styles.code}
            src={unitCodeUrl(unit.id)}
            alt={words.qrAlt(unit.name)}
            onError={() => setIsMissing(true)}
          />
          <OutsideLink href={poster} look="plain" {...pressOn(poster)}>
            {words.poster}
          </OutsideLink>
          <StatusLine>{unopened && words.posterUnavailable}</StatusLine>
        </>
      )}
    </Card>
  );
}
