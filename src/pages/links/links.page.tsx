import { portalStateAtom, refreshPortalAtom } from '../../api/portal.ts';
import { problemText } from '../../api/problem-text.ts';
import { OutsideLinks } from '../../features/channels/outside-links.tsx';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { channelText } from '../../text/vi-channels.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';

const words = channelText.links;

/** Other portals of the state, as the place has chosen them. */
export default function LinksPage() {
  const state = useAtomValue(portalStateAtom);
  const refresh = useSetAtom(refreshPortalAtom);
  return (
    <Screen name={words.name} heading={words.heading}>
      {state.kind === 'loading' && <Loading text={text.app.loading} />}
      {state.kind === 'failed' && (
        <FailedNotice lead={words.failed} {...problemText(state.problem)} onRetry={() => void refresh()} />
      )}
      {state.kind === 'ready' && <OutsideLinks links={state.portal.links} />}
      <LinkButton look="plain" icon="shield" to={paths.desk}>
        {words.desk}
      </LinkButton>
    </Screen>
  );
}
