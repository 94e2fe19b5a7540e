import { useState } from 'react';
import { formText } from '../../text/vi-forms.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Card } from '../../ui/screen.tsx';
import { useFamily } from './family.atoms.ts';
import { hasPerson } from './family.rules.ts';
import type { Person } from './family.ts';
import styles from './fill-form.module.css';

const words = formText.family;

/** Asks whether the phone may remember the people of this form. Never by itself. */
export function RememberPeople({ people }: { people: readonly Person[] }) {
  const { family, remember } = useFamily();
  if (people.length === 0) return null;
  const isKnown = people.every((person) => hasPerson(family, person));
  return (
    <Card>
      <h2>{words.heading}</h2>
      <p>{words.body}</p>
      <div role="status">{isKnown && <p>{words.remembered}</p>}</div>
      {!isKnown && (
        <Button look="secondary" wide onPress={() => remember(people)}>
          {words.remember(people.map(({ fullName }) => fullName).join(', '))}
        </Button>
      )}
    </Card>
  );
}

/** Everybody the phone remembers, each with a way to be forgotten. */
export function FamilyList() {
  const { family, forget, forgetAll } = useFamily();
  const [isAsking, setIsAsking] = useState(false);
  if (family.length === 0) return null;
  return (
    <Card>
      <h2>{words.listHeading}</h2>
      <ul className={styles.people}>
        {family.map((person) => (
          <li key={`${person.fullName} ${person.personalId}`}>
            <span>{person.fullName}</span>
            <Button look="plain" label={words.forgetOf(person.fullName)} onPress={() => forget(person)}>
              {words.forget}
            </Button>
          </li>
        ))}
      </ul>
      <Button look="secondary" wide onPress={() => setIsAsking(true)}>
        {words.forgetAll}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        heading={words.forgetQuestion}
        body={words.forgetBody}
        yes={words.forgetYes}
        no={words.forgetNo}
        isDangerous
        onYes={() => {
          forgetAll();
          setIsAsking(false);
        }}
        onNo={() => setIsAsking(false)}
      />
    </Card>
  );
}
