import { limits } from '#contract/limits.ts';
import { photoFace } from '../../api/photo-face.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { PhotoPicker } from '../../ui/photo-picker.tsx';
import { addPhotosAtom, draftAtom, photosAtom, removePhotoAtom, resendPhotosAtom } from './draft.atoms.ts';

/** The photos of the draft; each is sent at once, in the background. */
export function TipPhotos({ error }: { error: string | undefined }) {
  const { id: draftId, photos } = useAtomValue(draftAtom);
  const shown = useAtomValue(photosAtom);
  const platform = useAtomValue(platformAtom);
  const add = useSetAtom(addPhotosAtom);
  const remove = useSetAtom(removePhotoAtom);
  const resend = useSetAtom(resendPhotosAtom);
  return (
    <PhotoPicker
      photos={photos.map(({ id }) => ({ id, ...photoFace(shown[id]) }))}
      photosMax={limits.photosPerTipMax}
      error={error}
      pick={(options) => platform.pickPhotos(options)}
      onAdd={add}
      onRemove={remove}
      onRetry={(id) => resend(draftId, [id])}
    />
  );
}
