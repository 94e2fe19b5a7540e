import { useEffect, useState } from 'react';
import type { PhotoSize } from '#contract/vocabulary.ts';
import { getTipPhoto, type TipAccess } from '../../api/sent-tips.ts';
import type { FetchedPhoto } from '../../ui/photo-thumbnail.tsx';

/**
 * A photo of a tip as an address for `<img>`: fetched with the header that opens the tip, which an image's own address cannot carry,
 * and taken back when nobody shows it any more.
 */
export function useTipPhoto(
  access: TipAccess,
  photoId: string,
  size: PhotoSize,
): { photo: FetchedPhoto; retry: () => void } {
  const [photo, setPhoto] = useState<FetchedPhoto>({ kind: 'loading' });
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another fetch
  useEffect(() => {
    let isGone = false;
    let url: string | null = null;
    setPhoto({ kind: 'loading' });
    void getTipPhoto(access, photoId, size).then((result) => {
      if (isGone) return;
      url = result.ok ? URL.createObjectURL(result.value) : null;
      setPhoto(url === null ? { kind: 'failed' } : { kind: 'ready', url });
    });
    return () => {
      isGone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [access, photoId, size, tries]);

  return { photo, retry: () => setTries((count) => count + 1) };
}
