import type { FormDefinition } from '#contract/procedures.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import { familyMax, type Person, type PersonFact, personFacts } from './family.ts';
import { type DraftAnswers, type FormRow, rowsAt, textAt } from './form-draft.ts';

/** Where a form asks for the facts of one person: the key of each field. `fullName` is always there. */
export type PersonPlaces = { fullName: string } & Partial<Record<PersonFact, string>>;
type Keys = { fullName: string } & Partial<Record<Exclude<PersonFact, 'fullName'>, readonly string[]>>;

/** What is known at once when who fills the form in is put into a place: one is one's own householder. */
export const selfAnswers: Readonly<Record<string, DraftAnswers>> = {
  householderName: { relationToHouseholder: 'Chủ hộ' },
};

/** Under which keys forms ask about a person. Of several only one stands on a form. */
const roles: readonly Keys[] = [
  {
    fullName: 'fullName',
    dob: ['dob'],
    gender: ['gender'],
    personalId: ['personalId', 'idNumber'],
    address: ['permanentAddress', 'residence'],
    phone: ['phone'],
    email: ['email'],
  },
  { fullName: 'householderName', personalId: ['householderId'] },
  {
    fullName: 'repName',
    dob: ['repDob'],
    gender: ['repGender'],
    personalId: ['repId'],
  },
  { fullName: 'owner', personalId: ['ownerId'], address: ['ownerAddress'], phone: ['phone'] },
  { fullName: 'agent', personalId: ['agentId'], phone: ['agentPhone'] },
];

/** The people a form asks for in fields of their own. */
export function placesOf(form: FormDefinition): PersonPlaces[] {
  const has = (key: string) => form.fields.some((field) => field.key === key && field.filledBy === 'citizen');
  return roles
    .filter(({ fullName }) => has(fullName))
    .map(({ fullName, ...others }) => ({
      fullName,
      ...Object.fromEntries(
        Object.entries(others).flatMap(([fact, keys]) => {
          const key = keys.find(has);
          return key === undefined ? [] : [[fact, key]];
        }),
      ),
    }));
}

function personFrom(factOf: (fact: PersonFact) => string): Person {
  const of = (fact: PersonFact) => factOf(fact).trim();
  return {
    fullName: of('fullName'),
    dob: of('dob'),
    gender: of('gender'),
    personalId: of('personalId'),
    address: of('address'),
    phone: of('phone'),
    email: of('email'),
  };
}

/** Everybody named in the answers, each once. */
export function peopleIn(form: FormDefinition, answers: DraftAnswers): Person[] {
  const single = placesOf(form).map((places) =>
    personFrom((fact) => (places[fact] === undefined ? '' : textAt(answers, places[fact]))),
  );
  const inRows = form.fields
    .filter(({ table }) => table?.columns.some(({ key }) => key === 'fullName'))
    .flatMap(({ key }) => rowsAt(answers, key).map((row) => personFrom((fact) => row[fact] ?? '')));
  return addPeople(
    [],
    [...single, ...inRows].filter(({ fullName }) => fullName !== ''),
  );
}

const isSame = (one: Person, other: Person): boolean =>
  one.personalId !== '' && other.personalId !== ''
    ? one.personalId === other.personalId
    : foldVietnamese(one.fullName) === foldVietnamese(other.fullName);

/** The family with these people in it. Of who is known already, what is newly said is taken over and nothing is lost. */
export function addPeople(family: readonly Person[], people: readonly Person[]): Person[] {
  const known = [...family];
  for (const person of people) {
    const index = known.findIndex((each) => isSame(each, person));
    const former = known[index];
    if (former) known[index] = personFrom((fact) => person[fact] || former[fact]);
    else known.push(person);
  }
  return known.slice(0, familyMax);
}

export const hasPerson = (family: readonly Person[], person: Person): boolean =>
  family.some(
    (each) =>
      isSame(each, person) && personFacts.every((fact) => !person[fact] || each[fact] === person[fact]),
  );

/**
 * The answers that put a person in a place. In the step at hand all facts are replaced, so that no number of one stays beside the name of
 * another; elsewhere only what is empty is filled.
 */
export function fillPlaces(
  places: PersonPlaces,
  person: Person,
  { answers, step }: { answers: DraftAnswers; step: { fields: readonly string[] } },
): DraftAnswers {
  return Object.fromEntries(
    personFacts.flatMap((fact) => {
      const key = places[fact];
      if (key === undefined) return [];
      const isFree = step.fields.includes(key) || (person[fact] !== '' && textAt(answers, key).trim() === '');
      return isFree ? [[key, person[fact]]] : [];
    }),
  );
}

/** A row with the person in it; columns that are no facts of a person stay. */
export function fillRow(columns: readonly { key: string }[], row: FormRow, person: Person): FormRow {
  const facts = personFacts.filter((fact) => columns.some(({ key }) => key === fact));
  return { ...row, ...Object.fromEntries(facts.map((fact) => [fact, person[fact]])) };
}
