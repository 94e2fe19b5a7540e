import { describe, expect, test } from 'vitest';
import type { Hotline, UnitSummary } from '#contract/portal.ts';
import {
  answeredTargets,
  callTargets,
  dutyTarget,
  smsTarget,
} from '../../../../src/features/sos/call-target.rules.ts';

const phone = (number: string, placeholder = false): Hotline => ({
  label: 'Trực ban 24/24',
  phone: number,
  placeholder,
});

const unit = (id: string, parentId: string | null, ...hotlines: Hotline[]): UnitSummary => ({
  id,
  name: `Công an ${id}`,
  shortName: id,
  type: parentId === null ? 'district' : 'ward',
  parentId,
  oaId: null,
  hotlines,
  topics: [],
  centre: null,
});

const now = new Date('2026-11-24T07:03:00Z');
const district = unit('quan', null, phone('028 3812 3456'));

describe('whom SOS calls', () => {
  test('is the ward’s duty phone, said to be the ward’s', () => {
    const units = [district, unit('tay-thanh', 'quan', phone('0912 345 678'))];
    const duty = dutyTarget(callTargets('tay-thanh', { units, dutyPhones: null }, now));
    expect(duty).toMatchObject({ phone: '0912 345 678', owner: 'Công an tay-thanh' });
  });

  test('is who is on duty now, where the roster says so', () => {
    const units = [district, unit('tay-thanh', 'quan', phone('0912 345 678'))];
    const turn = {
      from: '2026-11-24T00:00:00.000Z',
      until: '2026-11-24T12:00:00.000Z',
      role: 'Trực chỉ huy',
      phone: '0987 654 321',
      placeholder: false,
    };
    const dutyPhones = { until: turn.until, units: [{ unitId: 'tay-thanh', turns: [turn] }] };
    expect(dutyTarget(callTargets('tay-thanh', { units, dutyPhones }, now))).toMatchObject({
      phone: '0987 654 321',
      label: 'Trực chỉ huy',
    });
    const later = new Date('2026-11-24T13:00:00Z');
    expect(dutyTarget(callTargets('tay-thanh', { units, dutyPhones }, later))?.phone).toBe('0912 345 678');
  });

  test('is the unit’s above, named as such, where the ward has only a placeholder', () => {
    const units = [district, unit('tay-thanh', 'quan', phone('028 0000 0001', true))];
    const duty = dutyTarget(callTargets('tay-thanh', { units, dutyPhones: null }, now));
    expect(duty).toMatchObject({ phone: '028 3812 3456', owner: 'Công an quan', placeholder: false });
  });

  test('is a placeholder shown as one where there is nothing else', () => {
    const units = [
      unit('quan', null, phone('028 0000 0009', true)),
      unit('tay-thanh', 'quan', phone('028 0000 0001', true)),
    ];
    const duty = dutyTarget(callTargets('tay-thanh', { units, dutyPhones: null }, now));
    expect(duty).toMatchObject({ phone: '028 0000 0001', placeholder: true });
  });

  test('is the unit at the top while no ward is known, and nobody where no unit is', () => {
    const units = [unit('tay-thanh', 'quan', phone('0912 345 678')), district];
    expect(dutyTarget(callTargets(null, { units, dutyPhones: null }, now))?.owner).toBe('Công an quan');
    expect(dutyTarget(callTargets(null, { units: [], dutyPhones: null }, now))).toBeNull();
  });

  test('is, once an alert is there, whom the server named, with the owner the phone knows', () => {
    const local = callTargets(
      'tay-thanh',
      { units: [district, unit('tay-thanh', 'quan', phone('0912 345 678'))], dutyPhones: null },
      now,
    );
    const named = answeredTargets([phone('0912345678'), phone('0900 111 222')], 'Công an tay-thanh', local);
    expect(named.map(({ owner }) => owner)).toEqual(['Công an tay-thanh', 'Công an tay-thanh']);
    expect(answeredTargets([phone('02838123456')], 'Công an tay-thanh', local)[0]?.owner).toBe(
      'Công an quan',
    );
  });
});

test('a text message goes to a mobile phone that rings, never to a landline or a placeholder', () => {
  const targets = (...hotlines: Hotline[]) =>
    callTargets('phuong', { units: [unit('phuong', null, ...hotlines)], dutyPhones: null }, now);
  expect(smsTarget(targets(phone('028 3812 3456'), phone('0912 345 678')))?.phone).toBe('0912 345 678');
  expect(smsTarget(targets(phone('+84 912 345 678')))?.phone).toBe('+84 912 345 678');
  expect(smsTarget(targets(phone('0912 345 678', true), phone('028 3812 3456')))).toBeNull();
});
