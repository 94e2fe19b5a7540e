import { useId, useState } from 'react';
import { limits } from '#contract/limits.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { text } from '../../text/vi.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { addPhotosAtom, draftAtom, photosAtom } from './draft.atoms.ts';
import styles from './photo-picker.module.css';
import { PhotoTile } from './photo-tile.tsx';

type Source = 'camera' | 'album';

/** Photos by camera or album; each is sent at once, in the background. */
export function PhotoPicker({ error }: { error: string | undefined }) {
  const { photos } = useAtomValue(draftAtom);
  const shown = useAtomValue(photosAtom);
  const [remark, setRemark] = useState<string | null>(null);
  const id = useId();

  return (
    <section className={styles.picker} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{text.tip.photos.heading}</h2>
      <p className={styles.hint}>{text.tip.photos.hint(limits.photosPerTipMax)}</p>
      {photos.length > 0 && (
        <ul className={styles.photos}>
          {photos.map((photo, index) => (
            <PhotoTile key={photo.id} id={photo.id} number={index + 1} photo={shown[photo.id]} />
          ))}
        </ul>
      )}
      <FieldError id={`${id}-error`} text={error} />
      {remark && (
        <Notice tone="warning" announce="now">
          <p>{remark}</p>
        </Notice>
      )}
      {photos.length < limits.photosPerTipMax ? (
        <PhotoSources roomFor={limits.photosPerTipMax - photos.length} onRemark={setRemark} />
      ) : (
        <p>{text.tip.photos.full(limits.photosPerTipMax)}</p>
      )}
    </section>
  );
}

function PhotoSources(props: { roomFor: number; onRemark: (remark: string | null) => void }) {
  const platform = useAtomValue(platformAtom);
  const add = useSetAtom(addPhotosAtom);

  const pick = async (source: Source) => {
    props.onRemark(null);
    const outcome = await platform.pickPhotos({ atMost: props.roomFor, source });
    if (outcome.kind === 'unavailable') props.onRemark(text.tip.photos.unavailable);
    if (outcome.kind !== 'ok') return;
    add(outcome.value.slice(0, props.roomFor));
    if (outcome.value.length > props.roomFor) props.onRemark(text.tip.photos.tooMany(props.roomFor));
  };

  return (
    <div className={styles.sources}>
      <Button look="secondary" icon="camera" onPress={() => void pick('camera')}>
        {text.tip.photos.camera}
      </Button>
      <Button look="secondary" icon="album" onPress={() => void pick('album')}>
        {text.tip.photos.album}
      </Button>
    </div>
  );
}
