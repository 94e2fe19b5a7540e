import { useState } from 'react';
import { languageAtom, speakAtom } from '../../api/language.atoms.ts';
import { keptText } from '../../lib/kept-text.ts';
import { languageKey } from '../../lib/language.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { languageNames } from '../../text/language-names.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './language-button.module.css';

/** Changes the language of all screens, for the next time too. It names the other language in that language. */
export function LanguageButton() {
  const other = useAtomValue(languageAtom) === 'vi' ? 'en' : 'vi';
  const speak = useSetAtom(speakAtom);
  const [hasFailed, setHasFailed] = useState(false);
  const { name, failed } = languageNames[other];
  const change = () => {
    setHasFailed(false);
    // The screens are drawn anew then, and this button with them.
    speak(other).then(
      () => keptText.setItem(languageKey, other),
      () => setHasFailed(true),
    );
  };
  return (
    <div className={styles.line} lang={other}>
      <button type="button" className={styles.button} onClick={change}>
        <Icon name="globe" size={20} />
        {name}
      </button>
      <p role="status">{hasFailed && failed}</p>
    </div>
  );
}
