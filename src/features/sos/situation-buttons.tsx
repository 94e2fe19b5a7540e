import { useId } from 'react';
import { type SosSituation, sosSituations } from '#contract/vocabulary.ts';
import { sosText } from '../../text/vi-sos.ts';
import styles from './situation-buttons.module.css';

const words = sosText.situation;

/** Drawn, so that they are understood without reading. */
const pictures: Record<SosSituation, string> = {
  attacked: 'M6 20l5-9M11 11l3 2 4-4M14 13l-1 7M9.5 5.5a2 2 0 104 0 2 2 0 00-4 0M19 3l-2 4 3-.5-2 4',
  robbery: 'M7 8h10l2 13H5L7 8zM9 8V6a3 3 0 016 0v2M9.5 14h5M12 11.5v5',
  fire: 'M12 3c1 4 6 6 6 11a6 6 0 01-12 0c0-3 2-4 2.5-7 2 1 2.5 2.5 2.5 4 1.5-2 1.5-5 1-8z',
  accident:
    'M3 16v-4l2-5h8l3 5 4 1v3h-2M9 16h5M6.5 18.5a2 2 0 100-4 2 2 0 000 4zM16.5 18.5a2 2 0 100-4 2 2 0 000 4zM18 3l1 3 3-1',
  domestic_violence: 'M3 11l9-8 9 8M5 9.5V21h14V9.5M9 13l6 5M15 13l-6 5',
  missing_child:
    'M9.5 7a2.5 2.5 0 105 0 2.5 2.5 0 00-5 0M7 21l1.5-8h7L17 21M10 21v-4h4v4M20 9v.1M18.3 4.2a1.8 1.8 0 113 1.5c-.8.6-1.3 1-1.3 1.8',
  other: 'M5 12h.1M12 12h.1M19 12h.1',
};

/** What happens, by picture; nothing has to be chosen. */
export function SituationButtons(props: {
  chosen: SosSituation | null;
  onChoose: (situation: SosSituation) => void;
}) {
  const headingId = useId();
  return (
    <section className={styles.situations} aria-labelledby={headingId}>
      <h2 id={headingId}>{words.heading}</h2>
      <p className={styles.soft}>{words.optional}</p>
      <div className={styles.grid}>
        {sosSituations.map((situation) => (
          <button
            key={situation}
            type="button"
            className={styles.situation}
            aria-pressed={situation === props.chosen}
            onClick={() => props.onChoose(situation)}
          >
            <svg
              aria-hidden="true"
              width="36"
              height="36"
              viewBox="0 0 24 24"
              fill="none"
              stroke="currentColor"
              strokeWidth={situation === 'other' ? 4 : 2}
              strokeLinecap="round"
              strokeLinejoin="round"
            >
              <path d={pictures[situation]} />
            </svg>
            <span>{words.names[situation]}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
