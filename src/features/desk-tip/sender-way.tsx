import { useEffect, useState } from 'react';
import type { SenderReach } from '#contract/sender-ways.ts';
import type { DeskApi } from '../../api/desk.ts';
import { getSenderReach } from '../../api/desk-reach.ts';
import styles from './desk-tip.module.css';
import { senderWayText } from './sender-way.rules.ts';

/**
 * One line beside what is written to a sender: by which way it will reach them. Left away while it is not known: it decides nothing, and
 * nobody is to wait with an answer for it.
 */
export function SenderWay({ desk, code }: { desk: DeskApi; code: string }) {
  const [reach, setReach] = useState<SenderReach | null>(null);
  useEffect(() => {
    let isWanted = true;
    void getSenderReach(desk, code).then((result) => {
      if (isWanted && result.ok) setReach(result.value);
    });
    return () => {
      isWanted = false;
    };
  }, [desk, code]);
  return reach && <p className={styles.soft}>{senderWayText(reach, new Date())}</p>;
}
