import { useNavigate } from 'react-router-dom';
import { portalStateAtom, refreshPortalAtom } from '../../api/portal.ts';
import { problemText } from '../../api/problem-text.ts';
import { chooseUnitAtom, chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { listWards } from '../../features/ward/ward.rules.ts';
import { WardByPlace } from '../../features/ward/ward-by-place.tsx';
import { WardList } from '../../features/ward/ward-list.tsx';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { wardText } from '../../text/vi-ward.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';

/** The ward by place or by list. Choosing returns to where the person came from. */
export default function ChooseWardPage() {
  const state = useAtomValue(portalStateAtom);
  const refresh = useSetAtom(refreshPortalAtom);
  const choose = useSetAtom(chooseUnitAtom);
  const chosen = useAtomValue(chosenUnitAtom);
  const navigate = useNavigate();

  const chooseAndReturn = (unitId: string) => {
    choose(unitId);
    const position: unknown = window.history.state?.idx;
    if (typeof position === 'number' && position > 0) navigate(-1);
    else navigate(paths.home, { replace: true });
  };

  return (
    <Screen name={wardText.name} heading={wardText.heading}>
      {state.kind === 'loading' && <Loading text={text.app.loading} />}
      {state.kind === 'failed' && (
        <FailedNotice {...problemText(state.problem)} onRetry={() => void refresh()} />
      )}
      {state.kind === 'ready' && (
        <>
          <WardByPlace onChoose={chooseAndReturn} />
          <WardList wards={listWards(state.portal)} chosenId={chosen?.id} onChoose={chooseAndReturn} />
        </>
      )}
    </Screen>
  );
}
