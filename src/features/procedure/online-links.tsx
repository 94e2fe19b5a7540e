import type { ProcedureDetail } from '#contract/procedures.ts';
import { langOf } from '../../lib/language.ts';
import { useOutsidePage } from '../../platform/use-outside-page.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { OutsideLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './procedure.module.css';
import { Section } from './section.tsx';

const words = procedureText.one;

/** What can be done over the network and where; that one leaves the app is said before the links. */
export function OnlineLinks({ online }: { online: ProcedureDetail['online'] }) {
  const links = [
    { url: online.nationalPortalUrl, name: words.nationalPortal },
    { url: online.policePortalUrl, name: words.policePortal },
  ].flatMap(({ url, name }) => (url === null ? [] : [{ url, name }]));
  return (
    <Section heading={words.onlineHeading}>
      <p>{online.level === null ? words.onlineUnknown : words.onlineLevels[online.level]}</p>
      {online.vneid === true && <p>{words.vneid}</p>}
      {online.note !== null && <p lang={langOf(online.note)}>{online.note}</p>}
      {links.length > 0 && (
        <div className={styles.notPrinted}>
          <p className={styles.soft}>{words.leaving}</p>
          <Links links={links} />
        </div>
      )}
    </Section>
  );
}

function Links({ links }: { links: readonly { url: string; name: string }[] }) {
  const { unopened, pressOn } = useOutsidePage();
  return (
    <>
      {links.map(({ url, name }) => (
        <OutsideLink key={url} href={url} wide {...pressOn(url)}>
          {name}
        </OutsideLink>
      ))}
      <StatusLine>
        {unopened !== null && (
          <Notice tone="warning">
            <p>{words.openFailed(unopened)}</p>
          </Notice>
        )}
      </StatusLine>
    </>
  );
}
