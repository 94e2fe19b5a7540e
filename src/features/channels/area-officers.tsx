import type { UnitDetail } from '#contract/portal.ts';
import { text } from '../../text/vi.ts';
import { channelText } from '../../text/vi-channels.ts';
import { CallLink } from '../../ui/button.tsx';
import { Card } from '../../ui/screen.tsx';
import styles from './channel-list.module.css';

const words = channelText.unit;

/** Who is in charge of which part of the ward, where the ward has made it known. */
export function AreaOfficers({ officers }: { officers: UnitDetail['areaOfficers'] }) {
  if (officers.length === 0) return null;
  return (
    <Card>
      <h2>{words.officers}</h2>
      <ul className={styles.officers}>
        {officers.map(({ area, name, phone }) => (
          <li key={`${area} ${name}`} className={styles.words}>
            <span className={styles.name}>{name}</span>
            <span>{area}</span>
            {phone && (
              <CallLink phone={phone} look="secondary" wide>
                {text.app.call(phone)}
              </CallLink>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
