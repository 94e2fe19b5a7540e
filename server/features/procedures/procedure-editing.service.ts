import { ProcedureRecord } from '#contract/procedures.ts';
import type {
  EditingAct,
  PublishEdition,
  SendBackEdition,
  StaffProcedure,
  StaffProcedureNote,
  StaffProcedures,
} from '#contract/staff-procedures.ts';
import type { ContentPack } from '../../content/pack.ts';
import { procedureDigest } from '../../content/procedure-digest.ts';
import { type Fault, type Known, procedureFaults } from '../../content/procedure-faults.rules.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import { mayOpen } from './procedure-editing.rules.ts';
import { inVietnamese } from './procedure-fault-words.ts';
import { createProcedureTracks, type OpenedTrack, type ProcedureTracksParts } from './procedure-tracks.ts';

export type ProcedureEditing = ReturnType<typeof createProcedureEditing>;

type Edit = { content: unknown; remark?: string | undefined };

/**
 * Keeps procedures right while the portal runs. What is shared by all units is decided by the unit at the top; each unit may add a note
 * of its own. Nothing is in force before a second person has published it.
 */
export function createProcedureEditing(parts: ProcedureTracksParts & { pack: ContentPack }) {
  const { pack, tree } = parts;
  const tracks = createProcedureTracks(parts);
  const known = knownOf(pack);
  const ownRecords = new Map(pack.procedures.map((procedure) => [procedure.id, procedure]));
  const digests = new Map(pack.procedures.map((procedure) => [procedure.id, procedureDigest(procedure)]));

  /** Throws `not_found`: there is none, or it is not this person's to open. */
  function openShared(actor: StaffActor, procedureId: string): OpenedTrack<ProcedureRecord> {
    const packContent = ownRecords.get(procedureId);
    const track = { procedureId, unitId: null };
    if (!packContent || !mayOpen(actor, track, tree)) throw new AppError('not_found');
    return {
      ...track,
      packContent,
      packDigest: digests.get(procedureId) ?? '',
      check: (content) => checkRecord(content, procedureId),
    };
  }

  /** Throws `not_found`. */
  function openNote(actor: StaffActor, procedureId: string, unitId: string): OpenedTrack<string | null> {
    const track = { procedureId, unitId };
    if (!ownRecords.has(procedureId) || !tree.has(unitId) || !mayOpen(actor, track, tree))
      throw new AppError('not_found');
    return {
      ...track,
      packContent: null,
      packDigest: '',
      // Its schema has checked all there is to a note.
      check: (content) => (typeof content === 'string' ? content : null),
    };
  }

  function checkRecord(content: unknown, procedureId: string): ProcedureRecord {
    const read = ProcedureRecord.safeParse(content);
    if (!read.success) {
      throw invalid(read.error.issues.map(({ path, message }) => ({ path: path.map(keyOf), message })));
    }
    const record = read.data;
    const faults: Fault[] = [
      ...(record.id === procedureId
        ? []
        : [{ path: ['id'], message: `Mã thủ tục phải là “${procedureId}”.` }]),
      ...(pack.procedures.some(({ id, order }) => id !== procedureId && order === record.order)
        ? [{ path: ['order'], message: 'Thứ tự này đã thuộc thủ tục khác.' }]
        : []),
      ...procedureFaults(record, known, inVietnamese),
    ];
    if (faults.length > 0) throw invalid(faults);
    return record;
  }

  const viewShared = async (actor: StaffActor, id: string, asked?: number): Promise<StaffProcedure> => ({
    id,
    ...(await tracks.view(actor, openShared(actor, id), asked)),
  });

  const viewNote = async (
    actor: StaffActor,
    { id, unit }: { id: string; unit: string },
    asked?: number,
  ): Promise<StaffProcedureNote> => ({
    id,
    unit: { id: unit, name: tree.nameOf(unit) },
    ...(await tracks.view(actor, openNote(actor, id, unit), asked)),
  });

  return {
    openShared,
    openNote,
    viewShared,
    viewNote,
    etagOf: tracks.etagOf,
    assertMay: (actor: StaffActor, track: OpenedTrack<unknown>, act: EditingAct) =>
      tracks.assertMay(actor, track, act),
    propose: (actor: StaffActor, track: OpenedTrack<unknown>, edit: Edit, seen: string) =>
      tracks.propose(actor, track, edit, seen),
    publish: (actor: StaffActor, track: OpenedTrack<unknown>, wish: PublishEdition) =>
      tracks.publish(actor, track, wish),
    sendBack: (actor: StaffActor, track: OpenedTrack<unknown>, wish: SendBackEdition) =>
      tracks.sendBack(actor, track, wish),

    /** All procedures, with what waits for a second person: of the shared content, and of notes in this person's reach. */
    async list(actor: StaffActor): Promise<StaffProcedures> {
      const { published, waiting } = await tracks.listAll();
      return {
        items: pack.procedures.map(({ id, shortName, group }) => {
          const inForce = published.find(({ procedureId, unitId }) => procedureId === id && unitId === null);
          const ofThis = waiting.filter(({ procedureId }) => procedureId === id);
          return {
            id,
            shortName,
            group,
            version: inForce?.version ?? 0,
            publishedAt: inForce?.decidedAt ?? null,
            proposal: ofThis.find(({ unitId }) => unitId === null)?.waiting ?? null,
            noteProposals: ofThis.flatMap(({ unitId, waiting: proposal }) =>
              unitId !== null && tree.isWithin(unitId, actor.unitId)
                ? [{ ...proposal, unit: { id: unitId, name: tree.nameOf(unitId) } }]
                : [],
            ),
          };
        }),
        nextCursor: null,
      };
    },
  };
}

/** Paths are from the body's root. */
const invalid = (faults: readonly Fault[]) =>
  new AppError('invalid_input', {
    issues: faults.map(({ path, message }) => ({ path: ['content', ...path], message })),
  });

const keyOf = (key: PropertyKey) => (typeof key === 'number' ? key : String(key));

function knownOf(pack: ContentPack): Known {
  const ids = (items: readonly { id: string }[]) => new Set(items.map(({ id }) => id));
  return {
    procedures: ids(pack.procedures),
    forms: new Map(pack.forms.map((form) => [form.slug, form])),
    laws: ids(pack.laws),
    sources: ids(pack.sources),
    groups: ids(pack.procedureGroups),
  };
}
