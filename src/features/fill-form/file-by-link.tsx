import { useState } from 'react';
import type { FormFormat } from '#contract/forms.ts';
import type { ApiResult } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { instantText } from '../../lib/date-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { formText } from '../../text/vi-forms.ts';
import { Button, OutsideLink } from '../../ui/button.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import type { FileLink } from './file-source.ts';
import styles from './fill-form.module.css';

const words = formText.file;

type Props = {
  title: string;
  format: FormFormat;
  /** The file holds answers: the address is then a secret for one opening, and made only at a press. */
  isPersonal: boolean;
  getLink: () => Promise<ApiResult<FileLink>>;
};

/** The last ways to a file, by its address: Zalo's viewer, a page over the app, or the address itself to take elsewhere. */
export function FileByLink(props: Props) {
  const [link, setLink] = useState<FileLink | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  const renew = async (): Promise<FileLink | null> => {
    setSaid(null);
    const result = await props.getLink();
    if (!result.ok) setSaid(problemText(result.problem).message);
    setLink(result.ok ? result.value : null);
    return result.ok ? result.value : null;
  };

  return (
    <>
      {link === null ? (
        <>
          {props.isPersonal && <p>{words.linkSecret}</p>}
          <Button look="secondary" wide onPress={() => void renew()}>
            {words.useLink}
          </Button>
        </>
      ) : (
        <ReadyLink {...props} link={link} renew={renew} onSay={setSaid} />
      )}
      <StatusLine>{said !== null && <p>{said}</p>}</StatusLine>
    </>
  );
}

function ReadyLink({
  link,
  title,
  format,
  isPersonal,
  renew,
  onSay,
}: Props & {
  link: FileLink;
  renew: () => Promise<FileLink | null>;
  onSay: (words: string | null) => void;
}) {
  const platform = useAtomValue(platformAtom);
  const [hasToCopyByHand, setHasToCopyByHand] = useState(false);

  const open = async () => {
    onSay(null);
    let { url } = link;
    if (format === 'pdf') {
      const viewed = await platform.viewPdf(url, title);
      if (viewed.kind !== 'unavailable') return;
      // It may have fetched the file and failed to show it; the address is used up then.
      if (isPersonal && viewed.reason !== 'unsupported') url = (await renew())?.url ?? url;
    }
    const opened = await platform.openOutside(url);
    if (opened.kind === 'unavailable') onSay(words.openFailed);
  };
  const copy = async () => {
    const outcome = await platform.copyText(link.url);
    setHasToCopyByHand(outcome.kind === 'unavailable');
    onSay(outcome.kind === 'ok' ? words.copied : words.copyFailed);
  };

  return (
    <>
      <p>
        {link.expiresAt === null
          ? words.linkReadyBlank
          : words.linkReady(instantText(link.expiresAt).slice(0, '00:00'.length))}
      </p>
      <OutsideLink href={link.url} wide {...(platform.kind === 'zalo' ? { onOpen: () => void open() } : {})}>
        {words.open}
      </OutsideLink>
      <Button look="secondary" icon="copy" wide onPress={() => void copy()}>
        {words.copy}
      </Button>
      {hasToCopyByHand && <p className={styles.address}>{link.url}</p>}
      {isPersonal && (
        <Button look="plain" onPress={() => void renew()}>
          {words.linkAgain}
        </Button>
      )}
    </>
  );
}
