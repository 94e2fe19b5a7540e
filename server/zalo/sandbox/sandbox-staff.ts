import { type StaffRole, staffRoles } from '#contract/vocabulary.ts';
import { type StaffActor, scopesFor } from '../../rights/staff-rights.rules.ts';
import type { SandboxUnit } from './oa.store.ts';

/** Invented names, one person per role in every unit. */
export const staffNames: Readonly<Record<StaffRole, string>> = {
  officer: 'Nguyễn Thị Mẫu (trực ban)',
  commander: 'Trần Văn Thử (chỉ huy)',
  editor: 'Phạm Thị Nháp (biên tập)',
  admin: 'Lê Văn Khóa (quản trị)',
};

export type SandboxStaff = {
  /** The key that stands for the one person of this role in this unit (design 7). */
  keyOf(role: StaffRole, unitId: string): string;
  findByCredential(credential: string): StaffActor | null;
  find(staffId: string): StaffActor | null;
  listOfUnit(unitId: string): StaffActor[];
};

/** People who try the desk. `secret`: what their keys end with, where the sandbox stands open to others; null: nothing. */
export function createSandboxStaff(units: readonly SandboxUnit[], secret: string | null): SandboxStaff {
  const ending = secret === null ? '' : `:${secret}`;
  const people = new Map(
    units.flatMap((unit) =>
      staffRoles.map((role): [string, StaffActor] => {
        const id = personId(role, unit.id);
        return [id, { id, name: staffNames[role], role, unitId: unit.id, scopes: scopesFor(role) }];
      }),
    ),
  );
  const byKey = new Map([...people].map(([id, person]) => [id + ending, person]));
  return {
    keyOf: (role, unitId) => personId(role, unitId) + ending,
    findByCredential: (credential) => byKey.get(credential) ?? null,
    find: (staffId) => people.get(staffId) ?? null,
    listOfUnit: (unitId) => staffRoles.flatMap((role) => people.get(personId(role, unitId)) ?? []),
  };
}

const personId = (role: StaffRole, unitId: string): string => `sandbox:${role}:${unitId}`;
