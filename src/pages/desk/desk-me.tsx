import { useState } from 'react';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { closeThisBrowser } from '../../api/desk-entrance.ts';
import { leaveDeskAtom } from '../../api/desk-session.ts';
import { BindingCode } from '../../features/desk-entrance/binding-code.tsx';
import { OtherBrowsers } from '../../features/desk-entrance/other-browsers.tsx';
import { playTune, soundWantedAtom } from '../../lib/chime.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { awakeWantedAtom, canStayAwake } from '../../lib/wake-lock.ts';
import { paths } from '../../text/paths.ts';
import { deskText } from '../../text/vi-desk.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CheckField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowLink, RowList, RowSoft, RowTitle } from '../../ui/row-list.tsx';
import { Card, Screen } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './desk.module.css';
import { readsTips } from './desk-panes.tsx';

const words = deskText.me;

/** Who sits here, whether they are rung for, and the way out. */
export function DeskMe({ me, desk }: { me: StaffMe; desk: DeskApi }) {
  return (
    <Screen name={words.heading} heading={words.heading}>
      <Card>
        <dl className={styles.facts}>
          <div>
            <dt>{words.signedInAs}</dt>
            <dd>{me.name}</dd>
          </div>
          <div>
            <dt>{words.role}</dt>
            <dd>{words.roles[me.role]}</dd>
          </div>
          <div>
            <dt>{words.unit}</dt>
            <dd>{me.unit.name}</dd>
          </div>
        </dl>
        {!readsTips(me) && <p>{words.noTips}</p>}
        <Leave desk={desk} />
      </Card>
      <RowList>
        <RowLink to={`${paths.desk}/guide`} icon="info">
          <RowTitle>{words.guide}</RowTitle>
          <RowSoft>{words.guideHint}</RowSoft>
        </RowLink>
      </RowList>
      {readsTips(me) && <Sound />}
      <OtherBrowsers desk={desk} mayOpen={!desk.isBrowserSession} />
      {!desk.isGuest && <BindingCode desk={desk} />}
    </Screen>
  );
}

function Leave({ desk }: { desk: DeskApi }) {
  const leave = useSetAtom(leaveDeskAtom);
  const go = async () => {
    // What opened this browser opens nothing any more, also for whoever might have copied it. Without a line it ends by itself.
    if (desk.isBrowserSession) await closeThisBrowser(desk);
    leave('left');
  };
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="secondary" wide onPress={() => setIsAsking(true)}>
        {words.leave}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        heading={words.leaveQuestion}
        body={words.leaveBody}
        yes={words.leaveYes}
        no={words.leaveNo}
        onYes={() => void go()}
        onNo={() => setIsAsking(false)}
      />
    </>
  );
}

function Sound() {
  const isWanted = useAtomValue(soundWantedAtom);
  const setWanted = useSetAtom(soundWantedAtom);
  const isAwake = useAtomValue(awakeWantedAtom);
  const setAwake = useSetAtom(awakeWantedAtom);
  const [isBlocked, setIsBlocked] = useState(false);
  const tryIt = async () => setIsBlocked(!(await playTune('notice')));
  return (
    <Card>
      <CheckField
        name="sound"
        title={words.sound}
        hint={words.soundHint}
        isChecked={isWanted}
        onChange={(wanted) => {
          setWanted(wanted);
          // The press is what the browser waited for.
          if (wanted) void tryIt();
        }}
      />
      <StatusLine>
        {isBlocked && (
          <Notice tone="warning">
            <p>{words.soundBlocked}</p>
          </Notice>
        )}
      </StatusLine>
      <Button look="secondary" icon="bell" onPress={() => void tryIt()}>
        {words.soundTry}
      </Button>
      {canStayAwake() && (
        <CheckField
          name="awake"
          title={words.awake}
          hint={words.awakeHint}
          isChecked={isAwake}
          onChange={setAwake}
        />
      )}
    </Card>
  );
}
