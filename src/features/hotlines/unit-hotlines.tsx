import { useState } from 'react';
import type { Hotline, UnitSummary } from '#contract/portal.ts';
import { text } from '../../text/vi.ts';
import { Button, CallLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/screen.tsx';
import styles from './unit-hotlines.module.css';

/** The duty phones of a unit, under its name or another heading. */
export function UnitHotlines({ unit, heading = unit.name }: { unit: UnitSummary; heading?: string }) {
  return (
    <Card>
      <h2>{heading}</h2>
      {unit.hotlines.map((hotline) => (
        <div key={hotline.phone} className={styles.line}>
          <p>{hotline.label}</p>
          {hotline.placeholder ? (
            <PlaceholderNumber hotline={hotline} />
          ) : (
            <CallLink phone={hotline.phone} look="secondary" wide>
              {text.app.call(hotline.phone)}
            </CallLink>
          )}
        </div>
      ))}
    </Card>
  );
}

/** A number that is not known publicly yet: shown as what it is, dials nothing, and leads to 113 instead. */
function PlaceholderNumber({ hotline }: { hotline: Hotline }) {
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <p className={styles.number}>
        {hotline.phone} <span className={styles.mark}>{text.home.placeholderMark}</span>
      </p>
      {isAsked ? (
        <Notice tone="warning" announce="now">
          <p>{text.home.placeholderBody}</p>
          <CallLink phone="113">{text.app.call('113')}</CallLink>
        </Notice>
      ) : (
        <Button look="secondary" icon="phone" wide onPress={() => setIsAsked(true)}>
          {text.home.placeholderAction}
        </Button>
      )}
    </>
  );
}
