import type { Location, Portal, TipCategory, UnitDetail, UnitSummary } from '#contract/portal.ts';
import type { NewTip, Place } from '#contract/tips.ts';
import { heirShares } from '#contract/vocabulary.ts';
import type { FormerUnit, TipCategory as PackTipCategory, Unit } from '../../content/pack.schema.ts';
import type { ContentPack } from '../../content/pack.ts';
import { AppError } from '../../http/app-error.ts';
import { chooseUnit, findFormer, findUnit, heirsOf, type UnitChoice } from './choose-unit.rules.ts';
import { createLocator, type Fix } from './locate.rules.ts';
import { middleOf, type Point } from './middle.rules.ts';

type Dependencies = {
  readonly pack: ContentPack;
  /** The Zalo OAs of units that have one: another map as soon as anything of it is another. */
  readonly oaIds: () => ReadonlyMap<string, string>;
  readonly miniAppId: string | null;
  /** The sandbox stands in Zalo's place. */
  readonly isSandbox: boolean;
};

export type UnitService = {
  portal(): Portal;
  /** All that changes of `portal` and `get` while the process runs. */
  oaIds(): ReadonlyMap<string, string>;
  /** A unit of today or a former one. @throws AppError unit_not_found */
  get(id: string): UnitDetail;
  locate(fix: Fix): Location;
  /** Today's ids of a unit of today or a former one, the largest heir first; empty for an id that nobody ever had. */
  heirsOf(id: string): string[];
  /**
   * Which unit a tip goes to (choose-unit.rules.ts).
   * @throws AppError category_unknown, unit_unknown, unit_divided
   */
  chooseUnit(tip: Pick<NewTip, 'place' | 'unitId' | 'category'>): UnitChoice;
};

/** What the app asks of the place it serves: its units, its words, and who answers for a point. */
export function createUnitService({ pack, oaIds, miniAppId, isSandbox }: Dependencies): UnitService {
  const locate = createLocator(pack);
  const middles = new Map(pack.wards.map(({ slug, geometry }) => [slug, middleOf(geometry)]));
  const toSummary = (unit: Unit): UnitSummary => {
    const { id, name, shortName, type, parentId, hotlines, topics } = unit;
    const centre: Point | null = unit.office ?? middles.get(id) ?? null;
    return { id, name, shortName, type, parentId, oaId: oaIds().get(id) ?? null, hotlines, topics, centre };
  };
  const toDetail = (unit: Unit): UnitDetail => {
    const formerOf = pack.former.flatMap(({ id, name, until, heirs }) =>
      heirs.filter((heir) => heir.id === unit.id).map(({ share }) => ({ id, name, until, share })),
    );
    const { address, validFrom, validUntil, office = null, hours = null, areaOfficers = [] } = unit;
    return {
      ...toSummary(unit),
      ...{ address, office, hours, validFrom, validUntil, successors: [], formerOf },
      areaOfficers: areaOfficers.map(({ area, name, phone }) => ({ area, name, phone: phone ?? null })),
    };
  };
  return {
    portal: () => ({
      tenant: pack.tenant,
      units: pack.units.map(toSummary),
      emergencyNumbers: pack.emergencyNumbers,
      links: pack.links,
      tipCategories: pack.tipCategories.map(toTipCategory),
      tipCategoryGroups: [...pack.tipCategoryGroups],
      newsCategories: [...pack.newsCategories],
      consent: pack.consent,
      miniAppId,
      sandbox: isSandbox,
    }),

    get(id) {
      const unit = findUnit(pack, id);
      if (unit) return toDetail(unit);
      const former = findFormer(pack, id);
      if (former) return toFormerDetail(pack, former);
      throw new AppError('unit_not_found');
    },

    oaIds,
    locate,
    heirsOf: (id) => heirsOf(pack, id).map((unit) => unit.id),

    chooseUnit({ place, unitId, category: categoryId }) {
      const category = pack.tipCategories.find((each) => each.id === categoryId);
      if (!category) {
        const message = 'Không có lĩnh vực này. Vui lòng chọn lại.';
        throw new AppError('category_unknown', { issues: [{ path: ['category'], message }] });
      }
      const fix = place ? toFix(place) : null;
      return chooseUnit(pack, {
        located: fix && locate(fix),
        accuracyM: fix?.accuracyM ?? 0,
        unitId,
        toParent: category.toParent,
      });
    },
  };
}

/** A place in words alone has no point. */
function toFix({ lat, lng, accuracyM }: Place): Fix | null {
  return lat === undefined || lng === undefined ? null : { lat, lng, accuracyM: accuracyM ?? 0 };
}

/** A former unit has no phone and no channel any more: its heirs answer. */
function toFormerDetail(pack: ContentPack, former: FormerUnit): UnitDetail {
  const successors = former.heirs
    .toSorted((a, b) => heirShares.indexOf(a.share) - heirShares.indexOf(b.share))
    .flatMap(({ id, share }) => {
      const heir = findUnit(pack, id);
      return heir ? [{ id, name: heir.name, share }] : [];
    });
  const { id, name, shortName, type, until } = former;
  return {
    ...{ id, name, shortName, type, parentId: null, oaId: null, hotlines: [], address: null, topics: [] },
    ...{ centre: null, office: null, hours: null, areaOfficers: [] },
    ...{ validFrom: null, validUntil: until, successors, formerOf: [] },
  };
}

function toTipCategory(category: PackTipCategory): TipCategory {
  const { id, name, group, restricted, toParent, urgency, examples, advice } = category;
  return { id, name, group, restricted, toParent, urgency, examples, advice };
}
