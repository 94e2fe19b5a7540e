import type { Portal } from '#contract/portal.ts';
import { instantOfLocal, instantText } from '../../lib/date-text.ts';
import { distanceText } from '../../lib/distance-text.ts';
import { localName } from '../../text/content-words.ts';
import { tipText } from '../../text/vi-tip.ts';
import { receivingUnit } from './receiving-unit.rules.ts';
import { type TipStep, tidy, tidyPhone } from './tip-draft.rules.ts';
import type { TipDraft } from './tip-draft.ts';

/** One line of the check screen: what it is, what was said, and the step on which it is changed. */
export type DraftLine = { label: string; value: string; step: TipStep; isMain?: boolean };

function timeText({ time }: TipDraft): string {
  if (time?.kind === 'now') return tipText.check.happenedAbout(instantText(time.at));
  const at = time?.kind === 'at' ? instantOfLocal(time.local) : undefined;
  return at === undefined ? tipText.check.happenedUnknown : instantText(at);
}

function placeText({ isNowhere, point, address }: TipDraft): string {
  if (isNowhere) return tipText.check.placeNone;
  const accuracy =
    point && point.accuracyM !== null
      ? tipText.check.placeAccuracy(distanceText(point.accuracyM))
      : tipText.check.placeAccuracyUnknown;
  return [tidy(address), point ? tipText.check.placePoint(accuracy) : ''].filter(Boolean).join('\n');
}

function senderText(draft: TipDraft): string {
  if (draft.identity === 'anonymous') return tipText.check.senderAnonymous;
  const account = draft.identity === 'account' ? tipText.check.senderAccount : '';
  return [account, tidy(draft.contactName), tidyPhone(draft.contactPhone)].filter(Boolean).join('\n');
}

/** The whole tip in plain words, the receiving unit first. */
export function draftLines(draft: TipDraft, portal: Portal): DraftLine[] {
  const { check, kind } = tipText;
  const category = portal.tipCategories.find(({ id }) => id === draft.categoryId);
  return [
    {
      label: check.unit,
      value: localName(receivingUnit(draft, portal)?.name ?? ''),
      step: 'dia-diem',
      isMain: true,
    },
    { label: check.kind, value: draft.kind ? kind[draft.kind] : '', step: 'loai-tin' },
    { label: check.category, value: category?.name ?? '', step: 'loai-tin' },
    { label: check.description, value: tidy(draft.description), step: 'noi-dung' },
    { label: check.happened, value: timeText(draft), step: 'noi-dung' },
    { label: check.photos, value: check.photoCount(draft.photos.length), step: 'noi-dung' },
    { label: check.place, value: placeText(draft), step: 'dia-diem' },
    { label: check.sender, value: senderText(draft), step: 'nguoi-gui' },
  ];
}
