import { useState } from 'react';
import type { DeskApi } from '../../api/desk.ts';
import type { DeskChat } from '../../api/desk-chats.ts';
import { problemText } from '../../api/problem-text.ts';
import { useNow } from '../../lib/use-now.ts';
import { deskChatText } from '../../text/vi-desk-chats.ts';
import { Button, OutsideLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import { ChatCard } from './chat-card.tsx';
import styles from './desk-chats.module.css';
import { type DeskChatsState, isWaiting } from './use-desk-chats.ts';

const words = deskChatText;
const clockPeriodMs = 10_000;
/** Where the people of an OA read and answer; it asks them to sign in. */
const managerUrl = 'https://oa.zalo.me/';

/** The chats that wait for a person, the longest first; then those that somebody is answering. */
export function ChatsPane(props: { state: DeskChatsState; desk: DeskApi; mayAct: boolean }) {
  const { state, desk, mayAct } = props;
  const nowMs = useNow(clockPeriodMs);
  const [isGivenBack, setIsGivenBack] = useState(false);
  const chats = state.chats ?? [];
  const waiting = chats.filter(isWaiting).toSorted(byWait);
  const taken = chats.filter((chat) => !isWaiting(chat));
  const card = (chat: DeskChat) => (
    <li key={chat.id}>
      <ChatCard
        chat={chat}
        desk={desk}
        nowMs={nowMs}
        mayAct={mayAct}
        onGivenBack={async () => {
          setIsGivenBack(true);
          await state.refresh();
        }}
      />
    </li>
  );
  return (
    <Screen name={words.heading} heading={words.heading} lead={words.lead}>
      {state.problem && (
        <FailedNotice
          lead={words.failed}
          {...problemText(state.problem)}
          onRetry={() => void state.refresh()}
        />
      )}
      {state.chats === null && !state.problem && <Loading text={words.loading} />}
      {state.chats?.length === 0 && <EmptyState drawing="chat" text={words.empty} />}
      {waiting.length > 0 && (
        <>
          <div className={styles.manager}>
            <OutsideLink href={managerUrl} wide>
              {words.openManager}
            </OutsideLink>
            <p>{words.openManagerHint}</p>
          </div>
          <h2>{words.waiting(waiting.length, state.nextCursor !== null)}</h2>
          <ul className={styles.cards}>{waiting.map(card)}</ul>
        </>
      )}
      {taken.length > 0 && (
        <>
          <h2>{words.taken}</h2>
          <ul className={styles.cards}>{taken.map(card)}</ul>
        </>
      )}
      {state.nextCursor !== null && (
        <Button look="secondary" wide onPress={() => void state.more()}>
          {words.more}
        </Button>
      )}
      <div role="status">{isGivenBack && <p>{words.givenBack}</p>}</div>
    </Screen>
  );
}

const byWait = (one: DeskChat, other: DeskChat): number =>
  (one.waitingSince ?? '').localeCompare(other.waitingSince ?? '');
