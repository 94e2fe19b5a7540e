import { useId, useState } from 'react';
import type { NewsAttachment } from '#contract/news.ts';
import { getNewsDocument, newsDocumentUrl } from '../../api/news.ts';
import { bytesText } from '../../lib/bytes-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import type { Platform } from '../../platform/platform.ts';
import { newsText } from '../../text/vi-news.ts';
import { Button } from '../../ui/button.tsx';
import { RowFile, RowList, RowSoft, RowTitle } from '../../ui/row-list.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './news.module.css';

const words = newsText.files;

type Way = 'shown' | 'saved' | 'failed';

/** The PDF files of an article: a plain download in a browser; inside Zalo the next way where one does not work. */
export function Attachments({ files }: { files: readonly NewsAttachment[] }) {
  const headingId = useId();
  const platform = useAtomValue(platformAtom);
  const [opening, setOpening] = useState<NewsAttachment | null>(null);
  const [said, setSaid] = useState<{ file: NewsAttachment; way: Way } | null>(null);
  if (files.length === 0) return null;
  const open = async (file: NewsAttachment, url: string) => {
    if (opening) return;
    setOpening(file);
    setSaid(null);
    const way = await openInZalo(platform, file, url);
    setOpening(null);
    setSaid({ file, way });
  };
  return (
    <section className={styles.files} aria-labelledby={headingId}>
      <h2 id={headingId}>{words.heading}</h2>
      <RowList>
        {files.map((file) => {
          const url = newsDocumentUrl(file.url);
          if (url === null) return null;
          const onOpen = platform.kind === 'zalo' ? () => void open(file, url) : undefined;
          return (
            <RowFile key={file.url} href={url} fileName={file.name} onOpen={onOpen}>
              <RowTitle lang="vi">{file.name}</RowTitle>
              <RowSoft>{words.size(bytesText(file.bytes))}</RowSoft>
            </RowFile>
          );
        })}
      </RowList>
      <StatusLine>
        {opening && <p>{words.opening(opening.name)}</p>}
        {said?.way === 'saved' && <p>{words.saved(said.file.name)}</p>}
        {said?.way === 'failed' && <p>{words.failed(said.file.name)}</p>}
      </StatusLine>
      {said?.way === 'failed' && <CopyAddress url={newsDocumentUrl(said.file.url) ?? ''} />}
    </section>
  );
}

/** Zalo's own viewer, else among the phone's files, else as a page over the app (zalo/client.md 2.4). */
async function openInZalo(platform: Platform, file: NewsAttachment, url: string): Promise<Way> {
  const viewed = await platform.viewPdf(url, file.name);
  if (viewed.kind !== 'unavailable') return 'shown';
  const fetched = await getNewsDocument(file.url);
  if (fetched.ok) {
    const saved = await platform.saveDocument(fetched.value, file.name);
    if (saved.kind === 'ok') return 'saved';
  }
  const opened = await platform.openOutside(url);
  return opened.kind === 'unavailable' ? 'failed' : 'shown';
}

/** The last way: to take the address to another program. */
function CopyAddress({ url }: { url: string }) {
  const platform = useAtomValue(platformAtom);
  const [remark, setRemark] = useState<string | null>(null);
  const copy = async () => {
    const copied = await platform.copyText(url);
    setRemark(copied.kind === 'ok' ? words.copied : url);
  };
  return (
    <>
      <Button look="secondary" icon="copy" wide onPress={() => void copy()}>
        {words.copy}
      </Button>
      <StatusLine>{remark !== null && <p className={styles.address}>{remark}</p>}</StatusLine>
    </>
  );
}
