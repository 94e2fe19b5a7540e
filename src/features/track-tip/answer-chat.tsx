import { useState } from 'react';
import type { SenderChatCode } from '#contract/sender-ways.ts';
import { portalAtom } from '../../api/portal.ts';
import { problemText } from '../../api/problem-text.ts';
import type { TipAccess } from '../../api/sent-tips.ts';
import { momentText } from '../../lib/date-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { localName } from '../../text/content-words.ts';
import { senderWayText } from '../../text/vi-sender-ways.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Actions, Card, Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './track-tip.module.css';
import { type AnswerChat, useAnswerChat } from './use-answer-chat.ts';

const words = senderWayText.chat;

/**
 * The sender's choice to have the answers in their chat with the unit's OA. Nothing of it stands where the unit has none, or where the
 * tip's words go into no chat (promises 7 and 11): the server decides that.
 */
export function AnswerChatCard({ access }: { access: TipAccess }) {
  const answerChat = useAnswerChat(access);
  const { chat, problem } = answerChat;
  if (!chat && !problem) return null;
  if (chat?.state === 'unavailable') return null;
  return (
    <Card>
      <h2>{words.heading}</h2>
      {chat?.state === 'none' && <Offer answerChat={answerChat} unitName={chat.unit.name} />}
      {chat?.state === 'linked' && <Linked answerChat={answerChat} unitName={chat.unit.name} />}
      {problem && (
        <FailedNotice
          lead={chat ? words.failed : words.unread}
          {...problemText(problem)}
          {...(chat ? {} : { onRetry: () => void answerChat.read() })}
        />
      )}
    </Card>
  );
}

function Linked({ answerChat, unitName }: { answerChat: AnswerChat; unitName: string }) {
  return (
    <>
      <p role="status">{words.linked(localName(unitName))}</p>
      {answerChat.work === 'stopping' ? (
        <Loading text={words.stopping} />
      ) : (
        <Button look="secondary" wide onPress={() => void answerChat.stop()}>
          {words.stop}
        </Button>
      )}
    </>
  );
}

function Offer({ answerChat, unitName }: { answerChat: AnswerChat; unitName: string }) {
  const platform = useAtomValue(platformAtom);
  const isSandbox = useAtomValue(portalAtom)?.sandbox ?? false;
  const [said, setSaid] = useState<string | null>(null);
  const { code, work } = answerChat;
  // On Zalo nobody has the sandbox's channels, so a browser has no page of theirs to open.
  const canOpen = platform.kind === 'zalo' || !isSandbox;

  const open = async ({ oaId, text: message }: SenderChatCode) => {
    setSaid(null);
    const outcome = await platform.openChat(oaId, message);
    if (outcome.kind === 'unavailable') setSaid(words.openUnavailable(unitName));
  };
  const start = async () => {
    setSaid(null);
    const made = await answerChat.start();
    // A browser takes no words along: there they are to be copied first.
    if (made && platform.kind === 'zalo') await open(made);
  };
  const copy = async (message: string) => {
    const outcome = await platform.copyText(message);
    setSaid(outcome.kind === 'ok' ? words.copied : words.copyFailed);
  };

  if (work === 'starting') return <Loading text={words.starting} />;
  if (!code) {
    return (
      <>
        <StatusLine>{answerChat.hasStopped && words.stopped}</StatusLine>
        <p>{words.body(localName(unitName))}</p>
        <Button look="secondary" icon="message" wide onPress={() => void start()}>
          {words.start}
        </Button>
      </>
    );
  }
  return (
    <>
      <p role="status">{words.sendThis(momentText(code.expiresAt, new Date()))}</p>
      <p className={styles.toSend}>{code.text}</p>
      {!canOpen && <p>{words.sandbox}</p>}
      <Actions>
        {canOpen && (
          <Button icon="message" wide onPress={() => void open(code)}>
            {words.open}
          </Button>
        )}
        <Button look="secondary" icon="copy" wide onPress={() => void copy(code.text)}>
          {words.copy}
        </Button>
      </Actions>
      <StatusLine>{said}</StatusLine>
    </>
  );
}
