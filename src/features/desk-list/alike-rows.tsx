import { useState } from 'react';
import { limits } from '#contract/limits.ts';
import type { DeskTipItem } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { deskText } from '../../text/vi-desk.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import styles from './desk-list.module.css';
import { TipMark } from './tip-mark.tsx';
import { TipRow } from './tip-row.tsx';

const words = deskText.group;

/** Many tips that say nearly the same: one row for all, opened at a press, taken up together. */
export function AlikeRows(props: {
  tips: readonly [DeskTipItem, ...DeskTipItem[]];
  nowMs: number;
  ownUnitId: string;
  openCode: string | null;
  newCodes: ReadonlySet<string>;
  mayAct: boolean;
  desk: DeskApi;
  onDone: (outcome: { done: number; failed: number }) => void;
}) {
  const { tips, nowMs } = props;
  const [first] = tips;
  const [isOpen, setIsOpen] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [isWorking, setIsWorking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const acknowledge = async () => {
    setIsAsking(false);
    setIsWorking(true);
    setProblem(null);
    const outcome = await acknowledgeInTurns(
      props.desk,
      tips.map(({ code }) => code),
    );
    setIsWorking(false);
    if (outcome.problem) setProblem(outcome.problem);
    props.onDone(outcome);
  };

  return (
    <div className={styles.alike}>
      <div className={styles.alikeHead}>
        <TipMark tip={first} nowMs={nowMs} />
        <div className={styles.facts}>
          <strong>
            {words.title(tips.length)} · {first.category.name}
          </strong>
          <span className={styles.excerpt}>{first.excerpt}</span>
        </div>
      </div>
      {problem && <FailedNotice {...problemText(problem)} />}
      {isWorking ? (
        <Loading text={words.working} />
      ) : (
        <div className={styles.alikeActions}>
          <Button look="secondary" onPress={() => setIsOpen(!isOpen)} expanded={isOpen}>
            {isOpen ? words.hide : words.show}
          </Button>
          {props.mayAct && first.status === 'received' && (
            <Button icon="check" onPress={() => setIsAsking(true)}>
              {words.acknowledge(tips.length)}
            </Button>
          )}
        </div>
      )}
      {isOpen && (
        <ul className={styles.rows}>
          {tips.map((tip) => (
            <li key={tip.code}>
              <TipRow
                tip={tip}
                nowMs={nowMs}
                ownUnitId={props.ownUnitId}
                isOpen={tip.code === props.openCode}
                isNew={props.newCodes.has(tip.code)}
              />
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        heading={words.question(tips.length)}
        body={words.body}
        yes={words.yes(tips.length)}
        no={words.no}
        onYes={() => void acknowledge()}
        onNo={() => setIsAsking(false)}
      />
    </div>
  );
}

/** As many at once as the server takes; what was done before something failed stays done. */
async function acknowledgeInTurns(
  desk: DeskApi,
  codes: readonly string[],
): Promise<{ done: number; failed: number; problem: ApiProblem | null }> {
  let [done, failed] = [0, 0];
  for (let from = 0; from < codes.length; from += limits.acknowledgedAtOnceMax) {
    const result = await desk.acknowledgeAll(codes.slice(from, from + limits.acknowledgedAtOnceMax));
    if (!result.ok) return { done, failed, problem: result.problem };
    done += result.value.items.filter(({ moved }) => moved !== null).length;
    failed += result.value.items.filter(({ problem }) => problem !== null).length;
  }
  return { done, failed, problem: null };
}
