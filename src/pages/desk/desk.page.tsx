import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Navigate, useParams } from 'react-router-dom';
import type { StaffMe } from '#contract/staff.ts';
import { createDeskApi, type DeskApi, isZaloSession } from '../../api/desk.ts';
import { enterByZalo } from '../../api/desk-entrance.ts';
import { createDeskLive, type DeskLive } from '../../api/desk-live.ts';
import { deskCredentialAtom, enterDeskAtom, leaveDeskAtom } from '../../api/desk-session.ts';
import { portalStateAtom } from '../../api/portal.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { useDeskChats } from '../../features/desk-chats/use-desk-chats.ts';
import { useHandedKey } from '../../features/desk-entrance/handed-key.ts';
import { noChoice } from '../../features/desk-list/desk-filter.ts';
import { useWaitingTips, type WaitingTips } from '../../features/desk-list/use-waiting-tips.ts';
import { SosAlarm } from '../../features/desk-sos/sos-alarm.tsx';
import { useDeskSos } from '../../features/desk-sos/use-desk-sos.ts';
import type { ShowPoint } from '../../features/desk-tip/tip-place.tsx';
import { playTune, soundWantedAtom } from '../../lib/chime.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { awakeWantedAtom, useWakeLock } from '../../lib/wake-lock.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { paths } from '../../text/paths.ts';
import { deskText } from '../../text/vi-desk.ts';
import { deskChatText } from '../../text/vi-desk-chats.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import styles from './desk.module.css';
import {
  DeskHeader,
  DeskNav,
  LostNotice,
  laterItems,
  type NavItem,
  Pane,
  SoundHint,
  useTitleBadge,
} from './desk-frame.tsx';
import { deskPanes, readsTips } from './desk-panes.tsx';
import {
  ChatsPane,
  DeskEntrance,
  DeskGuide,
  DeskMe,
  DeskMore,
  PointMap,
  preloadDeskParts,
  SosPane,
} from './desk-parts.tsx';
import { DeskTips } from './desk-tips.tsx';

/** The staff's part of the app. Nothing of it is loaded by a citizen. */
export default function DeskPage() {
  const credential = useAtomValue(deskCredentialAtom);
  useHandedEntrance();
  const { '*': rest = '' } = useParams();
  if (credential === null) return rest === 'guide' ? <GuideBeforeEntrance /> : <DeskEntrance />;
  return <OpeningDesk key={credential} credential={credential} />;
}

/** Who cannot come in yet may read how one does. */
const GuideBeforeEntrance = () => (
  <div className={styles.entrance}>
    <Suspense fallback={<Loading text={deskText.loadingPane} />}>
      <DeskGuide back={paths.desk} />
    </Suspense>
  </div>
);

/** A key in the address opens the desk in the sandbox alone: elsewhere a link could put somebody at another's desk. */
function useHandedEntrance(): void {
  const handed = useHandedKey();
  const state = useAtomValue(portalStateAtom);
  const enter = useSetAtom(enterDeskAtom);
  const leave = useSetAtom(leaveDeskAtom);
  const isSandbox = state.kind === 'ready' && !state.stale ? state.portal.sandbox : null;
  const judged = useRef<string | null>(null);
  useEffect(() => {
    // Once: who has left is not let in again because the line came back.
    if (handed === null || isSandbox === null || judged.current === handed) return;
    judged.current = handed;
    if (isSandbox) enter(handed);
    else leave('link-refused');
  }, [handed, isSandbox, enter, leave]);
}

function OpeningDesk({ credential }: { credential: string }) {
  const refuse = useRefusal(credential);
  const desk = useMemo(() => createDeskApi(credential, refuse), [credential, refuse]);
  const [me, setMe] = useState<StaffMe | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const ask = useCallback(async () => {
    setProblem(null);
    const result = await desk.me();
    if (result.ok) setMe(result.value);
    else setProblem(result.problem);
  }, [desk]);
  useEffect(() => void ask(), [ask]);
  if (me) return <OpenDesk desk={desk} me={me} />;
  if (!problem) return <Loading text={deskText.loading} />;
  const { message, requestId } = problemText(problem);
  return (
    <Pane>
      <FailedNotice message={message} requestId={requestId} onRetry={() => void ask()} />
    </Pane>
  );
}

/**
 * A credential that is taken no more ends the watch, audibly: who relies on the bell must not sit before a closed desk. A session of Zalo
 * is renewed first, without a question.
 */
function useRefusal(credential: string): () => void {
  const platform = useAtomValue(platformAtom);
  const enter = useSetAtom(enterDeskAtom);
  const leave = useSetAtom(leaveDeskAtom);
  const isRefused = useRef(false);
  return useCallback(() => {
    if (isRefused.current) return;
    isRefused.current = true;
    const end = () => {
      leave('refused');
      void playTune('notice');
    };
    if (!isZaloSession(credential)) return end();
    void enterByZalo(platform).then((result) => {
      if (result.ok && result.value.credential !== credential) enter(result.value.credential);
      else end();
    });
  }, [credential, platform, enter, leave]);
}

function OpenDesk({ desk, me }: { desk: DeskApi; me: StaffMe }) {
  const live = useMemo(() => createDeskLive(desk), [desk]);
  return readsTips(me) ? <TipsDesk desk={desk} me={me} live={live} /> : <OtherDesk desk={desk} me={me} />;
}

const codesNewMax = 200;

/** Rings once for what comes together, and remembers what is new until it is opened. */
function useNewTips(desk: DeskApi, live: DeskLive, openCode: string | null) {
  const isSoundWanted = useAtomValue(soundWantedAtom);
  const [newCodes, setNewCodes] = useState<ReadonlySet<string>>(new Set());
  const waiting = useWaitingTips(desk, live, (codes) => {
    if (isSoundWanted) void playTune('notice');
    setNewCodes((former) => new Set([...former, ...codes].slice(-codesNewMax)));
  });
  useEffect(() => {
    if (openCode === null) return;
    setNewCodes((former) => new Set([...former].filter((code) => code !== openCode)));
  }, [openCode]);
  return { waiting, newCodes };
}

/** Chats that people have; rings once for those who begin to wait together. */
function useRungChats(desk: DeskApi, live: DeskLive) {
  const isSoundWanted = useAtomValue(soundWantedAtom);
  const [newChats, setNewChats] = useState(0);
  const chats = useDeskChats(desk, live, (count) => {
    if (isSoundWanted) void playTune('notice');
    setNewChats(count);
  });
  return { chats, newChats };
}

function TipsDesk({ desk, me, live }: { desk: DeskApi; me: StaffMe; live: DeskLive }) {
  useEffect(() => live.start(), [live]);
  useWakeLock(useAtomValue(awakeWantedAtom));
  const { '*': rest = '' } = useParams();
  const openCode = rest.startsWith('tips/') ? rest.slice('tips/'.length).toUpperCase() : null;
  const { waiting, newCodes } = useNewTips(desk, live, openCode);
  const sos = useDeskSos(desk, live, true);
  const sosOpen = sos.open ?? [];
  const { chats, newChats } = useRungChats(desk, live);
  const [choice, setChoice] = useState(noChoice);
  useTitleBadge(waiting.waiting + sosOpen.length + chats.waiting, waiting.isMore);
  useEffect(preloadDeskParts, []);
  const showPoint: ShowPoint = ({ point, unitId, place }) => (
    <Suspense fallback={<Loading text={deskText.loadingPane} />}>
      <PointMap point={point} ownUnitId={unitId} desk={desk} place={place} />
    </Suspense>
  );
  const nav = [
    { path: paths.desk, label: deskText.nav.tips, icon: 'list', ...tipCount(waiting) },
    {
      path: `${paths.desk}/sos`,
      label: deskText.nav.sos,
      icon: 'siren',
      count: sosOpen.length === 0 ? '' : String(sosOpen.length),
      isLoud: true,
    },
    {
      path: `${paths.desk}/chats`,
      label: deskChatText.nav,
      icon: 'message',
      count: chats.waiting === 0 ? '' : String(chats.waiting),
      isLoud: false,
    },
    ...panesOf(me),
  ] as const;
  return (
    <div className={styles.desk} data-tip-open={openCode === null ? undefined : true}>
      <DeskHeader me={me} live={live} isTipOpen={openCode !== null} />
      <div className={styles.alarms}>
        <SosAlarm
          open={sosOpen}
          desk={desk}
          to={`${paths.desk}/sos`}
          isHere={rest.startsWith('sos')}
          onChanged={sos.refresh}
        />
        <LostNotice live={live} />
        <SoundHint />
        <p role="status" className="for-screen-readers">
          {newChats > 0 && deskChatText.newWaiting(newChats)}
        </p>
      </div>
      {rest === '' || openCode !== null ? (
        <DeskTips
          desk={desk}
          live={live}
          me={me}
          openCode={openCode}
          waiting={waiting}
          newCodes={newCodes}
          choice={choice}
          onChoose={setChoice}
          showPoint={showPoint}
        />
      ) : rest === 'sos' || rest.startsWith('sos/') ? (
        <Pane>
          <SosPane
            state={sos}
            desk={desk}
            wantedId={rest.slice('sos/'.length) || null}
            showFix={({ point, trail, unitId, place }) => (
              <Suspense fallback={<Loading text={deskText.loadingPane} />}>
                <PointMap point={point} trail={trail} ownUnitId={unitId} desk={desk} place={place} />
              </Suspense>
            )}
          />
        </Pane>
      ) : rest === 'chats' ? (
        <Pane>
          <ChatsPane state={chats} desk={desk} mayAct={me.scopes.includes('act')} />
        </Pane>
      ) : (
        <OtherPane path={rest} desk={desk} me={me} items={nav} />
      )}
      <DeskNav items={nav} />
    </div>
  );
}

/** For those who read no tips: what else there is for them. */
function OtherDesk({ desk, me }: { desk: DeskApi; me: StaffMe }) {
  const { '*': rest = '' } = useParams();
  const first = panesOf(me)[0];
  if (rest === '' && first) return <Navigate to={first.path} replace />;
  return (
    <div className={styles.desk}>
      <DeskHeader me={me} live={null} isTipOpen={false} />
      <div className={styles.alarms} />
      <OtherPane path={rest} desk={desk} me={me} items={panesOf(me)} />
      <DeskNav items={panesOf(me)} />
    </div>
  );
}

function OtherPane(props: { path: string; desk: DeskApi; me: StaffMe; items: readonly NavItem[] }) {
  const { path, desk, me, items } = props;
  const pane = deskPanes.find((each) => path.split('/')[0] === each.path && each.isFor(me));
  if (pane) return <Pane>{pane.show({ desk, me })}</Pane>;
  if (path === 'more') {
    return (
      <Pane>
        <DeskMore items={laterItems(items)} />
      </Pane>
    );
  }
  if (path === 'guide') {
    return (
      <Pane>
        <DeskGuide back={`${paths.desk}/me`} />
      </Pane>
    );
  }
  if (path === 'me') {
    return (
      <Pane>
        <DeskMe me={me} desk={desk} />
      </Pane>
    );
  }
  return <Navigate to={paths.desk} replace />;
}

const noCount = { count: '', isLoud: false } as const;

const panesOf = (me: StaffMe) => [
  ...deskPanes
    .filter(({ isFor }) => isFor(me))
    .map(({ path, label, icon }) => ({ path: `${paths.desk}/${path}`, label, icon, ...noCount })),
  { path: `${paths.desk}/me`, label: deskText.nav.me, icon: 'person' as const, ...noCount },
];

const tipCount = ({ waiting, overdue, isMore }: WaitingTips) => ({
  count: waiting === 0 ? '' : `${waiting}${isMore ? '+' : ''}`,
  isLoud: overdue > 0,
});
