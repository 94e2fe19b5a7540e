import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from './icon.tsx';
import styles from './overlay.module.css';

/** Something large over the whole screen, with one button to close it, which has the focus; Escape closes it too. */
export function Overlay(props: {
  label: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const closeRef = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const formerFocus = document.activeElement;
    closeRef.current?.focus();
    return () => {
      if (formerFocus instanceof HTMLElement) formerFocus.focus();
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose();
    // The button is all there is to reach.
    if (event.key === 'Tab') event.preventDefault();
  };

  return createPortal(
    <div
      className={styles.overlay}
      role="dialog"
      aria-modal="true"
      aria-label={props.label}
      onKeyDown={onKeyDown}
    >
      <button ref={closeRef} type="button" className={styles.close} onClick={props.onClose}>
        <Icon name="close" />
        {props.closeLabel}
      </button>
      <div className={styles.content}>{props.children}</div>
    </div>,
    document.body,
  );
}
