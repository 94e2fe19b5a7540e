import { useParams } from 'react-router-dom';
import { type ProcedureBook, procedureDetail } from '#contract/procedure-book.ts';
import { problemText } from '../../api/problem-text.ts';
import { type ProcedureBookState, useProcedureBook } from '../../api/procedure-book.ts';
import { ProcedureView } from '../../features/procedure/procedure-view.tsx';
import { localised } from '../../text/content-words.ts';
import { paths } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import { BookAge } from '../procedures/book-age.tsx';
import { WardHelp } from '../procedures/ward-help.tsx';
import { AskPhone } from './ask-phone.tsx';
import styles from './procedure.module.css';
import { WhereToGo } from './where-to-go.tsx';

const words = procedureText.one;

/** One procedure by its id, also opened by a link from outside. */
export default function ProcedurePage() {
  const { id = '' } = useParams();
  const { state, retry } = useProcedureBook();
  if (state.kind === 'loading') {
    return (
      <Screen key="loading" name={words.name} heading={words.name}>
        <Loading text={words.loading} />
      </Screen>
    );
  }
  if (state.kind === 'failed') {
    return (
      <Screen key="failed" name={words.name} heading={words.name}>
        <FailedNotice lead={words.failed} {...problemText(state.problem)} onRetry={retry} />
        <WardHelp />
      </Screen>
    );
  }
  return <Procedure key={id} id={id} state={state} />;
}

function Procedure({ id, state }: { id: string; state: Extract<ProcedureBookState, { kind: 'ready' }> }) {
  const inBook = procedureDetail(state.book, id);
  // The ticks are kept by the papers' own names.
  const procedure = inBook && { ...localised(inBook), dossier: inBook.dossier };
  if (!procedure) {
    return (
      <Screen name={words.name} heading={words.name}>
        <EmptyState drawing="signpost" text={words.notFound}>
          <LinkButton to={paths.procedures} icon="search">
            {words.toList}
          </LinkButton>
        </EmptyState>
      </Screen>
    );
  }
  return (
    <Screen name={procedure.shortName} heading={procedure.shortName} step={procedure.group.name}>
      <ProcedureView
        procedure={procedure}
        related={relatedTo(state.book, procedure.seeAlso)}
        where={<WhereToGo procedure={procedure} />}
        ask={<AskPhone />}
        today={new Date().toISOString().slice(0, 10)}
      />
      <div className={styles.further}>
        <WardHelp />
        <LinkButton to={paths.procedures} icon="search" wide>
          {words.toList}
        </LinkButton>
      </div>
      <BookAge state={state} />
    </Screen>
  );
}

const relatedTo = (book: ProcedureBook, ids: readonly string[]) =>
  ids.flatMap((id) => localised(book.procedures.find((procedure) => procedure.id === id)) ?? []);
