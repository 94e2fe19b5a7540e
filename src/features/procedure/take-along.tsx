import { useState } from 'react';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { sharedAddress } from '../../platform/surroundings.ts';
import { pathOfProcedure } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Button } from '../../ui/button.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './procedure.module.css';

const words = procedureText.one;

/** Send it to somebody, or take it along on paper. Inside Zalo there is no printing. */
export function TakeAlong({ id, shortName }: { id: string; shortName: string }) {
  const platform = useAtomValue(platformAtom);
  const [remark, setRemark] = useState<string | null>(null);

  const share = async () => {
    setRemark(null);
    const url = sharedAddress(pathOfProcedure(id));
    const shared = await platform.shareLink({ url, title: words.shareTitle(shortName) });
    if (shared.kind === 'declined') return;
    if (shared.kind === 'ok') return setRemark(words.shared);
    const copied = await platform.copyText(url);
    setRemark(copied.kind === 'ok' ? words.copied : words.shareFailed(url));
  };

  return (
    <div className={styles.notPrinted}>
      <Button look="secondary" icon="message" wide onPress={() => void share()}>
        {words.share}
      </Button>
      {platform.kind === 'browser' && (
        <Button look="secondary" icon="list" wide onPress={() => window.print()}>
          {words.print}
        </Button>
      )}
      <StatusLine>{remark !== null && <p className={styles.remark}>{remark}</p>}</StatusLine>
    </div>
  );
}
