import { useEffect, useState } from 'react';
import type { PhotoSize } from '#contract/vocabulary.ts';
import type { DeskApi } from '../../api/desk.ts';
import type { FetchedPhoto } from '../../ui/photo-thumbnail.tsx';

/** A photo as an address for `<img>`: fetched with the credential, and taken back when nobody shows it any more. */
export function useDeskPhoto(
  desk: DeskApi,
  code: string,
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
    void desk.photo(code, photoId, size).then((result) => {
      if (isGone) return;
      url = result.ok ? URL.createObjectURL(result.value) : null;
      setPhoto(url === null ? { kind: 'failed' } : { kind: 'ready', url });
    });
    return () => {
      isGone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [desk, code, photoId, size, tries]);

  return { photo, retry: () => setTries((count) => count + 1) };
}
