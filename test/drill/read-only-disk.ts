import { phonePhoto } from '../support/photos.ts';
import { noisyKaraoke, talkTo } from '../support/portal.ts';
import { killServer } from '../support/server-process.ts';
import { type Drill, type DrillFindings, inFolder } from './drill.ts';
import { spawnOnSmallDisk } from './small-disk.ts';

const sizes = { small: 10, full: 50 };

/** Quality 4: photos cannot be written any more; everything else goes on. */
export const readOnlyDiskDrill: Drill = {
  run: (size) => inFolder((dataDir) => turnReadOnly(dataDir, sizes[size])),
};

async function turnReadOnly(dataDir: string, tries: number): Promise<DrillFindings> {
  const server = await spawnOnSmallDisk(dataDir, 160);
  const api = talkTo(server.origin);
  const { consent } = await api.portal();
  const photo = await phonePhoto();
  const upload = async () => {
    const form = new FormData();
    form.set('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'IMG_0001.jpg');
    return await fetch(`${server.origin}/api/photos`, { method: 'POST', body: form });
  };
  const kept = await api.sendPhoto(photo);

  server.turnPhotos('ro');
  const photoAnswers: number[] = [];
  const tipAnswers: number[] = [];
  let hintsToRetry = 0;
  for (let nr = 0; nr < tries; nr += 1) {
    const refused = await upload();
    photoAnswers.push(refused.status);
    if (refused.headers.has('retry-after')) hintsToRetry += 1;
    tipAnswers.push((await api.sendTip(noisyKaraoke({ consentVersion: consent.version }))).status);
  }
  const withKept = noisyKaraoke({ consentVersion: consent.version, photoIds: [kept.id] });
  const earlier = await api.sendTip(withKept);

  server.turnPhotos('rw');
  const after = await upload();
  await killServer(server.process);

  const refusals = photoAnswers.filter((status) => status === 503).length;
  const stored = tipAnswers.filter((status) => status === 201).length;
  return {
    rows: {
      'photos read-only': {
        'photos tried': tries,
        'answered 503': refusals,
        'with Retry-After': hintsToRetry,
        'tips without photo acknowledged meanwhile': stored,
        'tip with an earlier photo': earlier.status,
        'photo once writable again': after.status,
      },
    },
    faults: [
      ...(refusals === tries ? [] : [`photos were answered ${[...new Set(photoAnswers)].join(', ')}`]),
      ...(hintsToRetry === tries ? [] : ['some were not told when to come again']),
      ...(stored === tries ? [] : [`tips were answered ${[...new Set(tipAnswers)].join(', ')}`]),
      ...(earlier.status === 201 ? [] : [`a tip with an earlier photo was answered ${earlier.status}`]),
      ...(after.status === 201 ? [] : [`a photo afterwards was answered ${after.status}`]),
    ],
  };
}
