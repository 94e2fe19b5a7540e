import type { ReactNode } from 'react';
import type { TipView } from '#contract/tips.ts';
import { problemText } from '../../api/problem-text.ts';
import type { TipAccess } from '../../api/sent-tips.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { trackText } from '../../text/vi-track.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { AnswerChatCard } from './answer-chat.tsx';
import { MessageForm } from './message-form.tsx';
import { GivenRating, RatingForm } from './rating-form.tsx';
import { ReopenForm } from './reopen-form.tsx';
import { TipFacts, TipStanding } from './tip-facts.tsx';
import { TipMessages } from './tip-messages.tsx';
import { TipTimeline } from './tip-timeline.tsx';
import { type OpenedTip, useOpenedTip } from './use-opened-tip.ts';

const words = sentTipText.open;

/** A sent tip: where it stands, what was said, and what its sender may do now. `children` stand before the last buttons. */
export function OpenedTipView(props: {
  access: TipAccess;
  first: TipView | null;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { access } = props;
  const opened = useOpenedTip(access, props.first);
  const { tip, problem, isRefreshing } = opened;
  return (
    <>
      <StatusLine>
        {opened.hasNews && (
          <Notice tone="success">
            <p>{words.news}</p>
          </Notice>
        )}
      </StatusLine>
      {problem && (
        <FailedNotice
          message={`${tip ? words.refreshFailed : ''} ${problemText(problem).message}`.trim()}
          requestId={problemText(problem).requestId}
          onRetry={() => void opened.refresh()}
        />
      )}
      {tip && <Contents tip={tip} access={access} opened={opened} />}
      {props.children}
      <Actions>
        {isRefreshing ? (
          <Loading text={tip ? words.refreshing : words.loading} />
        ) : (
          <Button look="secondary" icon="retry" wide onPress={() => void opened.refresh()}>
            {trackText.refresh}
          </Button>
        )}
        <Button look="plain" onPress={props.onClose}>
          {words.close}
        </Button>
      </Actions>
    </>
  );
}

function Contents({ tip, access, opened }: { tip: TipView; access: TipAccess; opened: OpenedTip }) {
  const { refreshQuietly } = opened;
  const hasMessages = tip.messages.length > 0;
  const isAnswered = tip.status === 'answered' || tip.status === 'closed';
  return (
    <>
      <TipStanding tip={tip} />
      {/* Who comes back comes for what was said to them. */}
      {hasMessages && <TipMessages tip={tip} access={access} />}
      {!hasMessages && <TipTimeline timeline={tip.timeline} />}
      {tip.can.rate && <RatingForm access={access} onRated={refreshQuietly} />}
      <StatusLine>{tip.rating && <GivenRating rating={tip.rating} />}</StatusLine>
      {tip.can.reopen && <ReopenForm tip={tip} access={access} onReopened={refreshQuietly} />}
      {isAnswered && tip.reopensLeft === 0 && (
        <Notice tone="info">
          <p>{sentTipText.reopen.none}</p>
        </Notice>
      )}
      {tip.can.sendMessage ? (
        <MessageForm tip={tip} access={access} onSent={refreshQuietly} />
      ) : (
        <p>{sentTipText.message.closed}</p>
      )}
      {hasMessages && <TipTimeline timeline={tip.timeline} />}
      {!tip.anonymous && !tip.restricted && <AnswerChatCard access={access} />}
      <TipFacts tip={tip} access={access} />
    </>
  );
}
