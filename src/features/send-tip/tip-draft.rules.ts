import { limits } from '#contract/limits.ts';
import type { Portal } from '#contract/portal.ts';
import type { NewTip } from '#contract/tips.ts';
import { instantOfLocal } from '../../lib/date-text.ts';
import { tipText } from '../../text/vi-tip.ts';
import { placeUnitId, pointFinding, receivingUnit } from './receiving-unit.rules.ts';
import type { TipDraft } from './tip-draft.ts';

/** The steps in their order; the words are those of the address line. */
export const tipSteps = ['loai-tin', 'noi-dung', 'dia-diem', 'nguoi-gui', 'kiem-tra'] as const;
export type TipStep = (typeof tipSteps)[number];

/** What can be wrong, named as the fields are on screen. */
export type TipField =
  | 'kind'
  | 'category'
  | 'description'
  | 'time'
  | 'timeLocal'
  | 'photos'
  | 'place'
  | 'address'
  | 'ward'
  | 'identity'
  | 'contactName'
  | 'contactPhone'
  | 'consent';
export type FieldIssues = Partial<Record<TipField, string>>;

/** Where each field stands. */
export const stepOfField: Record<TipField, TipStep> = {
  kind: 'loai-tin',
  category: 'loai-tin',
  description: 'noi-dung',
  time: 'noi-dung',
  timeLocal: 'noi-dung',
  photos: 'noi-dung',
  place: 'dia-diem',
  address: 'dia-diem',
  ward: 'dia-diem',
  identity: 'nguoi-gui',
  contactName: 'nguoi-gui',
  contactPhone: 'nguoi-gui',
  consent: 'kiem-tra',
};

/** What is counted and sent: without spaces at the ends, marks composed, as the server does it. */
export const tidy = (words: string): string => words.trim().normalize('NFC');

/** How long it is, letter by letter, as the server counts: an emoji is one, not two. */
export const countChars = (words: string): number => [...tidy(words)].length;

/** Ten or eleven digits from 0; +84 and 84 stand for the 0. Undefined when it is no such number. */
export function tidyPhone(typed: string): string | undefined {
  const digits = typed.replace(/[\s.-]/g, '').replace(/^\+?84/, '0');
  return /^0\d{9,10}$/.test(digits) ? digits : undefined;
}

function kindIssues(draft: TipDraft, portal: Portal): FieldIssues {
  const isKnown = portal.tipCategories.some(({ id }) => id === draft.categoryId);
  return {
    ...(draft.kind === null && { kind: tipText.kind.errorKind }),
    ...(!isKnown && { category: tipText.kind.errorCategory }),
  };
}

function descriptionIssue(description: string): string | undefined {
  const length = countChars(description);
  if (length < limits.descriptionCharsMin) return tipText.story.errorShort(limits.descriptionCharsMin);
  if (length > limits.descriptionCharsMax) {
    return tipText.story.errorLong(length - limits.descriptionCharsMax);
  }
  return undefined;
}

function timeIssues({ time }: TipDraft, now: Date): FieldIssues {
  if (!time) return { time: tipText.story.errorTime };
  if (time.kind !== 'at') return {};
  const at = instantOfLocal(time.local);
  if (at === undefined) return { timeLocal: tipText.story.errorWhen };
  return Date.parse(at) > now.getTime() ? { timeLocal: tipText.story.errorFuture } : {};
}

function storyIssues(draft: TipDraft, now: Date): FieldIssues {
  const description = descriptionIssue(draft.description);
  return { ...(description !== undefined && { description }), ...timeIssues(draft, now) };
}

function placeIssues(draft: TipDraft, portal: Portal): FieldIssues {
  const issues: FieldIssues = {};
  const finding = pointFinding(draft);
  const address = tidy(draft.address);
  if (!draft.isNowhere) {
    if (countChars(address) > limits.addressCharsMax) {
      issues.address = tipText.place.errorAddressLong(limits.addressCharsMax);
    } else if (address === '' && finding.kind === 'none') {
      issues.address = tipText.place.errorPlace;
    } else if (address === '' && finding.kind === 'vague') {
      issues.address = tipText.place.errorAddress;
    }
  }
  if (!receivingUnit(draft, portal)) {
    const asksForSide = !draft.isNowhere && finding.kind === 'side';
    issues.ward = asksForSide ? tipText.place.errorSide : tipText.place.errorWard;
  }
  return issues;
}

function senderIssues(draft: TipDraft): FieldIssues {
  if (draft.identity === null) return { identity: tipText.sender.errorIdentity };
  if (draft.identity === 'anonymous') return {};
  if (draft.identity === 'account' && !draft.hasSignedIn) return { identity: tipText.sender.errorSignIn };
  const name = tidy(draft.contactName);
  const phone = draft.contactPhone.trim();
  if (draft.identity === 'named' && name === '' && phone === '')
    return { contactPhone: tipText.sender.errorContact };
  return {
    ...(countChars(name) > limits.contactNameCharsMax && {
      contactName: tipText.sender.errorName(limits.contactNameCharsMax),
    }),
    ...(phone !== '' && tidyPhone(phone) === undefined && { contactPhone: tipText.sender.errorPhone }),
  };
}

/** What has to be mended on one step before the next. */
export function stepIssues(step: TipStep, draft: TipDraft, portal: Portal, now: Date): FieldIssues {
  switch (step) {
    case 'loai-tin':
      return kindIssues(draft, portal);
    case 'noi-dung':
      return storyIssues(draft, now);
    case 'dia-diem':
      return placeIssues(draft, portal);
    case 'nguoi-gui':
      return senderIssues(draft);
    case 'kiem-tra':
      return {};
  }
}

/** The earliest step at which something is missing: who jumps ahead by an address or a reload lands there. */
export function firstOpenStep(draft: TipDraft, portal: Portal, now: Date): TipStep {
  const open = tipSteps.find((step) => Object.keys(stepIssues(step, draft, portal, now)).length > 0);
  return open ?? 'kiem-tra';
}

function placeOf(draft: TipDraft): NewTip['place'] {
  if (draft.isNowhere) return null;
  const address = tidy(draft.address);
  const { point } = draft;
  return {
    ...(point && { lat: point.lat, lng: point.lng }),
    ...(point && point.accuracyM !== null && { accuracyM: point.accuracyM }),
    ...(address !== '' && { address }),
  };
}

function happenedAtOf({ time }: TipDraft): string | undefined {
  if (time?.kind === 'now') return time.at;
  return time?.kind === 'at' ? instantOfLocal(time.local) : undefined;
}

function contactOf(draft: TipDraft): NewTip['contact'] {
  if (draft.identity === 'anonymous') return undefined;
  const name = tidy(draft.contactName);
  const phone = tidyPhone(draft.contactPhone);
  if (name === '' && phone === undefined) return undefined;
  return { ...(name !== '' && { name }), ...(phone !== undefined && { phone }) };
}

/**
 * The body to send. The same draft always gives the same body, so that a repeated attempt is a repetition to the server too.
 * Only photos that are on the server go along. Throws when a step is not complete: the check screen is not reached then.
 */
export function toNewTip(draft: TipDraft, portal: Portal): NewTip {
  const { kind, categoryId } = draft;
  if (kind === null || categoryId === null) throw new Error('A tip without kind or category was to be sent.');
  const unitId = placeUnitId(draft, portal);
  const happenedAt = happenedAtOf(draft);
  const contact = contactOf(draft);
  return {
    kind,
    category: categoryId,
    description: tidy(draft.description),
    place: placeOf(draft),
    ...(unitId !== null && { unitId }),
    anonymous: draft.identity === 'anonymous' || draft.identity === null,
    ...(contact && { contact }),
    photoIds: draft.photos.flatMap(({ photoId }) => photoId ?? []),
    ...(happenedAt !== undefined && { happenedAt }),
    consentVersion: portal.consent.version,
  };
}
