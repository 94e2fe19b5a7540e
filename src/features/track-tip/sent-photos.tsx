import { useCallback, useState } from 'react';
import type { PhotoSize } from '#contract/vocabulary.ts';
import { getTipPhoto, type TipAccess } from '../../api/sent-tips.ts';
import { useFetchedPhoto } from '../../lib/use-fetched-photo.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { Overlay } from '../../ui/overlay.tsx';
import { PhotoThumbnail } from '../../ui/photo-thumbnail.tsx';
import styles from './track-tip.module.css';

const words = sentTipText.open;

/** Photos that lie at the server, small; a tap shows one large. */
export function SentPhotos({ photoIds, access }: { photoIds: readonly string[]; access: TipAccess }) {
  const [large, setLarge] = useState<{ id: string; number: number } | null>(null);
  return (
    <>
      <ul className={styles.photos}>
        {photoIds.map((id, index) => (
          <li key={id}>
            <Thumbnail
              id={id}
              number={index + 1}
              access={access}
              onOpen={() => setLarge({ id, number: index + 1 })}
            />
          </li>
        ))}
      </ul>
      {large && (
        <Overlay
          label={words.photo(large.number)}
          closeLabel={words.closePhoto}
          onClose={() => setLarge(null)}
        >
          <LargePhoto id={large.id} number={large.number} access={access} />
        </Overlay>
      )}
    </>
  );
}

const usePhoto = ({ access, id }: { access: TipAccess; id: string }, size: PhotoSize) =>
  useFetchedPhoto(useCallback(() => getTipPhoto(access, id, size), [access, id, size]));

function Thumbnail(props: { id: string; number: number; access: TipAccess; onOpen: () => void }) {
  const { photo, retry } = usePhoto(props, 'thumbnail');
  return (
    <PhotoThumbnail
      photo={photo}
      name={words.photo(props.number)}
      openLabel={words.openPhoto(props.number)}
      retryLabel={words.photoRetry(props.number)}
      onOpen={props.onOpen}
      onRetry={retry}
    />
  );
}

function LargePhoto(props: { id: string; number: number; access: TipAccess }) {
  const { photo } = usePhoto(props, 'full');
  if (photo.kind === 'ready') return <img src={photo.url} alt={words.photo(props.number)} />;
  return <p role="status">{photo.kind === 'loading' ? words.photoLoading : words.photoFailed}</p>;
}
