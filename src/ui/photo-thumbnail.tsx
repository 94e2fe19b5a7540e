import type { FetchedPhoto } from '../lib/use-fetched-photo.ts';
import { Button } from './button.tsx';
import styles from './photo-thumbnail.module.css';

/** A photo that lies at the server, small; pressed, it opens, and where it did not come, it is fetched again. */
export function PhotoThumbnail(props: {
  photo: FetchedPhoto;
  name: string;
  openLabel: string;
  retryLabel: string;
  onOpen: () => void;
  onRetry: () => void;
}) {
  if (props.photo.kind === 'failed') {
    return (
      <Button look="secondary" icon="retry" label={props.retryLabel} onPress={props.onRetry}>
        {props.name}
      </Button>
    );
  }
  return (
    <button type="button" className={styles.thumbnail} aria-label={props.openLabel} onClick={props.onOpen}>
      {props.photo.kind === 'ready' && <img src={props.photo.url} alt="" />}
    </button>
  );
}
