import { bundledUnits } from '../../api/bundled-units.ts';
import { portalStateAtom, refreshPortalAtom } from '../../api/portal.ts';
import { problemText } from '../../api/problem-text.ts';
import { ChannelList } from '../../features/channels/channel-list.tsx';
import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { channelText } from '../../text/vi-channels.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';

const words = channelText.list;

/** All units of the place, with what each is for. Also without a line, as it was seen last time. */
export default function ChannelsPage() {
  const state = useAtomValue(portalStateAtom);
  const refresh = useSetAtom(refreshPortalAtom);
  const own = useAtomValue(chosenUnitAtom);
  return (
    <Screen name={words.name} heading={words.heading} lead={words.lead}>
      {state.kind === 'loading' && <Loading text={text.app.loading} />}
      {state.kind === 'failed' && (
        <FailedNotice lead={words.failed} {...problemText(state.problem)} onRetry={() => void refresh()} />
      )}
      {state.kind === 'failed' && bundledUnits.length > 0 && <ChannelList units={bundledUnits} own={own} />}
      {state.kind === 'ready' && state.portal.units.length === 0 && <p>{words.empty}</p>}
      {state.kind === 'ready' && state.portal.units.length > 0 && (
        <ChannelList units={state.portal.units} own={own} />
      )}
      <LinkButton to={paths.links} wide>
        {words.links}
      </LinkButton>
    </Screen>
  );
}
