import { limits } from '#contract/limits.ts';
import type { DeskEntry, DeskMove, DeskTip } from '#contract/staff.ts';
import type { DeskMoveBody } from '../../api/desk.ts';

/** Moves that ask for something before they are made. */
export type FormMove = Exclude<DeskMove, 'acknowledge'>;

export type MoveFields = { text: string; unit: string; person: string; category: string };
export type FieldName = keyof MoveFields;
export const noFields: MoveFields = { text: '', unit: '', person: '', category: '' };

type Form = {
  /** The longest text, and whether there has to be one. */
  text: { charsMax: number; isNeeded: boolean } | null;
  asks: readonly FieldName[];
};
const reason = { charsMax: limits.reasonCharsMax, isNeeded: true };
const remark = { charsMax: limits.reasonCharsMax, isNeeded: false };

export const moveForms: Readonly<Record<FormMove, Form>> = {
  ask: { text: { charsMax: limits.messageCharsMax, isNeeded: true }, asks: ['text'] },
  note: { text: { charsMax: limits.messageCharsMax, isNeeded: true }, asks: ['text'] },
  'draft-reply': { text: { charsMax: limits.replyCharsMax, isNeeded: true }, asks: ['text'] },
  'approve-reply': { text: null, asks: [] },
  'send-back': { text: reason, asks: ['text'] },
  transfer: { text: reason, asks: ['unit', 'text'] },
  escalate: { text: reason, asks: ['text'] },
  assign: { text: remark, asks: ['unit', 'person', 'text'] },
  reclassify: { text: reason, asks: ['category', 'text'] },
  close: { text: remark, asks: ['text'] },
  decline: { text: { charsMax: limits.replyCharsMax, isNeeded: true }, asks: ['text'] },
};

/** Moves whose words the sender reads and the content pack proposes some for. */
export const hasTemplates = (move: FormMove): boolean =>
  move === 'ask' || move === 'draft-reply' || move === 'decline';

/** The text with a template in it: in place of another that nobody has touched, below what somebody wrote. */
export function withTemplate(text: string, template: string, templates: readonly string[]): string {
  const written = text.trim();
  return written === '' || templates.includes(text) ? template : `${written}\n\n${template}`;
}

export type FieldIssue =
  | { field: FieldName; kind: 'empty' }
  | { field: 'text'; kind: 'long'; excess: number };

/** What is wrong before anything is sent, the first field first. */
export function issuesOf(move: FormMove, fields: MoveFields): FieldIssue[] {
  const { text } = moveForms[move];
  const issues: FieldIssue[] = [];
  if (move === 'transfer' && fields.unit === '') issues.push({ field: 'unit', kind: 'empty' });
  if (move === 'assign' && fields.unit === '' && fields.person === '')
    issues.push({ field: 'person', kind: 'empty' });
  if (move === 'reclassify' && fields.category === '') issues.push({ field: 'category', kind: 'empty' });
  const written = fields.text.trim();
  if (text?.isNeeded && written === '') issues.push({ field: 'text', kind: 'empty' });
  if (text && written.length > text.charsMax)
    issues.push({ field: 'text', kind: 'long', excess: written.length - text.charsMax });
  return issues;
}

/** What the server is sent. */
export function bodyOf(move: FormMove, fields: MoveFields): DeskMoveBody {
  const text = fields.text.trim();
  const said = text === '' ? {} : { reason: text };
  switch (move) {
    case 'ask':
    case 'note':
    case 'draft-reply':
      return { text };
    case 'approve-reply':
      return {};
    case 'send-back':
      return { remark: text };
    case 'transfer':
      return { unitId: fields.unit, reason: text };
    case 'escalate':
      return { reason: text };
    case 'assign':
      return {
        ...said,
        ...(fields.unit === '' ? {} : { unitId: fields.unit }),
        ...(fields.person === '' ? {} : { staffId: fields.person }),
      };
    case 'reclassify':
      return { category: fields.category, reason: text };
    case 'close':
      return said;
    case 'decline':
      return { advice: text };
  }
}

/** Names of the body's fields as the form has them, for what the server finds wrong. */
export const fieldOfPath = (path: unknown): FieldName => {
  if (path === 'unitId') return 'unit';
  if (path === 'staffId') return 'person';
  return path === 'category' ? 'category' : 'text';
};

/** What others did since: `baseSequence` is what the person had before their eyes when they began. */
export const changesSince = (tip: DeskTip, baseSequence: number, ownId: string): DeskEntry[] =>
  tip.history.filter(({ sequence, staff }) => sequence > baseSequence && staff?.id !== ownId);

/** What stands first in the bar; the rest is one press further. */
const order: readonly DeskMove[] = [
  'acknowledge',
  'approve-reply',
  'send-back',
  'ask',
  'draft-reply',
  'close',
  'note',
  'assign',
  'transfer',
  'escalate',
  'reclassify',
  'decline',
];

/** Most can be done to a tip at any time; the one or two that are next stand in front. */
export function splitMoves(can: readonly DeskMove[]): { first: DeskMove[]; others: DeskMove[] } {
  const sorted = order.filter((move) => can.includes(move));
  const count = sorted[0] === 'acknowledge' ? 1 : 2;
  return { first: sorted.slice(0, count), others: sorted.slice(count) };
}
