import { createHash, randomBytes } from 'node:crypto';
import type { ConsentLink, NewConsentLink, StaffOa, StaffOas } from '#contract/oas.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { type Hearing, isSilent } from './oa-silence.rules.ts';

/** A unit's OA as Zalo's side knows it. */
export type ConnectedOa = {
  unitId: string;
  oaId: string;
  state: Exclude<StaffOa['state'], 'not_connected'>;
  reason: string | null;
  capabilities: {
    name: string;
    type: 'business' | 'state_agency' | null;
    isVerified: boolean;
    packageName: string | null;
    packageValidThrough: string | null;
  } | null;
  describedAt: Date | null;
  groups: { duty: boolean; sos: boolean };
  sendsBy: { group: 'v3' | 'v2'; chat: 'v3' | 'v2' };
  tokenExpiresAt: Date;
};

export type Consent = {
  unitId: string;
  staffId: string;
  verifier: string;
  oaId: string | null;
  mayReplace: boolean;
};

/** What became of a consent. `reason`s are short codes. */
export type ConnectOutcome =
  | {
      kind: 'connected';
      capabilities: { name: string };
      groups: { kind: 'read'; groupIds: Groups } | { kind: 'failed' };
    }
  | { kind: 'oa_taken' }
  | { kind: 'wrong_oa' }
  | { kind: 'refused'; reason: string }
  | { kind: 'unavailable'; reason: string };
type Groups = { duty: string | null; sos: string | null };

export type ConsentOutcome =
  | (ConnectOutcome & { unitName: string })
  /** Never given out, used up, over, or garbled on the way. */
  | { kind: 'link_unknown' }
  /** The person said no, or Zalo sent them back without a code. */
  | { kind: 'no_code' };

export type OaServiceDependencies = {
  tree: UnitTree;
  /** Every unit of the pack, in its order. */
  unitIds: readonly string[];
  listConnected(): Promise<readonly ConnectedOa[]>;
  /** By OA. */
  listHearings(): Promise<ReadonlyMap<string, Hearing>>;
  putConsent(state: string, consent: Consent, expiresAt: Date): Promise<void>;
  takeConsent(state: string): Promise<Consent | undefined>;
  connect(
    unitId: string,
    consent: {
      oaId: string;
      code: string;
      verifier: string;
      expectedOaId: string | null;
      mayReplace: boolean;
    },
  ): Promise<ConnectOutcome>;
  /** Zalo's page on which somebody consents. */
  consentUrl(link: { state: string; challenge: string }): string;
  silentAfterHours: number;
  now: () => Date;
};

export type OaService = ReturnType<typeof createOaService>;

/** Long enough to hand it to whoever administers the OA, who need not be the portal's administrator. */
const linkMs = 60 * 60_000;
const secretBytes = 32;

/** How the units' OAs are connected, by whom and to which (zalo/server.md 2.1). */
export function createOaService(dependencies: OaServiceDependencies) {
  const { tree, now, silentAfterHours } = dependencies;

  return {
    /** Of one's unit and all below it. */
    async list(actor: StaffActor): Promise<StaffOas> {
      const connected = new Map((await dependencies.listConnected()).map((oa) => [oa.unitId, oa]));
      const hearings = await dependencies.listHearings();
      const at = now();
      const items = dependencies.unitIds
        .filter((unitId) => tree.isWithin(unitId, actor.unitId))
        .map((unitId) => {
          const oa = connected.get(unitId);
          const unit = { id: unitId, name: tree.nameOf(unitId) };
          return oa ? connectedItem(unit, oa, hearings.get(oa.oaId), at) : unconnectedItem(unit);
        });
      return { items, nextCursor: null, silentAfterHours };
    },

    /** Which of all OAs are silent, by their units. */
    async listSilent(): Promise<string[]> {
      const hearings = await dependencies.listHearings();
      const connected = await dependencies.listConnected();
      return connected
        .filter(({ oaId }) => isSilent(hearings.get(oaId), silentAfterHours, now()))
        .map(({ unitId }) => unitId);
    },

    /** A link for the OA of a unit in one's reach; an earlier one of that unit is worth nothing any more. Throws `unit_not_found`. */
    async makeLink(actor: StaffActor, unitId: string, wish: NewConsentLink): Promise<ConsentLink> {
      if (!dependencies.unitIds.includes(unitId) || !tree.isWithin(unitId, actor.unitId))
        throw new AppError('unit_not_found');
      const state = randomBytes(secretBytes).toString('base64url');
      const verifier = randomBytes(secretBytes).toString('base64url');
      const expiresAt = new Date(now().getTime() + linkMs);
      await dependencies.putConsent(
        state,
        {
          unitId,
          staffId: actor.id,
          verifier,
          oaId: wish.oaId ?? null,
          mayReplace: wish.replace ?? false,
        },
        expiresAt,
      );
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      return { url: dependencies.consentUrl({ state, challenge }), expiresAt: expiresAt.toISOString() };
    },

    /** Zalo sends whoever consented back with this. The state is used up by it, whatever comes of it. */
    async acceptConsent(returned: { state?: string; code?: string; oaId?: string }): Promise<ConsentOutcome> {
      const consent =
        returned.state === undefined ? undefined : await dependencies.takeConsent(returned.state);
      if (!consent) return { kind: 'link_unknown' };
      const { code, oaId } = returned;
      if (code === undefined || oaId === undefined) return { kind: 'no_code' };
      const outcome = await dependencies.connect(consent.unitId, {
        oaId,
        code,
        verifier: consent.verifier,
        expectedOaId: consent.oaId,
        mayReplace: consent.mayReplace,
      });
      return { ...outcome, unitName: tree.nameOf(consent.unitId) };
    },
  };

  function connectedItem(
    unit: StaffOa['unit'],
    oa: ConnectedOa,
    hearing: Hearing | undefined,
    at: Date,
  ): StaffOa {
    const { capabilities } = oa;
    return {
      unit,
      state: oa.state,
      reason: oa.reason,
      oa: {
        id: oa.oaId,
        name: capabilities?.name ?? '',
        type: capabilities?.type ?? null,
        isVerified: capabilities?.isVerified ?? false,
        package:
          capabilities?.packageName == null
            ? null
            : { name: capabilities.packageName, validThrough: capabilities.packageValidThrough },
        describedAt: oa.describedAt?.toISOString() ?? null,
      },
      groups: oa.groups,
      sendsBy: oa.sendsBy,
      tokenExpiresAt: oa.tokenExpiresAt.toISOString(),
      heardAt: hearing?.heardAt?.toISOString() ?? null,
      isSilent: isSilent(hearing, silentAfterHours, at),
    };
  }
}

const unconnectedItem = (unit: StaffOa['unit']): StaffOa => ({
  unit,
  state: 'not_connected',
  reason: null,
  oa: null,
  groups: { duty: false, sos: false },
  sendsBy: null,
  tokenExpiresAt: null,
  heardAt: null,
  isSilent: false,
});
