import { useState } from 'react';
import { tipText } from '../text/vi-tip.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './photo-picker.module.css';

/** A photo as it is shown: `fraction` is 0 to 1 while its bytes are on their way, otherwise null. */
export type PickedPhoto = {
  id: string;
  previewUrl: string | null;
  words: string;
  fraction: number | null;
  isFailed: boolean;
  mayRetry: boolean;
};

/** One photo: what it shows, how far it has come, and how to take it back. */
export function PhotoTile(props: {
  photo: PickedPhoto;
  number: number;
  onRemove: () => void;
  onRetry: () => void;
}) {
  const { photo, number } = props;
  // A file that is no picture for this phone: nothing rather than the mark of a broken one.
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  return (
    <li className={styles.photo}>
      {photo.previewUrl && photo.previewUrl !== brokenUrl ? (
        <img
          className={styles.picture}
          src={photo.previewUrl}
          alt={tipText.photos.photo(number)}
          onError={() => setBrokenUrl(photo.previewUrl)}
        />
      ) : (
        <div className={styles.noPicture} />
      )}
      <button
        type="button"
        className={styles.remove}
        aria-label={tipText.photos.remove(number)}
        onClick={props.onRemove}
      >
        <Icon name="close" />
      </button>
      <div className={styles.state}>
        <PhotoProgress photo={photo} number={number} onRetry={props.onRetry} />
      </div>
    </li>
  );
}

function PhotoProgress(props: { photo: PickedPhoto; number: number; onRetry: () => void }) {
  const { fraction, isFailed, words, mayRetry } = props.photo;
  return (
    <>
      {fraction !== null && (
        <progress
          className={styles.progress}
          value={fraction}
          max={1}
          aria-label={tipText.photos.photo(props.number)}
        />
      )}
      <p className={isFailed ? styles.failed : undefined} role={isFailed ? 'alert' : undefined}>
        {words}
      </p>
      {mayRetry && (
        <Button
          look="secondary"
          icon="retry"
          label={tipText.photos.retry(props.number)}
          onPress={props.onRetry}
        >
          {tipText.photos.retryShort}
        </Button>
      )}
    </>
  );
}
