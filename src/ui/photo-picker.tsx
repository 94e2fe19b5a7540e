import { useId, useState } from 'react';
import { tipText } from '../text/vi-tip.ts';
import { Button } from './button.tsx';
import { FieldError } from './field.tsx';
import { Notice } from './notice.tsx';
import styles from './photo-picker.module.css';
import { PhotoTile, type PickedPhoto } from './photo-tile.tsx';

type Source = 'camera' | 'album';

type PickOutcome = { kind: 'ok'; value: File[] } | { kind: 'declined' } | { kind: 'unavailable' };

type SourcesProps = {
  /** Opens the phone's camera or album. */
  pick: (options: { atMost: number; source: Source }) => Promise<PickOutcome>;
  onAdd: (files: readonly File[]) => void;
};

/** Photos by camera or album, with what becomes of each. Sending them is the caller's business. */
export function PhotoPicker(
  props: SourcesProps & {
    photos: readonly PickedPhoto[];
    photosMax: number;
    error?: string | undefined;
    onRemove: (id: string) => void;
    onRetry: (id: string) => void;
  },
) {
  const { photos, photosMax } = props;
  const [remark, setRemark] = useState<string | null>(null);
  const id = useId();

  return (
    <section className={styles.picker} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{tipText.photos.heading}</h2>
      <p className={styles.hint}>{tipText.photos.hint(photosMax)}</p>
      {photos.length > 0 && (
        <ul className={styles.photos}>
          {photos.map((photo, index) => (
            <PhotoTile
              key={photo.id}
              photo={photo}
              number={index + 1}
              onRemove={() => props.onRemove(photo.id)}
              onRetry={() => props.onRetry(photo.id)}
            />
          ))}
        </ul>
      )}
      <FieldError id={`${id}-error`} text={props.error} />
      {remark && (
        <Notice tone="warning" announce="now">
          <p>{remark}</p>
        </Notice>
      )}
      {photos.length < photosMax ? (
        <PhotoSources
          pick={props.pick}
          onAdd={props.onAdd}
          roomFor={photosMax - photos.length}
          onRemark={setRemark}
        />
      ) : (
        <p>{tipText.photos.full(photosMax)}</p>
      )}
    </section>
  );
}

function PhotoSources(props: SourcesProps & { roomFor: number; onRemark: (remark: string | null) => void }) {
  const pick = async (source: Source) => {
    props.onRemark(null);
    const outcome = await props.pick({ atMost: props.roomFor, source });
    if (outcome.kind === 'unavailable') props.onRemark(tipText.photos.unavailable);
    if (outcome.kind !== 'ok') return;
    props.onAdd(outcome.value.slice(0, props.roomFor));
    if (outcome.value.length > props.roomFor) props.onRemark(tipText.photos.tooMany(props.roomFor));
  };

  return (
    <div className={styles.sources}>
      <Button look="secondary" icon="camera" onPress={() => void pick('camera')}>
        {tipText.photos.camera}
      </Button>
      <Button look="secondary" icon="album" onPress={() => void pick('album')}>
        {tipText.photos.album}
      </Button>
    </div>
  );
}
