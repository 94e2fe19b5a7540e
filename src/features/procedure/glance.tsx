import type { ProcedureDetail } from '#contract/procedures.ts';
import { langOf } from '../../lib/language.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { feeRange, vndText } from './fee.rules.ts';
import styles from './procedure.module.css';

const words = procedureText.one;

/** The four things one asks first, above everything. */
export function Glance({ procedure }: { procedure: ProcedureDetail }) {
  const { authority, timeLimit, fees, online } = procedure;
  return (
    <dl className={styles.glance} aria-label={words.glance}>
      <Fact icon="place" label={words.glanceWhere} value={authority} />
      <Fact icon="clock" label={words.glanceTime} value={timeLimit.text} />
      <Fact icon="money" label={words.glanceFee} value={feeText(fees)} />
      <Fact icon="outside" label={words.glanceOnline} value={onlineText(online.level)} />
    </dl>
  );
}

/** Of our own, because home must not carry it. */
const moneyDrawing = 'M3 6h18v12H3V6zM12 14.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM6 9v.1M18 15v.1';

function Fact({ icon, label, value }: { icon: IconName | 'money'; label: string; value: string }) {
  return (
    <div>
      <dt>
        {icon === 'money' ? <Money /> : <Icon name={icon} size={20} />}
        {label}
      </dt>
      <dd lang={langOf(value)}>{value}</dd>
    </div>
  );
}

function Money() {
  return (
    <svg
      aria-hidden="true"
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={moneyDrawing} />
    </svg>
  );
}

function feeText(fees: ProcedureDetail['fees']): string {
  const range = feeRange(fees);
  if (range.kind === 'free') return words.free;
  if (range.kind === 'unknown') return words.unknownAmount;
  const { from, to } = range;
  return words.amount(from === to ? vndText(from) : `${vndText(from)}–${vndText(to)}`);
}

function onlineText(level: ProcedureDetail['online']['level']): string {
  switch (level) {
    case 'toan-trinh':
    case 'truc-tuyen':
      return words.online;
    case 'mot-phan':
      return words.onlinePart;
    case 'dat-lich':
      return words.onlineBooking;
    case 'truc-tiep':
      return words.notOnline;
    case null:
      return words.unknownAmount;
  }
}
