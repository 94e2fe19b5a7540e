import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import Modal from 'zmp-ui/modal';
import 'zmp-ui/modal/styles/modal.css';
import { Button } from './button.tsx';
import styles from './confirm-dialog.module.css';
import { Actions } from './screen.tsx';

type Props = {
  isOpen: boolean;
  heading: string;
  body: string;
  yes: string;
  no: string;
  /** Yes loses something for good. Otherwise no is the better answer, and looks like it. */
  isDangerous?: boolean;
  onYes: () => void;
  onNo: () => void;
};

/**
 * A question that must be answered. ZaUI's Modal draws it, because a native `<dialog>` is missing in the older web views that
 * Zalo still runs in; what Modal lacks is added here: a name, Escape, and a focus that stays inside and returns afterwards.
 */
export function ConfirmDialog({ isOpen, onNo, ...words }: Props) {
  return (
    <Modal
      visible={isOpen}
      className={styles.dialog ?? ''}
      modalClassName={styles.content ?? ''}
      onClose={onNo}
      unmountOnClose
    >
      {isOpen && <Question {...words} onNo={onNo} />}
    </Modal>
  );
}

function Question({ heading, body, yes, no, isDangerous = false, onYes, onNo }: Omit<Props, 'isOpen'>) {
  const id = useId();
  const frameRef = useRef<HTMLDivElement>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const formerFocus = document.activeElement;
    // Modal gives its dialog no name, and takes no id for one.
    frameRef.current?.closest('[role="dialog"]')?.setAttribute('aria-labelledby', id);
    headingRef.current?.focus();
    return () => {
      if (formerFocus instanceof HTMLElement) formerFocus.focus();
    };
  }, [id]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the dialog around it, which Modal does not let us reach
    <div ref={frameRef} className={styles.words} onKeyDown={(event) => keepInside(event, onNo)}>
      <h2 id={id} ref={headingRef} tabIndex={-1}>
        {heading}
      </h2>
      <p>{body}</p>
      <Actions>
        <Button look={isDangerous ? 'danger' : 'secondary'} wide onPress={onYes}>
          {yes}
        </Button>
        <Button look={isDangerous ? 'secondary' : 'primary'} wide onPress={onNo}>
          {no}
        </Button>
      </Actions>
    </div>
  );
}

/** Escape means no; Tab goes round within the dialog. */
function keepInside(event: KeyboardEvent<HTMLDivElement>, onNo: () => void): void {
  if (event.key === 'Escape') onNo();
  if (event.key !== 'Tab') return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const edge = event.shiftKey ? buttons[0] : buttons[buttons.length - 1];
  const other = event.shiftKey ? buttons[buttons.length - 1] : buttons[0];
  const isOnHeading = document.activeElement?.tagName === 'H2';
  if (document.activeElement === edge || (isOnHeading && event.shiftKey)) {
    event.preventDefault();
    other?.focus();
  }
}
