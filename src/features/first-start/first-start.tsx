import { useEffect, useState } from 'react';
import { text } from '../../text/vi.ts';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Card } from '../../ui/screen.tsx';
import styles from './first-start.module.css';
import { isFirstVisit, noteFirstVisit } from './first-visit.ts';

/** One for each card. */
const signs: readonly IconName[] = ['message', 'lock', 'phone'];

/** What the app is for, on the first visit of home alone. It stands above the tasks and hides none of them; it asks for nothing. */
export function FirstStart() {
  const [isShown, setIsShown] = useState(isFirstVisit);
  useEffect(noteFirstVisit, []);
  if (!isShown) return null;
  return <Cards onEnd={() => setIsShown(false)} />;
}

function Cards({ onEnd }: { onEnd: () => void }) {
  const [index, setIndex] = useState(0);
  const { cards } = text.firstStart;
  const card = cards[index];
  if (!card) return null;
  const isLast = index === cards.length - 1;
  return (
    <section aria-label={text.firstStart.label}>
      <Card>
        <div className={styles.words} aria-live="polite">
          <span className={styles.sign} data-urgent={isLast || undefined}>
            <Icon name={signs[index] ?? 'shield'} size={32} />
          </span>
          <p className={styles.count}>{text.firstStart.cardOf(index + 1, cards.length)}</p>
          <h2>{card.heading}</h2>
          <p className={styles.body}>{card.body}</p>
        </div>
        <div className={styles.actions}>
          <Button look="secondary" onPress={() => (isLast ? onEnd() : setIndex(index + 1))}>
            {isLast ? text.firstStart.done : text.firstStart.next}
          </Button>
          {!isLast && (
            <Button look="plain" onPress={onEnd}>
              {text.firstStart.skip}
            </Button>
          )}
        </div>
      </Card>
    </section>
  );
}
