import type { Outcome } from './platform.ts';

/**
 * The `cancel` event is missing in web views before Chrome 113 and Safari 16.4. There the return to the page without a choice
 * counts as a cancellation, but only after a long wait: phones convert large photos for many seconds before they hand them over.
 */
const returnedWithoutChoiceMs = 60_000;

/** What a camera input asks for. Zalo's web view opens its own rear camera for its own word (see `pickPhotosInZalo`). */
export type CameraAccept = 'image/*' | 'zcamera/photo-backfacing';

let settleFormer: (() => void) | null = null;

/**
 * Opens the phone's photo picker by a file input of our own; must be called from a tap. Resolves with at most `atMost` photos,
 * the first ones chosen. Only one picker is open at a time: a new call settles a forgotten one as declined.
 */
export function pickPhotosByInput(options: {
  atMost: number;
  source: 'camera' | 'album';
  cameraAccept: CameraAccept;
}): Promise<Outcome<File[]>> {
  settleFormer?.();
  // Without a tap the browser opens nothing and says nothing.
  if (navigator.userActivation?.isActive === false) {
    return Promise.resolve({ kind: 'unavailable', reason: 'failed' });
  }
  const input = createInput(options);
  document.body.append(input);
  return new Promise((resolve) => {
    const listening = new AbortController();
    let returnTimer: ReturnType<typeof setTimeout> | undefined;

    function settle(outcome: Outcome<File[]>): void {
      listening.abort();
      clearTimeout(returnTimer);
      input.remove();
      if (settleFormer === cancel) settleFormer = null;
      resolve(outcome);
    }
    function cancel(): void {
      settle({ kind: 'declined' });
    }

    const { signal } = listening;
    input.addEventListener('change', () => settle(chosen(input.files, options.atMost)), { signal });
    input.addEventListener('cancel', cancel, { signal });
    window.addEventListener(
      'focus',
      () => {
        clearTimeout(returnTimer);
        returnTimer = setTimeout(cancel, returnedWithoutChoiceMs);
      },
      { signal },
    );
    settleFormer = cancel;
    input.click();
  });
}

function createInput(options: {
  atMost: number;
  source: 'camera' | 'album';
  cameraAccept: CameraAccept;
}): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'file';
  input.hidden = true;
  if (options.source === 'camera') {
    input.accept = options.cameraAccept;
    // As an attribute: only some browsers know the property.
    input.setAttribute('capture', 'environment');
  } else {
    input.accept = 'image/*';
    input.multiple = options.atMost > 1;
  }
  return input;
}

function chosen(files: FileList | null, atMost: number): Outcome<File[]> {
  const photos = [...(files ?? [])].slice(0, atMost);
  return photos.length > 0 ? { kind: 'ok', value: photos } : { kind: 'declined' };
}
