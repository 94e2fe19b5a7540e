import type { ReactNode } from 'react';
import type { FormFormat } from '#contract/forms.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { formText } from '../../text/vi-forms.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { FileByLink } from './file-by-link.tsx';
import type { FileSource } from './file-source.ts';
import { type FileState, useFormFile } from './use-form-file.ts';

const words = formText.file;
/** As the contract has them; its file would bring the schemas along. */
const formats = ['pdf', 'docx'] as const satisfies readonly FormFormat[];

/** The ways to a form's file, the easiest first; the next one shows when one does not work (zalo/client.md 2.4). */
export function FormFile({ source }: { source: FileSource }) {
  const { state, isWorking, get, save, share, link } = useFormFile(source);
  const platform = useAtomValue(platformAtom);
  const shareButton = platform.canShareDocuments() && (
    <Button look="secondary" icon="outside" wide onPress={() => void share()}>
      {words.share}
    </Button>
  );
  return (
    <>
      <Actions>
        {formats.map((format) => (
          <Button
            key={format}
            look={source.isFilled && format === 'pdf' ? 'primary' : 'secondary'}
            icon="download"
            wide
            inactive={isWorking}
            onPress={() => void get(format)}
          >
            {words.kinds[format]}
          </Button>
        ))}
      </Actions>
      <StatusLine>{progressOf(state, source)}</StatusLine>
      {state.kind === 'failed' && (
        <Failed source={source} state={state} onRetry={() => void get(state.format)} />
      )}
      {state.kind === 'saved' && (
        <Notice tone="success" announce="politely">
          <p>{platform.kind === 'zalo' ? words.savedInZalo : words.saved(source.nameOf(state.format))}</p>
          <p>{words.print}</p>
          {shareButton}
        </Notice>
      )}
      {state.kind === 'unsaved' && (
        <Notice tone="warning" announce="politely">
          <p>{words.notSaved}</p>
          <Button look="secondary" icon="retry" wide onPress={() => void save()}>
            {words.saveAgain}
          </Button>
          {shareButton}
          <FileByLink
            title={source.nameOf(state.format)}
            format={state.format}
            isPersonal={source.isFilled}
            getLink={() => link(state.format)}
          />
        </Notice>
      )}
    </>
  );
}

function progressOf(state: FileState, source: FileSource): ReactNode {
  if (state.kind === 'making') return <p>{source.isFilled ? words.making : words.fetching}</p>;
  if (state.kind === 'busy') return <p>{words.busy(Math.ceil(state.waitMs / 1_000))}</p>;
  return null;
}

function Failed(props: {
  source: FileSource;
  state: { format: FormFormat; problem: Parameters<typeof problemText>[0] };
  onRetry: () => void;
}) {
  const { problem } = props.state;
  // What the server finds wrong stands beside the fields.
  if (problem.kind === 'refused' && problem.code === 'invalid_input') return null;
  const isWithoutLine = problem.kind === 'offline' || problem.kind === 'timeout';
  const { message, requestId } = problemText(problem);
  const withoutLine = props.source.isFilled ? words.offline : words.offlineBlank;
  return (
    <FailedNotice
      message={isWithoutLine ? withoutLine : message}
      requestId={requestId}
      retryLabel={words.again}
      onRetry={props.onRetry}
    />
  );
}
