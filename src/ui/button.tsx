import type { ReactNode, Ref } from 'react';
import { Link } from 'react-router-dom';
import styles from './button.module.css';
import { Icon, type IconName } from './icon.tsx';

export type ButtonLook = 'primary' | 'secondary' | 'danger' | 'plain';

type Appearance = { look?: ButtonLook; icon?: IconName; wide?: boolean; children: ReactNode };

const classOf = (look: ButtonLook, wide: boolean) =>
  [styles.button, styles[look], wide ? styles.wide : ''].filter(Boolean).join(' ');

type ButtonProps = Appearance & {
  onPress: () => void;
  /** Why it does nothing now is said beside it; it stays reachable so that a screen reader can find the reason. */
  inactive?: boolean;
  describedBy?: string;
  label?: string;
  /** Whether what it shows and hides is shown. */
  expanded?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
};

export function Button(props: ButtonProps) {
  const { look = 'primary', icon, wide = false, children, onPress, inactive = false } = props;
  return (
    <button
      type="button"
      ref={props.buttonRef}
      className={classOf(look, wide)}
      aria-disabled={inactive || undefined}
      aria-describedby={props.describedBy}
      aria-label={props.label}
      aria-expanded={props.expanded}
      onClick={() => {
        if (!inactive) onPress();
      }}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** Sends the form around it; pressing Enter in a field does the same. */
export function SubmitButton({
  look = 'primary',
  icon,
  wide = true,
  children,
  inactive = false,
}: Appearance & { inactive?: boolean }) {
  return (
    <button type="submit" className={classOf(look, wide)} aria-disabled={inactive || undefined}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

type LinkButtonProps = Appearance & {
  to: string;
  /** Says more than the words on it, where these stand several times on a screen. */
  label?: string;
  /** Travels with the navigation, not in the address. */
  state?: unknown;
};

export function LinkButton({
  look = 'secondary',
  icon,
  wide = false,
  children,
  to,
  label,
  state,
}: LinkButtonProps) {
  return (
    <Link to={to} state={state} aria-label={label} className={classOf(look, wide)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

/** Digits with an optional leading plus: what a dialler takes. */
const dialled = (phone: string) => phone.replace(/[^\d+]/g, '');

/** A real `tel:` link: it dials also when nothing else of the app works. The shell hands it to Zalo where links do not dial. */
export function CallLink({
  phone,
  look = 'danger',
  icon = 'phone',
  wide = false,
  children,
}: Omit<Appearance, 'icon'> & { phone: string; icon?: IconName }) {
  return (
    <a href={`tel:${dialled(phone)}`} className={classOf(look, wide)}>
      <Icon name={icon} />
      {children}
    </a>
  );
}

/**
 * Leads out of the app. Beside it in a browser, where the other page cannot reach back; `onOpen` takes the press where another way is
 * needed.
 */
export function OutsideLink({
  href,
  look = 'secondary',
  wide = false,
  label,
  onOpen,
  children,
}: Appearance & { href: string; label?: string; onOpen?: () => void }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={label}
      className={classOf(look, wide)}
      onClick={(event) => {
        if (!onOpen) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {children}
      <Icon name="outside" />
    </a>
  );
}
