import { useEffect, useState } from 'react';
import { language } from '../../lib/language.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { tipText } from '../../text/vi-tip.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { urgentNumbersInEnglish } from './urgent-english.rules.ts';
import styles from './urgent-notice.module.css';

/** Long enough that a word is not judged while it is being typed. */
const listenAfterMs = 500;

/**
 * Says that what is being written sounds urgent, with the numbers ready to dial. It stands beside the form and never in its way: the
 * tip can be sent all the same.
 */
export function UrgentNotice({ words }: { words: string }) {
  const numbers = useUrgentNumbers(words);
  if (numbers.length === 0) return null;
  return (
    <Notice tone="danger" announce="politely">
      <p>{tipText.story.urgent}</p>
      <p className={styles.calls}>
        {numbers.map((number) => (
          <a key={number} className={styles.call} href={`tel:${number}`}>
            {text.app.call(number)}
          </a>
        ))}
      </p>
      <LinkButton look="danger" icon="siren" to={paths.sos}>
        {tipText.story.urgentSos}
      </LinkButton>
      <p>{tipText.story.urgentStill}</p>
    </Notice>
  );
}

function useUrgentNumbers(words: string): readonly string[] {
  const [numbers, setNumbers] = useState<readonly string[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const listen = async () => {
      const { urgencyOf } = await import('#contract/urgent-words.ts');
      if (!isCurrent) return;
      const inEnglish = language === 'en' ? urgentNumbersInEnglish(words) : [];
      setNumbers([...new Set([...urgencyOf(words).numbers, ...inEnglish])]);
    };
    // Without a line the words cannot be loaded: the fixed sentence with its numbers stands on the screen anyway.
    const timer = setTimeout(() => void listen().catch(() => setNumbers([])), listenAfterMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [words]);
  return numbers;
}
