import { useState } from 'react';
import type { TipView } from '#contract/tips.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { getTip } from '../../api/tips.ts';
import { FindTipForm, type TipCredentials } from '../../features/track-tip/find-tip-form.tsx';
import { TipDetails } from '../../features/track-tip/tip-details.tsx';
import { text } from '../../text/vi.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Actions, Loading, Screen } from '../../ui/screen.tsx';

type OpenTip = { credentials: TipCredentials; tip: TipView };

/** Opens a tip again by its two codes. Codes and tip live in this screen's memory and go with it. */
export default function TrackTipPage() {
  const [open, setOpen] = useState<OpenTip | null>(null);

  const find = async (credentials: TipCredentials): Promise<ApiResult<TipView>> => {
    const result = await getTip(credentials.code, credentials.receipt);
    if (result.ok) setOpen({ credentials, tip: result.value });
    return result;
  };

  if (open) return <OpenedTip key={open.tip.code} open={open} find={find} onClose={() => setOpen(null)} />;
  return (
    <Screen key="find" name={text.track.name} heading={text.track.heading} lead={text.track.lead}>
      <FindTipForm find={find} />
    </Screen>
  );
}

function OpenedTip(props: {
  open: OpenTip;
  find: (credentials: TipCredentials) => Promise<ApiResult<TipView>>;
  onClose: () => void;
}) {
  const { credentials, tip } = props.open;
  const [isRefreshing, setIsRefreshing] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const refresh = async () => {
    setIsRefreshing(true);
    const result = await props.find(credentials);
    setProblem(result.ok ? null : result.problem);
    setIsRefreshing(false);
  };

  return (
    <Screen name={text.track.name} heading={text.track.tip(tip.code)}>
      <TipDetails tip={tip} />
      {problem && (
        <FailedNotice
          {...problemText(problem)}
          requestIdLabel={text.app.requestId}
          retryLabel={text.app.retry}
          onRetry={() => void refresh()}
        />
      )}
      <Actions>
        {isRefreshing ? (
          <Loading text={text.track.opening} />
        ) : (
          <Button look="secondary" icon="retry" wide onPress={() => void refresh()}>
            {text.track.refresh}
          </Button>
        )}
        <Button look="plain" onPress={props.onClose}>
          {text.track.closeTip}
        </Button>
      </Actions>
    </Screen>
  );
}
