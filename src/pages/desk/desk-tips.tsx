import { Suspense, useEffect, useMemo } from 'react';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import type { DeskLive } from '../../api/desk-live.ts';
import { portalAtom } from '../../api/portal.ts';
import { type DeskChoice, filterOf } from '../../features/desk-list/desk-filter.ts';
import { ListFilter } from '../../features/desk-list/list-filter.tsx';
import { TipList } from '../../features/desk-list/tip-list.tsx';
import { useDeskList } from '../../features/desk-list/use-desk-list.ts';
import type { WaitingTips } from '../../features/desk-list/use-waiting-tips.ts';
import type { ShowPoint } from '../../features/desk-tip/tip-place.tsx';
import { useAtomValue } from '../../lib/store.ts';
import { isWithin } from '../../lib/units-below.ts';
import { deskText } from '../../text/vi-desk.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/screen.tsx';
import styles from './desk.module.css';
import { DeskTipPage } from './desk-parts.tsx';

/** From this width on list and tip stand side by side (desk.module.css). */
const isWide = () => window.matchMedia('(min-width: 768px)').matches;

/** The list and, beside it or over it, the tip that is open. */
export function DeskTips(props: {
  desk: DeskApi;
  live: DeskLive;
  me: StaffMe;
  openCode: string | null;
  waiting: WaitingTips;
  newCodes: ReadonlySet<string>;
  choice: DeskChoice;
  onChoose: (choice: DeskChoice) => void;
  showPoint: ShowPoint;
}) {
  const { desk, live, me, openCode, choice } = props;
  const filter = useMemo(() => filterOf(choice), [choice]);
  const list = useDeskList(desk, live, filter);
  return (
    <div className={styles.panes} data-open={openCode === null ? undefined : true}>
      <section className={styles.listPane} aria-labelledby="desk-list-heading">
        <p role="status" className="for-screen-readers">
          {props.newCodes.size > 0 && deskText.list.newTip(props.newCodes.size)}
        </p>
        <ListHeading isAlone={openCode === null} />
        <ListFilter
          choice={choice}
          onChange={props.onChoose}
          waiting={props.waiting}
          {...useFilterOptions(me)}
        />
        <TipList
          desk={desk}
          list={list}
          choice={choice}
          ownUnitId={me.unit.id}
          openCode={openCode}
          newCodes={props.newCodes}
          mayAct={me.scopes.includes('act')}
          opensByArrow={isWide}
        />
      </section>
      <div className={styles.tipPane}>
        {openCode === null ? (
          <div className={styles.choose}>
            <EmptyState drawing="list" text={deskText.list.choose} />
          </div>
        ) : (
          <Suspense fallback={<Loading text={deskText.loadingPane} />}>
            <DeskTipPage
              key={openCode}
              desk={desk}
              live={live}
              me={me}
              code={openCode}
              showPoint={props.showPoint}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}

/** The tip that is open has the page's first heading. */
function ListHeading({ isAlone }: { isAlone: boolean }) {
  const Heading = isAlone ? 'h1' : 'h2';
  useEffect(() => {
    document.title = isAlone ? deskText.name : deskText.tipName;
  }, [isAlone]);
  return (
    <Heading id="desk-list-heading" className="for-screen-readers">
      {deskText.list.heading}
    </Heading>
  );
}

/** What the list may be narrowed to: categories of the place, and the units that this person sees. */
function useFilterOptions(me: StaffMe) {
  const portal = useAtomValue(portalAtom);
  return useMemo(() => {
    const units = portal?.units ?? [];
    return {
      categories: (portal?.tipCategories ?? []).map(({ id, name }) => ({ value: id, label: name })),
      units: units
        .filter(({ id }) => isWithin(units, id, me.unit.id))
        .map(({ id, name }) => ({ value: id, label: name })),
    };
  }, [portal, me.unit.id]);
}
