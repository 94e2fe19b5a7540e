import { useState } from 'react';
import type { UnitSummary } from '#contract/portal.ts';
import { portalAtom } from '../../api/portal.ts';
import { useAtomValue } from '../../lib/store.ts';
import { oaPage } from '../../platform/outside-link.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import type { Outcome } from '../../platform/platform.ts';
import { vietnameseName } from '../../text/content-words.ts';
import { channelText } from '../../text/vi-channels.ts';
import { Button, OutsideLink } from '../../ui/button.tsx';
import { Notice, type NoticeTone } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './channel-list.module.css';

const words = channelText.channel;

type Remark = { tone: NoticeTone; words: string };

/** A unit's channel on Zalo: follow and chat inside Zalo, its page on the web. A unit without one says so and has no button. */
export function UnitChannel({ unit }: { unit: UnitSummary }) {
  const platform = useAtomValue(platformAtom);
  const isSandbox = useAtomValue(portalAtom)?.sandbox ?? false;
  return (
    <Card>
      <h2>{words.heading}</h2>
      {unit.oaId === null && <p>{words.none}</p>}
      {unit.oaId !== null && (
        <>
          <p>{words.followHint}</p>
          {platform.kind === 'zalo' && <ZaloButtons oaId={unit.oaId} unitName={unit.name} />}
          {platform.kind === 'browser' && isSandbox && <p>{words.sandbox}</p>}
          {platform.kind === 'browser' && !isSandbox && (
            <OutsideLink href={oaPage(unit.oaId)} label={words.openPageOf(unit.name)} wide>
              {words.openPage}
            </OutsideLink>
          )}
        </>
      )}
    </Card>
  );
}

function followRemark(outcome: Outcome<void>, unitName: string): Remark {
  if (outcome.kind === 'ok') return { tone: 'success', words: words.followed(unitName) };
  if (outcome.kind === 'declined') return { tone: 'info', words: words.followDeclined };
  return outcome.reason === 'timeout'
    ? { tone: 'warning', words: words.followUnknown }
    : { tone: 'warning', words: words.followUnavailable(vietnameseName(unitName)) };
}

function ZaloButtons({ oaId, unitName }: { oaId: string; unitName: string }) {
  const platform = useAtomValue(platformAtom);
  const [isFollowing, setIsFollowing] = useState(false);
  const [remark, setRemark] = useState<Remark | null>(null);

  const follow = async () => {
    setRemark(null);
    setIsFollowing(true);
    setRemark(followRemark(await platform.followOa(oaId), unitName));
    setIsFollowing(false);
  };

  const chat = async () => {
    setRemark(null);
    const outcome = await platform.openChat(oaId);
    if (outcome.kind === 'unavailable')
      setRemark({ tone: 'warning', words: words.chatUnavailable(vietnameseName(unitName)) });
  };

  return (
    <>
      {isFollowing ? (
        <Loading text={words.following} />
      ) : (
        <div className={styles.buttons}>
          <Button icon="check" label={words.followOf(unitName)} onPress={() => void follow()}>
            {words.follow}
          </Button>
          <Button look="secondary" icon="message" label={words.chatOf(unitName)} onPress={() => void chat()}>
            {words.chat}
          </Button>
        </div>
      )}
      <StatusLine>
        {remark && (
          <Notice tone={remark.tone}>
            <p>{remark.words}</p>
          </Notice>
        )}
      </StatusLine>
    </>
  );
}
