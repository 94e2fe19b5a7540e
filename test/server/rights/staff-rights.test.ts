import { describe, expect, test } from 'vitest';
import { staffRoles, staffScopes } from '#contract/vocabulary.ts';
import {
  type GuardedTip,
  mayMove,
  maySee,
  maySeeContact,
  type StaffActor,
  scopesFor,
} from '../../../server/rights/staff-rights.rules.ts';
import { createUnitTree } from '../../../server/rights/unit-tree.rules.ts';

const tree = createUnitTree(
  [
    { id: 'quan', parentId: null },
    { id: 'phuong', parentId: 'quan' },
    { id: 'to', parentId: 'phuong' },
    { id: 'phuong-khac', parentId: 'quan' },
  ],
  (id) => id,
);
const actor = (changes: Partial<StaffActor> = {}): StaffActor => {
  const role = changes.role ?? 'officer';
  return { id: 'a', name: 'A', role, unitId: 'phuong', scopes: scopesFor(role), ...changes };
};
const tip = (changes: Partial<GuardedTip> = {}): GuardedTip => ({
  unitId: 'phuong',
  isRestricted: false,
  access: { works: true },
  isNamed: false,
  ...changes,
});
const anyMove = { by: ['officer', 'commander'], reach: 'working' } as const;
const approval = { by: ['commander'], reach: 'holding' } as const;

describe('a right', () => {
  test('reaches a unit and all below it, and neither up nor sideways', () => {
    expect(tree.downwards('quan').toSorted()).toEqual(['phuong', 'phuong-khac', 'quan', 'to']);
    expect(tree.downwards('to')).toEqual(['to']);
    expect(tree.upwards('to')).toEqual(['to', 'phuong', 'quan']);
    expect(tree.isWithin('to', 'quan')).toBe(true);
    expect(tree.isWithin('quan', 'to')).toBe(false);
    expect(tree.isWithin('phuong', 'phuong-khac')).toBe(false);
    expect([tree.upwards('gone'), tree.parentOf('gone'), tree.isWithin('gone', 'quan')]).toEqual([
      ['gone'],
      null,
      false,
    ]);
  });

  test('to see a tip needs access of one’s unit, and a role that reads tips', () => {
    for (const role of staffRoles) {
      const reads = role === 'officer' || role === 'commander';
      expect(maySee(actor({ role }), tip()), role).toBe(reads);
      expect(maySee(actor({ role }), tip({ access: null })), role).toBe(false);
    }
  });

  test('to see a restricted tip is the commander’s, and that of whoever is named on it, in their unit', () => {
    const restricted = tip({ isRestricted: true });
    expect(maySee(actor(), restricted)).toBe(false);
    expect(maySee(actor({ role: 'commander' }), restricted)).toBe(true);
    expect(maySee(actor(), { ...restricted, isNamed: true })).toBe(true);
    expect(maySee(actor(), { ...restricted, isNamed: true, access: null })).toBe(false);
    expect(maySee(actor({ role: 'admin' }), { ...restricted, isNamed: true })).toBe(false);
  });

  test('to work on a tip ends when the tip goes on, and the contact goes with it', () => {
    const gone = tip({ unitId: 'phuong-khac', access: { works: false } });
    expect(mayMove(actor(), tip(), anyMove, tree)).toBe(true);
    expect(mayMove(actor(), gone, anyMove, tree)).toBe(false);
    expect(mayMove(actor(), gone, { ...anyMove, reach: 'seeing' }, tree)).toBe(true);
    expect([maySeeContact(actor(), tip()), maySeeContact(actor(), gone)]).toEqual([true, false]);
  });

  test('to approve is a commander’s of the unit that has the tip, or of one above it', () => {
    const chief = (unitId: string) => actor({ role: 'commander', unitId });
    expect(mayMove(chief('phuong'), tip(), approval, tree)).toBe(true);
    expect(mayMove(chief('quan'), tip(), approval, tree)).toBe(true);
    // A unit that was given a share in the work.
    expect(mayMove(chief('phuong-khac'), tip(), approval, tree)).toBe(false);
    expect(mayMove(chief('to'), tip(), approval, tree)).toBe(false);
    expect(mayMove(actor(), tip(), approval, tree)).toBe(false);
  });

  test('is no more than what the key is for', () => {
    const chief = (scopes: StaffActor['scopes']) => actor({ role: 'commander', scopes });
    expect(maySee(chief(['act', 'approve']), tip())).toBe(false);
    expect(mayMove(chief(['read', 'approve']), tip(), anyMove, tree)).toBe(false);
    expect(mayMove(chief(['read', 'act']), tip(), approval, tree)).toBe(false);
    for (const role of staffRoles) {
      expect(scopesFor(role, staffScopes)).toEqual(scopesFor(role));
      expect(scopesFor(role, [])).toEqual([]);
    }
    expect(scopesFor('officer', ['approve', 'manage'])).toEqual([]);
  });
});
