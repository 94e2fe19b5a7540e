import { useRef, useState } from 'react';
import { newsLimits } from '#contract/news-limits.ts';
import type { DeskApi } from '../../api/desk.ts';
import { uploadDocument } from '../../api/desk-news.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { bytesText } from '../../lib/bytes-text.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import type { FormAttachment } from './article-form.rules.ts';
import styles from './desk-news.module.css';

const words = deskNewsText.files;
const { attachmentsPerVersionMax, attachmentBytesMax, attachmentNameCharsMax } = newsLimits;
const megabytesMax = attachmentBytesMax / 1024 / 1024;

type Adding =
  | { kind: 'none' }
  | { kind: 'uploading'; name: string }
  | { kind: 'added'; name: string }
  | { kind: 'tooLarge'; name: string }
  | { kind: 'failed'; file: File; problem: ApiProblem };

type Props = {
  desk: DeskApi;
  files: readonly FormAttachment[];
  error: string | undefined;
  onChange: (files: FormAttachment[]) => void;
};

/** The PDF files of an article: chosen one after the other, looked through by the server, named for the people. */
export function AttachmentAdder({ desk, files, error, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [adding, setAdding] = useState<Adding>({ kind: 'none' });
  // What was typed while a file was on its way is not lost.
  const latest = useRef(files);
  latest.current = files;

  const send = async (file: File) => {
    const name = titleOf(file.name);
    if (file.size > attachmentBytesMax) return setAdding({ kind: 'tooLarge', name });
    setAdding({ kind: 'uploading', name });
    const result = await uploadDocument(desk, file);
    if (!result.ok) return setAdding({ kind: 'failed', file, problem: result.problem });
    setAdding({ kind: 'added', name });
    onChange([...latest.current, { id: result.value.id, name, bytes: result.value.bytes }]);
  };
  const isFull = files.length >= attachmentsPerVersionMax;
  return (
    <fieldset className={styles.pictures}>
      <legend className={styles.legend}>{words.heading}</legend>
      <p className={styles.soft}>{words.lead(attachmentsPerVersionMax, megabytesMax)}</p>
      {files.map((file, index) => (
        <NamedFile
          key={file.id}
          file={file}
          nr={index + 1}
          error={file.name.trim() === '' ? error : undefined}
          onName={(name) => onChange(files.map((each) => (each.id === file.id ? { ...each, name } : each)))}
          onDrop={() => onChange(files.filter(({ id }) => id !== file.id))}
        />
      ))}
      <StatusLine>
        {adding.kind === 'uploading' && <p>{words.uploading(adding.name)}</p>}
        {adding.kind === 'added' && <p>{words.added(adding.name)}</p>}
        {adding.kind === 'tooLarge' && <p>{words.tooLarge(megabytesMax)}</p>}
      </StatusLine>
      {adding.kind === 'failed' && (
        <FailedNotice
          message={`${words.failed(titleOf(adding.file.name))} ${reasonOf(adding.problem)}`}
          requestId={problemText(adding.problem).requestId}
          {...(isWorthRetrying(adding.problem) ? { onRetry: () => void send(adding.file) } : {})}
        />
      )}
      <input
        ref={input}
        type="file"
        accept="application/pdf,.pdf"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was refused.
          event.target.value = '';
          if (file) void send(file);
        }}
      />
      {!isFull && (
        <Button
          look="secondary"
          icon="paper"
          inactive={adding.kind === 'uploading'}
          onPress={() => input.current?.click()}
        >
          {words.add}
        </Button>
      )}
    </fieldset>
  );
}

function NamedFile(props: {
  file: FormAttachment;
  nr: number;
  error: string | undefined;
  onName: (name: string) => void;
  onDrop: () => void;
}) {
  const { file, nr } = props;
  return (
    <div className={styles.head}>
      <TextField
        name={`attachment-${nr}`}
        label={words.name(nr)}
        hint={words.size(bytesText(file.bytes))}
        value={file.name}
        charsMax={attachmentNameCharsMax}
        error={props.error}
        onChange={props.onName}
      />
      <Button look="plain" icon="close" onPress={props.onDrop}>
        {words.drop(file.name)}
      </Button>
    </div>
  );
}

/** What the server found in the file says more than the title of the problem. */
const reasonOf = (problem: ApiProblem): string =>
  (problem.kind === 'refused' ? problem.issues[0]?.message : undefined) ?? problemText(problem).message;

/** The same file is found wrong again. */
const isWorthRetrying = (problem: ApiProblem): boolean =>
  problem.kind !== 'refused' || problem.code !== 'document_refused';

const titleOf = (fileName: string): string =>
  fileName
    .normalize('NFC')
    .replace(/\.pdf$/i, '')
    .replace(/_+/g, ' ')
    .trim()
    .slice(0, attachmentNameCharsMax);
