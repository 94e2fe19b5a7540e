import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../../server/content/pack.ts';
import {
  addPeople,
  fillPlaces,
  fillRow,
  hasPerson,
  peopleIn,
  placesOf,
} from '../../../../src/features/fill-form/family.rules.ts';
import {
  familyMax,
  type Person,
  readFamily,
  writeFamily,
} from '../../../../src/features/fill-form/family.ts';
import { createMemoryStore } from '../../../../src/lib/kept-text.ts';

const { forms } = await loadPack('tan-phu-2025');
const formOf = (slug: string) => {
  const form = forms.find((one) => one.slug === slug);
  if (!form) throw new Error(`no form ${slug}`);
  return form;
};

const person = (more: Partial<Person>): Person => ({
  fullName: 'Nguyễn Văn An',
  dob: '',
  gender: '',
  personalId: '',
  address: '',
  phone: '',
  email: '',
  ...more,
});
const an = person({ dob: '20/05/1990', gender: 'Nam', personalId: '079090001234', phone: '0912345678' });

describe('the people of a form', () => {
  test('are who fills it in, who else is asked for, and everybody in its rows', () => {
    const people = peopleIn(formOf('ct01'), {
      fullName: ' Nguyễn Văn An ',
      dob: '20/05/1990',
      householderName: 'Trần Thị Bình',
      householderId: '079160004321',
      members: [{ fullName: 'Nguyễn Thị Bé', gender: 'Nữ' }, {}],
    });
    expect(people).toEqual([
      person({ dob: '20/05/1990' }),
      person({ fullName: 'Trần Thị Bình', personalId: '079160004321' }),
      person({ fullName: 'Nguyễn Thị Bé', gender: 'Nữ' }),
    ]);
  });

  test('are each one, also who is their own householder', () => {
    const people = peopleIn(formOf('ct01'), {
      fullName: 'Nguyễn Văn An',
      personalId: '079090001234',
      phone: '0912345678',
      householderName: 'Nguyễn Văn An',
      householderId: '079090001234',
    });
    expect(people).toEqual([person({ personalId: '079090001234', phone: '0912345678' })]);
  });

  test.each(forms.filter(({ isFillable }) => isFillable))(
    'have their places on $code, so that they need not be typed again',
    (form) => {
      const places = placesOf(form);
      expect(places.length).toBeGreaterThan(0);
      for (const key of places.flatMap((place) => Object.values(place))) {
        expect(form.fields.map((field) => field.key)).toContain(key);
      }
    },
  );
});

describe('putting a remembered person in', () => {
  const ct01 = formOf('ct01');
  const [applicant] = placesOf(ct01);
  if (!applicant) throw new Error('CT01 asks for nobody');
  const step = { fields: ['fullName', 'dob', 'gender', 'personalId'] };

  test('leaves no number of one beside the name of another', () => {
    const answers = { fullName: 'Lê Văn Cũ', personalId: '001090000001', dob: '01/01/1990' };
    expect(fillPlaces(applicant, person({}), { answers, step })).toEqual({
      fullName: 'Nguyễn Văn An',
      dob: '',
      gender: '',
      personalId: '',
    });
  });

  test('fills in other steps only what is empty', () => {
    expect(fillPlaces(applicant, an, { answers: {}, step })).toMatchObject({ phone: '0912345678' });
    expect(fillPlaces(applicant, an, { answers: { phone: '0988777666' }, step })).not.toHaveProperty('phone');
  });

  test('keeps of a row what is no fact of the person', () => {
    const columns = ['fullName', 'dob', 'gender', 'personalId', 'relationToHouseholder'].map((key) => ({
      key,
    }));
    expect(fillRow(columns, { fullName: 'x', relationToHouseholder: 'Con đẻ' }, an)).toEqual({
      fullName: 'Nguyễn Văn An',
      dob: '20/05/1990',
      gender: 'Nam',
      personalId: '079090001234',
      relationToHouseholder: 'Con đẻ',
    });
  });
});

describe('the family on the phone', () => {
  test('takes over what is newly said of somebody and loses nothing', () => {
    const family = addPeople([an], [person({ fullName: 'NGUYỄN VĂN AN', address: '12 Tây Thạnh' })]);
    expect(family).toEqual([{ ...an, fullName: 'NGUYỄN VĂN AN', address: '12 Tây Thạnh' }]);
  });

  test('keeps two of one name apart by their numbers', () => {
    const other = person({ personalId: '079060004321' });
    expect(addPeople([an], [other])).toEqual([an, other]);
    expect(hasPerson([an], other)).toBe(false);
    expect(hasPerson([an], person({}))).toBe(true);
  });

  test('has a limit', () => {
    const many = Array.from({ length: 50 }, (_, index) => person({ fullName: `Người ${index}` }));
    expect(addPeople([], many)).toHaveLength(familyMax);
  });

  test('is read again, and gone when wiped; what is broken is nobody', () => {
    const store = createMemoryStore();
    writeFamily(store, [an]);
    expect(readFamily(store)).toEqual([an]);
    writeFamily(store, []);
    expect(store.getItem('family-1')).toBeNull();
    for (const broken of ['{', '[{"fullName":"An"}]', '7', '[null]']) {
      store.setItem('family-1', broken);
      expect(readFamily(store)).toEqual([]);
    }
  });
});
