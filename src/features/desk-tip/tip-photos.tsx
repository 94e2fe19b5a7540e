import { useCallback, useState } from 'react';
import type { PhotoSize } from '#contract/vocabulary.ts';
import type { DeskApi } from '../../api/desk.ts';
import { useFetchedPhoto } from '../../lib/use-fetched-photo.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import { Overlay } from '../../ui/overlay.tsx';
import { PhotoThumbnail } from '../../ui/photo-thumbnail.tsx';
import styles from './desk-tip.module.css';

const words = deskTipText.words;

type Props = { desk: DeskApi; code: string };

/** Photos of a tip or of one of its messages, small; a tap shows one large, another tap larger still. */
export function TipPhotos({ photoIds, ...of }: Props & { photoIds: readonly string[] }) {
  const [large, setLarge] = useState<{ id: string; number: number } | null>(null);
  if (photoIds.length === 0) return null;
  return (
    <>
      <ul className={styles.photos}>
        {photoIds.map((id, index) => (
          <li key={id}>
            <Thumbnail
              {...of}
              id={id}
              number={index + 1}
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
          <LargePhoto {...of} id={large.id} number={large.number} />
        </Overlay>
      )}
    </>
  );
}

const usePhoto = ({ desk, code, id }: Props & { id: string }, size: PhotoSize) =>
  useFetchedPhoto(useCallback(() => desk.photo(code, id, size), [desk, code, id, size]));

function Thumbnail(props: Props & { id: string; number: number; onOpen: () => void }) {
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

function LargePhoto(props: Props & { id: string; number: number }) {
  const { photo } = usePhoto(props, 'full');
  const [isZoomed, setIsZoomed] = useState(false);
  if (photo.kind !== 'ready')
    return <p role="status">{photo.kind === 'loading' ? words.photoLoading : words.photoFailed}</p>;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a keyboard has the browser's own zoom; the photo is whole without it
    <img
      src={photo.url}
      alt={words.photo(props.number)}
      title={words.zoom}
      className={isZoomed ? styles.zoomed : styles.whole}
      onClick={() => setIsZoomed(!isZoomed)}
    />
  );
}
