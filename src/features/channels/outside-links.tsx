import type { Portal } from '#contract/portal.ts';
import { useOutsidePage } from '../../platform/use-outside-page.ts';
import { channelText } from '../../text/vi-channels.ts';
import { OutsideLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './channel-list.module.css';

const words = channelText.links;

const hostOf = (url: string): string => new URL(url).host;

/** Pages of others, each with the address it leads to. */
export function OutsideLinks({ links }: { links: Portal['links'] }) {
  const { unopened, pressOn } = useOutsidePage();
  return (
    <>
      <Notice tone="info">
        <p>{words.leaving}</p>
      </Notice>
      <StatusLine>
        {unopened && (
          <Notice tone="warning">
            <p>{words.unavailable(unopened)}</p>
          </Notice>
        )}
      </StatusLine>
      {links.length === 0 && <p>{words.empty}</p>}
      {links.map(({ name, url }) => (
        <Card key={url}>
          <h2>{name}</h2>
          <p className={styles.host}>{hostOf(url)}</p>
          <OutsideLink href={url} label={words.openOf(name)} wide {...pressOn(url)}>
            {words.open}
          </OutsideLink>
        </Card>
      ))}
    </>
  );
}
