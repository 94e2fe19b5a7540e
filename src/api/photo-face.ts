import { tipText } from '../text/vi-tip.ts';
import type { PhotoState, ShownPhoto } from './photo-queue.ts';
import { problemText } from './problem-text.ts';

/** What a tile says of one photo. `fraction` (0 to 1) only while its bytes are on their way. */
export type PhotoFace = {
  previewUrl: string | null;
  words: string;
  fraction: number | null;
  isFailed: boolean;
  mayRetry: boolean;
};

function stateText(state: PhotoState): string {
  switch (state.kind) {
    case 'preparing':
      return tipText.photos.preparing;
    case 'waiting':
      return tipText.photos.waiting;
    case 'uploading':
      return tipText.photos.uploading(Math.round(state.fraction * 100));
    case 'done':
      return tipText.photos.done;
    case 'lost':
      return tipText.photos.lost;
    case 'failed':
      return problemText(state.problem).message;
  }
}

/** A photo the server cannot read will not read better the second time. */
const mayRetry = (state: PhotoState): boolean =>
  state.kind === 'failed' &&
  !(state.problem.kind === 'refused' && state.problem.status >= 400 && state.problem.status < 500);

/** A queued photo in words; one the queue does not know yet is being prepared. */
export function photoFace(photo: ShownPhoto | undefined): PhotoFace {
  const state = photo?.state ?? { kind: 'preparing' };
  return {
    previewUrl: photo?.previewUrl ?? null,
    words: stateText(state),
    fraction: state.kind === 'uploading' ? state.fraction : null,
    isFailed: state.kind === 'failed' || state.kind === 'lost',
    mayRetry: mayRetry(state),
  };
}
