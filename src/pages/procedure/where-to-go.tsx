import { useEffect, useState } from 'react';
import type { UnitSummary } from '#contract/portal.ts';
import type { ProcedureDetail } from '#contract/procedures.ts';
import { portalAtom } from '../../api/portal.ts';
import { unitAddress } from '../../api/unit-address.ts';
import { Section } from '../../features/procedure/section.tsx';
import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { langOf } from '../../lib/language.ts';
import { useAtomValue } from '../../lib/store.ts';
import { useOutsidePage } from '../../platform/use-outside-page.ts';
import { localName, vietnameseName } from '../../text/content-words.ts';
import { paths } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { LinkButton, OutsideLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { AskPhone } from './ask-phone.tsx';
import styles from './where-to-go.module.css';

const words = procedureText.one;

/** Where the dossier goes and when: the person's own ward where wards take it, with what its police say of it themselves. */
export function WhereToGo({ procedure }: { procedure: ProcedureDetail }) {
  const { authority, officeHours, wardPoliceHandles, notes } = procedure;
  const unit = useAtomValue(chosenUnitAtom);
  const units = useAtomValue(portalAtom)?.units ?? [];
  const ownNotes = notes.filter((note) => isAbove(note.unit.id, unit, units));
  return (
    <Section heading={words.where} anchor="where">
      <dl className={styles.facts}>
        <div>
          <dt>{words.authority}</dt>
          <dd lang={langOf(authority)}>{authority}</dd>
        </div>
        {officeHours !== null && (
          <div>
            <dt>{words.hours}</dt>
            <dd lang={langOf(officeHours)}>{officeHours}</dd>
          </div>
        )}
        {wardPoliceHandles && unit && (
          <div>
            <dt>{words.yourWard}</dt>
            <dd>{unit.name}</dd>
          </div>
        )}
      </dl>
      {wardPoliceHandles && unit && <Address key={unit.id} unit={unit} />}
      {ownNotes.map((note) => (
        <Notice key={note.unit.id} tone="info">
          <h3>{words.noteOf(localName(note.unit.name))}</h3>
          <p className={styles.note} lang={langOf(note.text)}>
            {note.text}
          </p>
        </Notice>
      ))}
      {wardPoliceHandles && !unit && <p>{words.chooseWard}</p>}
      {wardPoliceHandles && unit && <AskPhone />}
      {wardPoliceHandles && (
        <div className={styles.notPrinted}>
          <LinkButton to={paths.chooseWard} icon="place" wide>
            {unit ? words.notYourWard : words.chooseWardGo}
          </LinkButton>
        </div>
      )}
    </Section>
  );
}

/** A note holds for its unit and those below it. */
function isAbove(noteUnitId: string, unit: UnitSummary | undefined, units: readonly UnitSummary[]): boolean {
  for (let at = unit, steps = 0; at && steps < units.length; steps += 1) {
    if (at.id === noteUnitId) return true;
    const { parentId } = at;
    at = units.find(({ id }) => id === parentId);
  }
  return false;
}

function Address({ unit }: { unit: UnitSummary }) {
  const [address, setAddress] = useState<Awaited<ReturnType<typeof unitAddress>> | null>(null);
  useEffect(() => {
    let isHere = true;
    void unitAddress(unit.id).then((found) => {
      if (isHere) setAddress(found);
    });
    return () => {
      isHere = false;
    };
  }, [unit.id]);

  if (!address) return <Loading text={words.address} />;
  if (address.kind === 'unreached') return <p>{words.addressLater}</p>;
  if (address.text === null) return <p>{words.noAddress}</p>;
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{words.address}</dt>
          <dd>{address.text}</dd>
        </div>
      </dl>
      <MapLink address={`${vietnameseName(unit.name)}, ${address.text}`} />
    </>
  );
}

function MapLink({ address }: { address: string }) {
  const { unopened, pressOn } = useOutsidePage();
  const href = `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(address)}`;
  return (
    <div className={styles.map}>
      <OutsideLink href={href} wide {...pressOn(href)}>
        {words.map}
      </OutsideLink>
      <StatusLine>{unopened && words.mapUnavailable}</StatusLine>
    </div>
  );
}
