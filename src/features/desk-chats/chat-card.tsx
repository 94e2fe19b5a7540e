import { useState } from 'react';
import type { DeskApi } from '../../api/desk.ts';
import { closeDeskChat, type DeskChat } from '../../api/desk-chats.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { amountText } from '../../text/vi-desk.ts';
import { deskChatText } from '../../text/vi-desk-chats.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './desk-chats.module.css';

const words = deskChatText;
const minuteMs = 60_000;

/** One chat: how long somebody waits, why people have it, until when Zalo takes an answer; and the way back to the assistant. */
export function ChatCard(props: {
  chat: DeskChat;
  desk: DeskApi;
  nowMs: number;
  mayAct: boolean;
  onGivenBack: () => Promise<unknown>;
}) {
  const { chat, nowMs } = props;
  const now = new Date(nowMs);
  const wait = waitText(chat, nowMs);
  return (
    <article className={styles.card} data-waiting={chat.waitingSince !== null || undefined}>
      <h3 className={styles.head}>
        <Icon name={chat.waitingSince === null ? 'check' : 'clock'} />
        {wait}
      </h3>
      <p className={styles.strong}>{chat.unit.name}</p>
      <ul className={styles.lines}>
        <li>
          {words.reasons[chat.reason]}. {words.handedOver(momentText(chat.since, now))}
        </li>
        <li>
          {chat.answeredAt === null ? words.notAnswered : words.answered(momentText(chat.answeredAt, now))}
        </li>
        {chat.windowUntil !== null && <Window until={chat.windowUntil} nowMs={nowMs} />}
        {chat.silentUntil !== null && (
          <li>
            {Date.parse(chat.silentUntil) > nowMs
              ? words.silent(momentText(chat.silentUntil, now))
              : words.silenceOver}
          </li>
        )}
      </ul>
      {props.mayAct && <GiveBack {...props} wait={wait} />}
    </article>
  );
}

function waitText({ waitingSince }: DeskChat, nowMs: number): string {
  if (waitingSince === null) return words.isTaken;
  const minutes = Math.floor((nowMs - Date.parse(waitingSince)) / minuteMs);
  return minutes < 1 ? words.waitsSince : words.waits(amountText(minutes));
}

function Window({ until, nowMs }: { until: string; nowMs: number }) {
  const isOpen = Date.parse(until) > nowMs;
  return (
    <li data-closed={!isOpen || undefined}>
      {isOpen ? words.window(momentText(until, new Date(nowMs))) : words.windowClosed}
    </li>
  );
}

function GiveBack(props: {
  chat: DeskChat;
  desk: DeskApi;
  wait: string;
  onGivenBack: () => Promise<unknown>;
}) {
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const giveBack = async () => {
    setIsSending(true);
    setProblem(null);
    const result = await closeDeskChat(props.desk, props.chat.id);
    if (result.ok) await props.onGivenBack();
    else setProblem(result.problem);
    setIsSending(false);
  };
  return (
    <>
      {problem && (
        <p role="alert" className={styles.problem}>
          {words.giveBackFailed} {problemText(problem).message}
        </p>
      )}
      <Button
        look="secondary"
        icon="retry"
        wide
        inactive={isSending}
        label={words.giveBackOf(props.chat.unit.name, props.wait)}
        onPress={() => void giveBack()}
      >
        {isSending ? words.givingBack : words.giveBack}
      </Button>
    </>
  );
}
