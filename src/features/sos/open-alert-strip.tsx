import { paths } from '../../text/paths.ts';
import { sosText } from '../../text/vi-sos.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useSos } from './use-sos.ts';

/**
 * On every other screen: an alert is under way. It goes on sending by itself from here; the words say nothing to who looks over the
 * shoulder.
 */
export default function OpenAlertStrip() {
  const { state } = useSos();
  if (state.kind === 'ready' || state.kind === 'over') return null;
  return (
    <Notice tone="info">
      <p>{sosText.status.stillOpen}</p>
      <LinkButton to={paths.sos}>{sosText.status.view}</LinkButton>
    </Notice>
  );
}
