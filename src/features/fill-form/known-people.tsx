import { useId, useState } from 'react';
import { formText } from '../../text/vi-forms.ts';
import { Button } from '../../ui/button.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import type { Person } from './family.ts';
import styles from './fill-form.module.css';

const words = formText.family;

export type KnownPerson = { person: Person; isApplicant: boolean };

/** People whose facts can be put in with one tap. Nothing where nobody is known. */
export function KnownPeople({
  people,
  onPick,
}: {
  people: readonly KnownPerson[];
  onPick: (person: Person, isApplicant: boolean) => void;
}) {
  const id = useId();
  const [picked, setPicked] = useState<string | null>(null);
  if (people.length === 0) return null;
  return (
    <section className={styles.known} aria-labelledby={id}>
      <p id={id} className={styles.help}>
        {words.fillFrom}
      </p>
      <div className={styles.knownNames}>
        {people.map(({ person, isApplicant }) => (
          <Button
            key={`${person.fullName} ${person.personalId}`}
            look="secondary"
            onPress={() => {
              onPick(person, isApplicant);
              setPicked(person.fullName);
            }}
          >
            {isApplicant ? words.me(person.fullName) : person.fullName}
          </Button>
        ))}
      </div>
      <StatusLine>{picked !== null && <p>{words.filled(picked)}</p>}</StatusLine>
    </section>
  );
}
