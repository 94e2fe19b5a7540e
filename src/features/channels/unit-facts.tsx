import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { UnitDetail, UnitSummary } from '#contract/portal.ts';
import { dayText } from '../../lib/date-text.ts';
import { pathOfUnit } from '../../text/paths.ts';
import { channelText } from '../../text/vi-channels.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Card } from '../../ui/screen.tsx';
import styles from './channel-list.module.css';
import { UnitMap } from './unit-map.tsx';

const words = channelText.unit;

/** What a unit is for and where it is. `detail` is null while it is not known; then only what the portal tells stands there. */
export function UnitFacts(props: {
  unit: UnitSummary;
  detail: UnitDetail | null;
  parent: UnitSummary | undefined;
}) {
  const { unit, detail, parent } = props;
  return (
    <Card>
      <dl className={styles.facts}>
        {unit.topics.length > 0 && (
          <Fact label={words.topics}>
            <dd>{unit.topics.join(', ')}</dd>
          </Fact>
        )}
        {detail && (
          <Fact label={words.address}>
            <dd>{detail.address ?? words.noAddress}</dd>
          </Fact>
        )}
        {detail?.hours && (
          <Fact label={words.hours}>
            <dd>{detail.hours}</dd>
          </Fact>
        )}
        {detail && detail.formerOf.length > 0 && (
          <Fact label={words.formerNames}>
            {detail.formerOf.map(({ id, name, share, until }) => (
              <dd key={id}>{words.formerUntil(name, words.shares[share], dayText(until))}</dd>
            ))}
          </Fact>
        )}
      </dl>
      {detail && <UnitMap unit={detail} />}
      {parent && (
        <p>
          {words.parent}: <Link to={pathOfUnit(parent.id)}>{parent.name}</Link>
        </p>
      )}
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      {children}
    </div>
  );
}

/** A unit that is no more, and who answers for its land today. */
export function FormerUnitNotice({ unit }: { unit: UnitDetail }) {
  return (
    <Notice tone="info">
      <p>{unit.validUntil ? words.endedAt(dayText(unit.validUntil)) : words.ended}</p>
      <p>{words.heirs}</p>
      <Actions>
        {unit.successors.map((heir) => (
          <LinkButton key={heir.id} to={pathOfUnit(heir.id)}>
            {heir.name}
          </LinkButton>
        ))}
      </Actions>
    </Notice>
  );
}
