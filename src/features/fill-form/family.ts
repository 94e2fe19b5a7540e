import type { TextStore } from '../../lib/kept-text.ts';

export const personFacts = ['fullName', 'dob', 'gender', 'personalId', 'address', 'phone', 'email'] as const;
export type PersonFact = (typeof personFacts)[number];
/** What is remembered of a person, as it was typed; empty: not known. */
export type Person = Record<PersonFact, string>;

/** A household and its nearest kin. */
export const familyMax = 20;

/** Raised when the shape changes. */
const familyKey = 'family-1';

/** The people whom the owner of the phone has asked it to remember. */
export function readFamily(store: TextStore): Person[] {
  try {
    const value: unknown = JSON.parse(store.getItem(familyKey) ?? '[]');
    return Array.isArray(value) ? value.filter(isPerson) : [];
  } catch {
    return [];
  }
}

export function writeFamily(store: TextStore, family: readonly Person[]): void {
  if (family.length === 0) store.removeItem(familyKey);
  else store.setItem(familyKey, JSON.stringify(family));
}

function isPerson(value: unknown): value is Person {
  return (
    typeof value === 'object' &&
    value !== null &&
    personFacts.every((fact) => typeof (value as Partial<Record<PersonFact, unknown>>)[fact] === 'string')
  );
}
