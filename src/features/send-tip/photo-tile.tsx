import { problemText } from '../../api/problem-text.ts';
import { useSetAtom } from '../../lib/store.ts';
import { text } from '../../text/vi.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { removePhotoAtom, resendPhotosAtom } from './draft.atoms.ts';
import styles from './photo-picker.module.css';
import type { PhotoState, ShownPhoto } from './photo-queue.ts';

/** One photo: what it shows, how far it has come, and how to take it back. */
export function PhotoTile(props: { id: string; number: number; photo: ShownPhoto | undefined }) {
  const remove = useSetAtom(removePhotoAtom);
  const { id, number, photo } = props;
  return (
    <li className={styles.photo}>
      {photo?.previewUrl ? (
        <img className={styles.picture} src={photo.previewUrl} alt={text.tip.photos.photo(number)} />
      ) : (
        <div className={styles.noPicture} />
      )}
      <button
        type="button"
        className={styles.remove}
        aria-label={text.tip.photos.remove(number)}
        onClick={() => remove(id)}
      >
        <Icon name="close" />
      </button>
      <div className={styles.state}>
        <PhotoProgress id={id} number={number} state={photo?.state ?? { kind: 'preparing' }} />
      </div>
    </li>
  );
}

function stateText(state: PhotoState): string {
  switch (state.kind) {
    case 'preparing':
      return text.tip.photos.preparing;
    case 'waiting':
      return text.tip.photos.waiting;
    case 'uploading':
      return text.tip.photos.uploading(Math.round(state.fraction * 100));
    case 'done':
      return text.tip.photos.done;
    case 'lost':
      return text.tip.photos.lost;
    case 'failed':
      return problemText(state.problem).message;
  }
}

/** A photo the server cannot read will not read better the second time. */
const mayRetry = (state: PhotoState): boolean =>
  state.kind === 'failed' &&
  !(state.problem.kind === 'refused' && state.problem.status >= 400 && state.problem.status < 500);

function PhotoProgress({ id, number, state }: { id: string; number: number; state: PhotoState }) {
  const resend = useSetAtom(resendPhotosAtom);
  const isFailed = state.kind === 'failed' || state.kind === 'lost';
  return (
    <>
      {state.kind === 'uploading' && (
        <progress
          className={styles.progress}
          value={state.fraction}
          max={1}
          aria-label={text.tip.photos.photo(number)}
        />
      )}
      <p className={isFailed ? styles.failed : undefined} role={isFailed ? 'alert' : undefined}>
        {stateText(state)}
      </p>
      {mayRetry(state) && (
        <Button
          look="secondary"
          icon="retry"
          label={text.tip.photos.retry(number)}
          onPress={() => resend([id])}
        >
          {text.tip.photos.retryShort}
        </Button>
      )}
    </>
  );
}
