import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import styles from './hold-button.module.css';

/** Longer than any press by mistake; short enough for a shaking hand. */
const holdMs = 1_500;
/** A thumb that rolls is still on the button. */
const slipPixels = 32;

type Props = {
  label: string;
  hint: string;
  /** For who does not see the screen. */
  more: string;
  holding: string;
  release: string;
  /** Held long enough, and let go. */
  onRelease: () => void;
  /** A short press, or one by keyboard or screen reader: nothing happened yet. */
  onShortPress: () => void;
};

/** A large button that wants to be held, and shows how far that has come. Sliding off it before letting go is a change of mind. */
export function HoldButton(props: Props) {
  const { hold, progress, isFull, start, move, finish, abandon } = useHold(
    props.onRelease,
    props.onShortPress,
  );
  return (
    <button
      type="button"
      ref={hold}
      className={isFull ? `${styles.hold} ${styles.full}` : styles.hold}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={finish}
      onPointerCancel={abandon}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        // Only what no pointer made: keys, a screen reader's double tap.
        if (event.detail === 0) props.onShortPress();
      }}
    >
      <span className={styles.fill} style={{ transform: `scaleX(${progress})` }} aria-hidden="true" />
      <span className={styles.words}>
        <Icon name="place" size={40} />
        <span className={styles.lines}>
          <span className={styles.label}>
            {isFull ? props.release : progress > 0 ? props.holding : props.label}
          </span>
          <span>{props.hint}</span>
          <span className="for-screen-readers">{props.more}</span>
        </span>
      </span>
    </button>
  );
}

function useHold(onRelease: () => void, onShortPress: () => void) {
  const hold = useRef<HTMLButtonElement>(null);
  const startedAt = useRef<number | null>(null);
  const frame = useRef(0);
  const [progress, setProgress] = useState(0);

  const draw = () => {
    if (startedAt.current === null) return;
    setProgress(Math.min(1, (performance.now() - startedAt.current) / holdMs));
    frame.current = requestAnimationFrame(draw);
  };
  const abandon = () => {
    startedAt.current = null;
    cancelAnimationFrame(frame.current);
    setProgress(0);
  };
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  return {
    hold,
    progress,
    isFull: progress >= 1,
    abandon,
    start: (event: PointerEvent) => {
      if (event.button !== 0 || !event.isPrimary) return;
      hold.current?.setPointerCapture(event.pointerId);
      startedAt.current = performance.now();
      draw();
    },
    move: (event: PointerEvent) => {
      if (startedAt.current !== null && !isOn(hold.current, event)) abandon();
    },
    finish: () => {
      if (startedAt.current === null) return;
      // By the clock, not by the picture: frames stand still on a phone that is busy.
      const isHeld = performance.now() - startedAt.current >= holdMs;
      abandon();
      if (isHeld) onRelease();
      else onShortPress();
    },
  };
}

function isOn(button: HTMLButtonElement | null, { clientX, clientY }: PointerEvent): boolean {
  const box = button?.getBoundingClientRect();
  return (
    box !== undefined &&
    clientX >= box.left - slipPixels &&
    clientX <= box.right + slipPixels &&
    clientY >= box.top - slipPixels &&
    clientY <= box.bottom + slipPixels
  );
}
