import { useEffect, useState } from 'react';

/** A picture on its way from the server. */
export type FetchedPhoto = { kind: 'loading' } | { kind: 'ready'; url: string } | { kind: 'failed' };

/**
 * A photo as an address for `<img>`: fetched with the header that opens it, which an image's own address cannot carry, and taken back when
 * nobody shows it any more. Another `fetchPhoto` is another photo, so keep it stable.
 */
export function useFetchedPhoto(fetchPhoto: () => Promise<{ ok: true; value: Blob } | { ok: false }>): {
  photo: FetchedPhoto;
  retry: () => void;
} {
  const [photo, setPhoto] = useState<FetchedPhoto>({ kind: 'loading' });
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another fetch
  useEffect(() => {
    let isGone = false;
    let url: string | null = null;
    setPhoto({ kind: 'loading' });
    void fetchPhoto().then((result) => {
      if (isGone) return;
      url = result.ok ? URL.createObjectURL(result.value) : null;
      setPhoto(url === null ? { kind: 'failed' } : { kind: 'ready', url });
    });
    return () => {
      isGone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [fetchPhoto, tries]);

  return { photo, retry: () => setTries((count) => count + 1) };
}
