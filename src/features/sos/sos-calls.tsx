import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { SosSituation } from '#contract/vocabulary.ts';
import { paths } from '../../text/paths.ts';
import { sosText } from '../../text/vi-sos.ts';
import { Icon } from '../../ui/icon.tsx';
import { AfterCall } from './after-call.tsx';
import type { CallTarget } from './call-target.rules.ts';
import styles from './sos-calls.module.css';

const words = sosText.calls;

const others: { number: string; owner: 'fire' | 'medical'; leadsIn: SosSituation }[] = [
  { number: '114', owner: 'fire', leadsIn: 'fire' },
  { number: '115', owner: 'medical', leadsIn: 'accident' },
];

/**
 * The numbers, real `tel:` links that dial when nothing else works: 113 and the duty phone equally large, 114 and 115 below. A press
 * proves nothing, so what to do when no call came of it appears with it.
 */
export function SosCalls(props: {
  duty: CallTarget | null;
  isFirst: boolean;
  situation: SosSituation | null;
  /** No ward is chosen, so that the number beside 113 is that of the unit at the top, or none. */
  isWardUnknown: boolean;
}) {
  const [pressed, setPressed] = useState<string | null>(null);
  const first = props.situation ? sosText.situation.first[props.situation] : undefined;
  return (
    <section className={styles.calls} aria-label={words.heading}>
      {first && <p className={styles.first}>{first}</p>}
      <div className={mainClass(props.isFirst, props.duty)}>
        <Call number="113" owner={words.police} onPress={setPressed} />
        {props.duty?.placeholder && <Placeholder target={props.duty} />}
        {props.duty && !props.duty.placeholder && (
          <Call
            number={props.duty.phone}
            owner={words.owner(props.duty.owner, props.duty.label)}
            onPress={setPressed}
          />
        )}
      </div>
      <div className={styles.others}>
        {others.map(({ number, owner, leadsIn }) => (
          <Call
            key={number}
            number={number}
            owner={words[owner]}
            onPress={setPressed}
            size={props.situation === leadsIn ? 'leading' : 'small'}
          />
        ))}
      </div>
      {pressed && <AfterCall phone={pressed} onClose={() => setPressed(null)} />}
      {props.isWardUnknown && (
        <p>
          {words.noWard}{' '}
          <Link to={paths.chooseWard} className={styles.inline}>
            {words.chooseWard}
          </Link>
        </p>
      )}
    </section>
  );
}

/** A number that does not ring takes no room from 113. */
function mainClass(isFirst: boolean, duty: CallTarget | null): string {
  const filling = duty && !duty.placeholder ? styles.filling : styles.fillingAlone;
  return [styles.main, isFirst ? filling : ''].filter(Boolean).join(' ');
}

type CallProps = {
  number: string;
  owner: string;
  /** `leading`: small, and the one to press first. */
  size?: 'large' | 'small' | 'leading';
  onPress: (number: string) => void;
};

const callClass = {
  large: styles.call,
  small: `${styles.call} ${styles.small}`,
  leading: `${styles.call} ${styles.small} ${styles.leading}`,
};

function Call({ number, owner, size = 'large', onPress }: CallProps) {
  return (
    <a
      href={`tel:${number.replace(/[^\d+]/g, '')}`}
      className={callClass[size]}
      onClick={() => onPress(number)}
    >
      <Icon name="phone" size={size === 'large' ? 36 : 24} />
      <span className={styles.words}>
        <span className={styles.number}>
          <span className="for-screen-readers">{words.callVerb} </span>
          {number}
        </span>
        <span>{owner}</span>
      </span>
    </a>
  );
}

/** As large as a number that rings, and plainly none: it dials nothing and says so. */
function Placeholder({ target }: { target: CallTarget }) {
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <button
        type="button"
        className={`${styles.call} ${styles.placeholder}`}
        onClick={() => setIsAsked(true)}
      >
        <Icon name="phone" size={36} />
        <span className={styles.words}>
          <span className={styles.number}>
            {target.phone} <span className={styles.mark}>{words.placeholderMark}</span>
          </span>
          <span>{isAsked ? words.placeholderBody : words.owner(target.owner, target.label)}</span>
        </span>
        <span className="for-screen-readers">{words.undialled}</span>
      </button>
      <span role="status" className="for-screen-readers">
        {isAsked && words.placeholderBody}
      </span>
    </>
  );
}
