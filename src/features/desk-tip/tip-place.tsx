import type { ReactNode } from 'react';
import type { DeskTip } from '#contract/staff.ts';
import { distanceText } from '../../lib/distance-text.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import styles from './desk-tip.module.css';

const words = deskTipText.place;

/** Draws a point; the page says by what. */
export type ShowPoint = (at: {
  point: NonNullable<DeskTip['point']>;
  unitId: string;
  place: string;
}) => ReactNode;

/** Where it happened, as far as the sender said, and how sure that is. */
export function TipPlace({ tip, showPoint }: { tip: DeskTip; showPoint: ShowPoint }) {
  const { point, address } = tip;
  return (
    <section className={`${styles.section} ${styles.place}`}>
      <h2>{words.heading}</h2>
      {address && <p className={styles.strong}>{address}</p>}
      {!address && !point && <p>{words.noPlace}</p>}
      {address && !point && <p className={styles.soft}>{words.noPoint}</p>}
      {point && (
        <>
          <p>
            {words.certainty[tip.certainty]}.{' '}
            {point.accuracyM === null ? words.accuracyUnknown : words.accuracy(distanceText(point.accuracyM))}
            .
          </p>
          {showPoint({ point, unitId: tip.unit.id, place: address ?? tip.unit.name })}
        </>
      )}
    </section>
  );
}
