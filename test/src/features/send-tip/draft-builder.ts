import { emptyDraft, type TipDraft } from '../../../../src/features/send-tip/tip-draft.ts';

/** A finished draft with one obvious default: noise in Tây Thạnh, by address, anonymous. A test names only what it is about. */
export function karaokeDraft(more: Partial<TipDraft> = {}): TipDraft {
  return {
    ...emptyDraft('d-1', '0b9c7f0e-5a52-4f0f-9e0a-3b8c1a2d4e5f'),
    kind: 'feedback',
    categoryId: 'tieng-on',
    description: 'Hát karaoke loa kéo sau 23 giờ.',
    time: { kind: 'now', at: '2026-11-23T16:10:00.000Z' },
    address: 'Hẻm 12 đường Lê Trọng Tấn',
    unitId: 'tay-thanh',
    identity: 'anonymous',
    ...more,
  };
}
