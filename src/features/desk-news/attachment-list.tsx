import { useState } from 'react';
import type { StaffArticle } from '#contract/news.ts';
import type { DeskApi } from '../../api/desk.ts';
import { articleDocument } from '../../api/desk-news.ts';
import { bytesText } from '../../lib/bytes-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button } from '../../ui/button.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './desk-news.module.css';

const words = deskNewsText.files;

/** The PDF files of a version, fetched with this person's credential, before anything is published. */
export function AttachmentList({ desk, article }: { desk: DeskApi; article: StaffArticle }) {
  const platform = useAtomValue(platformAtom);
  const [said, setSaid] = useState<string | null>(null);
  const { attachments } = article.text;
  if (attachments.length === 0) return null;
  const open = async (id: string, name: string) => {
    setSaid(null);
    const fetched = await articleDocument(desk, article.id, id);
    const saved = fetched.ok && (await platform.saveDocument(fetched.value, `${name}.pdf`)).kind === 'ok';
    if (!saved) setSaid(words.openFailed);
  };
  return (
    <section className={styles.head}>
      <h3>{words.heading}</h3>
      {attachments.map(({ id, name, bytes }) => (
        <Button key={id} look="secondary" icon="paper" wide onPress={() => void open(id, name)}>
          {words.open(name)} ({bytesText(bytes)})
        </Button>
      ))}
      <StatusLine>{said !== null && <p>{said}</p>}</StatusLine>
    </section>
  );
}
