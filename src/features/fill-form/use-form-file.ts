import { useEffect, useRef, useState } from 'react';
import type { FormFormat } from '#contract/forms.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import type { FileLink, FileSource } from './file-source.ts';
import { askPatiently } from './patient-request.ts';

/** How far the way to a file has come. A file that is there stays in memory alone, to be saved again without making it again. */
export type FileState =
  | { kind: 'idle' }
  | { kind: 'making'; format: FormFormat }
  /** The server is busy; it is asked again after so many milliseconds. */
  | { kind: 'busy'; format: FormFormat; waitMs: number }
  | { kind: 'saved'; format: FormFormat; file: Blob }
  /** The phone did not take the file: by another way, then. */
  | { kind: 'unsaved'; format: FormFormat; file: Blob }
  | { kind: 'failed'; format: FormFormat; problem: ApiProblem };

export type FormFileWay = {
  state: FileState;
  isWorking: boolean;
  get: (format: FormFormat) => Promise<void>;
  save: () => Promise<void>;
  share: () => Promise<void>;
  link: (format: FormFormat) => Promise<ApiResult<FileLink>>;
};

/** Makes the file on our server and puts it on the phone. */
export function useFormFile(source: FileSource): FormFileWay {
  const platform = useAtomValue(platformAtom);
  const [state, setState] = useState<FileState>({ kind: 'idle' });
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  const note = (next: FileState) => {
    if (!isGone.current) setState(next);
  };
  const refuse = (problem: ApiProblem) => {
    if (problem.kind === 'refused' && problem.code === 'invalid_input') source.onRefused?.(problem.issues);
  };
  const keep = async (format: FormFormat, file: Blob) => {
    const outcome = await platform.saveDocument(file, source.nameOf(format));
    note({ kind: outcome.kind === 'ok' ? 'saved' : 'unsaved', format, file });
  };

  return {
    state,
    isWorking: state.kind === 'making' || state.kind === 'busy',
    get: async (format) => {
      setState({ kind: 'making', format });
      const made = await askPatiently(() => source.make(format), {
        onWait: (waitMs) => note({ kind: 'busy', format, waitMs }),
      });
      if (isGone.current) return;
      if (made.ok) return keep(format, made.value);
      refuse(made.problem);
      note({ kind: 'failed', format, problem: made.problem });
    },
    save: async () => {
      if ('file' in state) await keep(state.format, state.file);
    },
    share: async () => {
      if ('file' in state) await platform.shareDocument(state.file, source.nameOf(state.format));
    },
    link: async (format) => {
      const link = await askPatiently(() => source.link(format), { onWait: () => undefined });
      if (!link.ok) refuse(link.problem);
      return link;
    },
  };
}
