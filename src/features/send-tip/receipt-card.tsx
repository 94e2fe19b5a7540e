import { useState } from 'react';
import type { TipReceipt } from '#contract/tips.ts';
import { receiptGroups } from '../../api/tip-credentials.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { localName } from '../../text/content-words.ts';
import { tipSentText } from '../../text/vi-tip-sent.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, type NoticeTone } from '../../ui/notice.tsx';
import { Actions, Card } from '../../ui/screen.tsx';
import styles from './receipt-card.module.css';
import { drawReceiptPicture } from './receipt-picture.ts';

type Remark = { tone: NoticeTone; words: string };

/** Both codes, large, with what each is for, and two ways to keep them. */
export function ReceiptCard({ receipt }: { receipt: TipReceipt }) {
  const [remark, setRemark] = useState<Remark | null>(null);
  return (
    <Card>
      <dl className={styles.codes}>
        <div className={styles.item}>
          <dt>{tipSentText.code}</dt>
          <dd className={styles.code}>{receipt.code}</dd>
          <dd className={styles.hint}>{tipSentText.codeHint}</dd>
        </div>
        <div className={styles.item}>
          <dt>{tipSentText.receipt}</dt>
          <dd className={styles.receipt}>{receiptGroups(receipt.receipt).join(' ')}</dd>
          <dd className={styles.hint}>{tipSentText.receiptHint}</dd>
        </div>
      </dl>
      <KeepingButtons receipt={receipt} onRemark={setRemark} />
      <div role="status">
        {remark && (
          <Notice tone={remark.tone}>
            <p>{remark.words}</p>
          </Notice>
        )}
      </div>
    </Card>
  );
}

function KeepingButtons(props: { receipt: TipReceipt; onRemark: (remark: Remark | null) => void }) {
  const platform = useAtomValue(platformAtom);
  const { receipt, onRemark } = props;

  const copy = async () => {
    const { unit, code } = receipt;
    const secret = receiptGroups(receipt.receipt).join('-');
    const outcome = await platform.copyText(tipSentText.copyText(localName(unit.name), code, secret));
    onRemark(
      outcome.kind === 'ok'
        ? { tone: 'success', words: tipSentText.copied }
        : { tone: 'warning', words: tipSentText.copyFailed },
    );
  };

  const save = async () => {
    onRemark(null);
    const picture = await drawReceiptPicture(receipt);
    const outcome = await platform.saveImage(picture, tipSentText.fileName(receipt.code));
    if (outcome.kind === 'ok') onRemark({ tone: 'success', words: tipSentText.pictureSaved });
    if (outcome.kind === 'unavailable') onRemark({ tone: 'warning', words: tipSentText.pictureFailed });
  };

  return (
    <Actions>
      <Button look="secondary" icon="copy" wide onPress={() => void copy()}>
        {tipSentText.copy}
      </Button>
      <Button look="secondary" icon="download" wide onPress={() => void save()}>
        {tipSentText.picture}
      </Button>
    </Actions>
  );
}
