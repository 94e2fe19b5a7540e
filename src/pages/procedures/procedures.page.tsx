import { useSearchParams } from 'react-router-dom';
import { problemText } from '../../api/problem-text.ts';
import { useProcedureBook } from '../../api/procedure-book.ts';
import { BegunForms } from '../../features/fill-form/begun-forms.tsx';
import { FindProcedure } from '../../features/find-procedure/find-procedure.tsx';
import { StartedProcedures } from '../../features/procedure/started-procedures.tsx';
import { procedureText } from '../../text/vi-procedures.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import { BookAge } from './book-age.tsx';
import { WardHelp } from './ward-help.tsx';

const words = procedureText.find;

/** Every procedure, by words or by group. After one visit it works without a line. `?q=` asks at once, `?group=` shows one group. */
export default function ProceduresPage() {
  const { state, retry } = useProcedureBook();
  const [query] = useSearchParams();
  return (
    <Screen key={query.get('group')} name={words.name} heading={words.heading} lead={words.lead}>
      {state.kind === 'loading' && <Loading text={words.loading} />}
      {state.kind === 'failed' && (
        <>
          <FailedNotice lead={words.failed} {...problemText(state.problem)} onRetry={retry} />
          <WardHelp />
        </>
      )}
      {state.kind === 'ready' && (
        <>
          <FindProcedure
            book={state.book}
            firstQuery={query.get('q')}
            group={query.get('group')}
            started={
              <>
                <StartedProcedures book={state.book} />
                <BegunForms forms={state.book.forms} />
              </>
            }
            wardHelp={<WardHelp />}
          />
          <BookAge state={state} />
        </>
      )}
    </Screen>
  );
}
