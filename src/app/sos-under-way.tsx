import { type ComponentType, useEffect, useState } from 'react';
import { useHasAlert } from '../features/sos/kept-alert.ts';
import { onLineChange } from '../lib/online.ts';

/** Says on every screen but its own that an alert is under way, and keeps it going after a reload. Fetched only where there is one. */
export function SosUnderWay() {
  const hasAlert = useHasAlert();
  const [strip, setStrip] = useState<{ component: ComponentType } | null>(null);
  const isMissing = hasAlert && strip === null;
  useEffect(() => {
    if (!isMissing) return;
    const load = () =>
      import('../features/sos/open-alert-strip.tsx').then(
        ({ default: component }) => setStrip({ component }),
        () => undefined,
      );
    void load();
    return onLineChange(() => void load());
  }, [isMissing]);
  return strip && <strip.component />;
}
