import { useEffect } from 'react';
import type { DeskApi } from '../../api/desk.ts';
import { problemText } from '../../api/problem-text.ts';
import { useNow } from '../../lib/use-now.ts';
import { deskSosText } from '../../text/vi-desk-sos.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import styles from './desk-sos.module.css';
import { SosCard } from './sos-card.tsx';
import type { ShowFix } from './sos-details.tsx';
import type { DeskSosState } from './use-desk-sos.ts';

const words = deskSosText;

/**
 * All calls for help: those that are open, large; then those that are over. `wantedId`: the one that a link has named is brought before
 * the eye.
 */
export function SosPane(props: {
  state: DeskSosState;
  desk: DeskApi;
  showFix: ShowFix;
  wantedId: string | null;
}) {
  const { state, desk, showFix } = props;
  const nowMs = useNow(5_000);
  useWanted(props.wantedId, state.open !== null);
  const card = (sos: (typeof state.past)[number]) => (
    <li key={sos.id}>
      <SosCard sos={sos} desk={desk} nowMs={nowMs} showFix={showFix} onChanged={state.refresh} />
    </li>
  );
  return (
    <Screen name={words.heading} heading={words.heading}>
      {state.problem && (
        <FailedNotice
          lead={words.failed}
          {...problemText(state.problem)}
          onRetry={() => void state.refresh()}
        />
      )}
      {state.open === null && !state.problem && <Loading text={words.loading} />}
      {state.open?.length === 0 && <EmptyState drawing="calm" text={words.empty} />}
      {state.open && state.open.length > 0 && <ul className={styles.cards}>{state.open.map(card)}</ul>}
      {state.past.length > 0 && (
        <>
          <h2>{words.past}</h2>
          <ul className={styles.cards}>{state.past.map(card)}</ul>
        </>
      )}
      {state.nextCursor !== null && (
        <Button look="secondary" wide onPress={() => void state.more()}>
          {words.more}
        </Button>
      )}
    </Screen>
  );
}

function useWanted(id: string | null, isLoaded: boolean): void {
  useEffect(() => {
    if (id === null || !isLoaded) return;
    document.querySelector(`[data-sos="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'start' });
  }, [id, isLoaded]);
}
