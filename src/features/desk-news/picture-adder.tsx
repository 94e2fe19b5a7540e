import { useEffect, useState } from 'react';
import { limits } from '#contract/limits.ts';
import { uploadPhoto } from '../../api/photos.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { shrinkPicture } from '../../lib/picture-shrinking.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './desk-news.module.css';

const words = deskNewsText.photos;

type Adding =
  | { kind: 'none' }
  | { kind: 'unavailable' }
  | { kind: 'inserted' }
  /** `percent` null: it is still being made small. */
  | { kind: 'uploading'; percent: number | null }
  | { kind: 'failed'; file: File; problem: ApiProblem }
  | { kind: 'ready'; photoId: string; previewUrl: string };

/** One picture at a time: chosen, made small, sent, told in words, put into the text. */
export function PictureAdder(props: { onInsert: (photoId: string, alt: string, caption: string) => void }) {
  const platform = useAtomValue(platformAtom);
  const [adding, setAdding] = useState<Adding>({ kind: 'none' });

  const send = async (file: File) => {
    setAdding({ kind: 'uploading', percent: null });
    // What this phone cannot draw, the server cleans or refuses.
    const bytes = await shrinkPicture(file, limits.photoEdgePixelsMax).catch(() => file);
    const upload = uploadPhoto(bytes, (fraction) =>
      setAdding({ kind: 'uploading', percent: Math.round(fraction * 100) }),
    );
    const result = await upload.finished;
    if (!result.ok) return setAdding({ kind: 'failed', file, problem: result.problem });
    setAdding({ kind: 'ready', photoId: result.value.id, previewUrl: URL.createObjectURL(bytes) });
  };
  const choose = async () => {
    const picked = await platform.pickPhotos({ atMost: 1, source: 'album' });
    if (picked.kind === 'unavailable') setAdding({ kind: 'unavailable' });
    const file = picked.kind === 'ok' ? picked.value[0] : undefined;
    if (file) await send(file);
  };

  return (
    <fieldset className={styles.pictures}>
      <legend className={styles.legend}>{words.heading}</legend>
      <StatusLine>
        {adding.kind === 'uploading' && (
          <p>{adding.percent === null ? words.preparing : words.uploading(adding.percent)}</p>
        )}
        {adding.kind === 'inserted' && <p>{words.inserted}</p>}
        {adding.kind === 'unavailable' && <p>{words.unavailable}</p>}
      </StatusLine>
      {adding.kind === 'failed' && (
        <FailedNotice
          lead={words.failed}
          {...problemText(adding.problem)}
          onRetry={() => void send(adding.file)}
        />
      )}
      {adding.kind === 'ready' ? (
        <PictureWords
          previewUrl={adding.previewUrl}
          onInsert={(alt, caption) => {
            props.onInsert(adding.photoId, alt, caption);
            setAdding({ kind: 'inserted' });
          }}
          onDrop={() => setAdding({ kind: 'none' })}
        />
      ) : (
        <Button
          look="secondary"
          icon="album"
          inactive={adding.kind === 'uploading'}
          onPress={() => void choose()}
        >
          {words.add}
        </Button>
      )}
    </fieldset>
  );
}

function PictureWords(props: {
  previewUrl: string;
  onInsert: (alt: string, caption: string) => void;
  onDrop: () => void;
}) {
  const { previewUrl } = props;
  const [alt, setAlt] = useState('');
  const [caption, setCaption] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  useEffect(() => () => URL.revokeObjectURL(previewUrl), [previewUrl]);
  const insert = () => {
    setIsMissing(alt.trim() === '');
    if (alt.trim() !== '') props.onInsert(alt, caption);
  };
  return (
    <>
      <img src={previewUrl} alt={words.preview} className={styles.picked} />
      <TextField
        name="alt"
        label={words.alt}
        hint={words.altHint}
        value={alt}
        charsMax={200}
        error={isMissing && alt.trim() === '' ? words.altEmpty : undefined}
        onChange={setAlt}
      />
      <TextField name="caption" label={words.caption} value={caption} charsMax={200} onChange={setCaption} />
      <Button look="secondary" icon="plus" wide onPress={insert}>
        {words.insert}
      </Button>
      <Button look="plain" wide onPress={props.onDrop}>
        {words.drop}
      </Button>
    </>
  );
}
