import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { limits } from '#contract/limits.ts';
import type { DeskApi } from '../../api/desk.ts';
import { problemText } from '../../api/problem-text.ts';
import { instantText } from '../../lib/date-text.ts';
import { useNow } from '../../lib/use-now.ts';
import { pathOfDeskTip } from '../../text/paths.ts';
import { deskText } from '../../text/vi-desk.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { type DeskRow, groupAlike } from './alike.rules.ts';
import { AlikeRows } from './alike-rows.tsx';
import { type DeskChoice, isNarrowed } from './desk-filter.ts';
import styles from './desk-list.module.css';
import { TipRow } from './tip-row.tsx';
import type { DeskList } from './use-desk-list.ts';

const words = deskText.list;
const clockPeriodMs = 5_000;
/** Pages that come by themselves; then a press asks for more, so that nobody scrolls through a year by accident. */
const pagesByItselfMax = 12;

/** The tips of a desk, what presses most first. On a wide screen the arrows open what they come to. */
export function TipList(props: {
  desk: DeskApi;
  list: DeskList;
  choice: DeskChoice;
  ownUnitId: string;
  openCode: string | null;
  newCodes: ReadonlySet<string>;
  mayAct: boolean;
  opensByArrow: () => boolean;
}) {
  const { list, choice } = props;
  const nowMs = Math.max(useNow(clockPeriodMs), list.readAt) + list.aheadMs;
  const rows = useMemo(() => groupAlike(list.items ?? []), [list.items]);
  const [outcome, setOutcome] = useState<{ done: number; failed: number } | null>(null);
  const moveFocus = useArrows(props.opensByArrow);
  useReturn(props.openCode);
  const hintId = useId();
  if (list.items === null) return <FirstLoading list={list} />;
  return (
    <>
      {list.problem && (
        <FailedNotice
          message={`${words.stale} (${instantText(new Date(list.readAt).toISOString())})`}
          requestId={problemText(list.problem).requestId}
          onRetry={() => void list.refresh()}
        />
      )}
      <StatusLine>{outcome && <Outcome {...outcome} />}</StatusLine>
      {rows.length === 0 && <EmptyState drawing={emptyDrawing(choice)} text={emptyWords(choice)} />}
      <p id={hintId} className="for-screen-readers">
        {words.keys}
      </p>
      <ul className={styles.rows} aria-label={words.label} aria-describedby={hintId} onKeyDown={moveFocus}>
        {rows.map((row) => (
          <li key={row.kind === 'tip' ? row.tip.code : row.key}>
            <Row
              {...props}
              row={row}
              nowMs={nowMs}
              onDone={(done) => {
                setOutcome(done);
                void list.refresh();
              }}
            />
          </li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}

function Row(
  props: Parameters<typeof TipList>[0] & {
    row: DeskRow;
    nowMs: number;
    onDone: (outcome: { done: number; failed: number }) => void;
  },
) {
  const { row, nowMs, ownUnitId, openCode, newCodes } = props;
  if (row.kind === 'tip') {
    return (
      <TipRow
        tip={row.tip}
        nowMs={nowMs}
        ownUnitId={ownUnitId}
        isOpen={row.tip.code === openCode}
        isNew={newCodes.has(row.tip.code)}
      />
    );
  }
  return <AlikeRows {...props} tips={row.tips} />;
}

function FirstLoading({ list }: { list: DeskList }) {
  if (!list.problem) return <Loading text={words.loading} />;
  return (
    <FailedNotice lead={words.failed} {...problemText(list.problem)} onRetry={() => void list.refresh()} />
  );
}

function Outcome({ done, failed }: { done: number; failed: number }) {
  return (
    <Notice tone={failed === 0 ? 'success' : 'warning'}>
      <p>{failed === 0 ? deskText.group.done(done) : deskText.group.partly(done, failed)}</p>
    </Notice>
  );
}

const emptyDrawing = (choice: DeskChoice) =>
  choice.search.trim() !== '' || isNarrowed(choice) ? 'search' : 'calm';

function emptyWords(choice: DeskChoice): string {
  if (choice.search.trim() !== '') return words.emptySearch(choice.search.trim().toUpperCase());
  if (isNarrowed(choice)) return words.emptyFilter;
  if (choice.quick === 'all') return words.empty;
  return choice.quick === 'waiting' || choice.quick === 'overdue' ? words.emptyWaiting : words.emptyFilter;
}

/** The next page, when the end of the list comes near the eye. */
function More({ list }: { list: DeskList }) {
  const endRef = useRef<HTMLDivElement>(null);
  const { hasMore, isLoadingMore, more } = list;
  const pages = Math.ceil((list.items?.length ?? 0) / limits.deskPageMax);
  const comesByItself = hasMore && !isLoadingMore && !list.problem && pages < pagesByItselfMax;

  useEffect(() => {
    const end = endRef.current;
    if (!comesByItself || !end) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void more();
      },
      { rootMargin: '400px' },
    );
    observer.observe(end);
    return () => observer.disconnect();
  }, [comesByItself, more]);

  if (!hasMore) return null;
  return (
    <div ref={endRef} className={styles.end}>
      {isLoadingMore ? (
        <p role="status">{words.loadingMore}</p>
      ) : (
        <Button look="secondary" wide onPress={() => void more()}>
          {words.loadMore}
        </Button>
      )}
    </div>
  );
}

/** Who goes through the list keeps the focus in it. */
const passingBy = { isPassingBy: true };

/** Up and down go from tip to tip. */
function useArrows(opens: () => boolean) {
  const navigate = useNavigate();
  return (event: KeyboardEvent<HTMLUListElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-tip-row]')];
    const here = all.findIndex((row) => row.matches(':focus'));
    const next = all[here + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
    const code = next.dataset.tipRow;
    if (code !== undefined && opens()) navigate(pathOfDeskTip(code), { replace: true, state: passingBy });
  };
}

/** Who comes back from a tip finds themselves where they left. */
function useReturn(openCode: string | null): void {
  const before = useRef(openCode);
  useEffect(() => {
    const left = before.current;
    before.current = openCode;
    if (openCode !== null || left === null) return;
    document.querySelector<HTMLElement>(`[data-tip-row="${CSS.escape(left)}"]`)?.focus();
  }, [openCode]);
}
