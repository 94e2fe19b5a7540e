import { localName } from '../../text/content-words.ts';
import { pathOfProcedure } from '../../text/paths.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/screen.tsx';
import styles from './fill-form.module.css';

export type FormProcedure = { id: string; shortName: string };

/** The procedures a form is handed in for: there stands what else to bring, and where. */
export function ProcedureLinks({
  heading,
  procedures,
}: {
  heading: string;
  procedures: readonly FormProcedure[];
}) {
  return (
    <Card>
      <h2>{heading}</h2>
      <ul className={styles.procedures}>
        {procedures.map(({ id, shortName }) => (
          <li key={id}>
            <LinkButton look="plain" to={pathOfProcedure(id)}>
              {localName(shortName)}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
