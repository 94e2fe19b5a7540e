import { Fragment } from 'react';
import { tipText } from '../../text/vi-tip.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './danger-line.module.css';

/** The fixed sentence that stands on every screen of a tip, with its numbers ready to dial. */
export function DangerLine() {
  return (
    <div className={styles.line}>
      <Icon name="phone" />
      <p>
        {tipText.danger.split(/(11[345])/).map((part, index) =>
          /^11[345]$/.test(part) ? (
            <a key={part} href={`tel:${part}`}>
              {part}
            </a>
          ) : (
            // The sentence never changes, so its parts keep their places.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <Fragment key={index}>{part}</Fragment>
          ),
        )}
      </p>
    </div>
  );
}
