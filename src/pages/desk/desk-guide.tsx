import { deskGuideText } from '../../text/vi-desk-guide.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, Screen } from '../../ui/screen.tsx';
import styles from './desk-guide.module.css';

/** How the desk is worked, in the words of docs/desk-guide.md. `back`: where one came from. */
export function DeskGuide({ back }: { back: string }) {
  return (
    <Screen name={deskGuideText.name} heading={deskGuideText.heading} lead={deskGuideText.lead}>
      {deskGuideText.sections.map(({ heading, steps }) => (
        <Card key={heading}>
          <h2>{heading}</h2>
          <ol className={styles.steps}>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Card>
      ))}
      <LinkButton to={back} icon="back" wide>
        {deskGuideText.close}
      </LinkButton>
    </Screen>
  );
}
