import type { Transaction } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import { codesIn, isAcknowledgement } from './acknowledgement.rules.ts';

/** What a member wrote in one of the OA's groups. */
export type GroupReply = {
  unitId: string;
  groupId: string;
  text: string | null;
  /** What it quotes. */
  quoted: { messageId: string | null; text: string | null } | null;
};

/** A message of ours as the outbox remembers it. */
export type DeliveredMessage = {
  id: string;
  /** Such as "oa-group:tay-thanh:duty". */
  destination: string;
  topic: string;
  payload: Record<string, unknown>;
};

export type Subject = { id: string; code: string };

/** Who says in a unit's group that the unit has it: a member of the staff, or, null, somebody of the group and no more. */
export type GroupMember = { unitId: string; actor: StaffActor | null };

/** A kind of thing that messages to a group are about, and that a reply there can take up. */
export type Acknowledgeable = {
  /** What a message was about; empty: nothing of this kind. */
  subjectsOf(transaction: Transaction<Schema>, message: DeliveredMessage): Promise<readonly Subject[]>;
  /** Whether all of them are meant where none is named: one message that stands for many alike. */
  isTogether(message: DeliveredMessage): boolean;
  /** Undefined: there is none with this code. */
  findByCode(transaction: Transaction<Schema>, code: string): Promise<Subject | undefined>;
  /** Does nothing where it was taken up already, or is not this group's to know of. */
  acknowledge(transaction: Transaction<Schema>, subjectId: string, member: GroupMember): Promise<void>;
};

/**
 * "Đã nhận", as an officer's quoted reply in the OA's group (issue 4, part 5). Everything else that is said there does nothing: the group
 * is the officers' own.
 */
export function createGroupReplies(dependencies: {
  kinds: readonly Acknowledgeable[];
  /** The groups of the unit's OA to which we write. */
  groupsOf(transaction: Transaction<Schema>, unitId: string): Promise<readonly string[]>;
  /** By Zalo's id. */
  findDelivered(transaction: Transaction<Schema>, messageId: string): Promise<DeliveredMessage | undefined>;
}) {
  const { kinds } = dependencies;

  return {
    /** `findActor`: who of the staff the writer is; asked only when there is something to take up. */
    async take(
      transaction: Transaction<Schema>,
      reply: GroupReply,
      findActor: () => Promise<StaffActor | null>,
    ): Promise<void> {
      const { unitId, text, quoted } = reply;
      if (text === null || quoted === null || !isAcknowledgement(text)) return;
      if (!(await dependencies.groupsOf(transaction, unitId)).includes(reply.groupId)) return;
      const meant = narrow(await findSubjects(transaction, unitId, quoted), codesIn(text));
      if (meant.length === 0) return;
      const member = { unitId, actor: await findActor() };
      for (const { kind, subject } of meant) await kind.acknowledge(transaction, subject.id, member);
    },
  };

  /** By the message's id, else by the codes that stand in what was quoted. */
  async function findSubjects(
    transaction: Transaction<Schema>,
    unitId: string,
    quoted: NonNullable<GroupReply['quoted']>,
  ): Promise<Found> {
    const message =
      quoted.messageId === null ? undefined : await dependencies.findDelivered(transaction, quoted.messageId);
    if (message) return isTo(unitId, message) ? await subjectsOf(transaction, message) : nothing;
    return await subjectsNamed(transaction, codesIn(quoted.text ?? ''));
  }

  async function subjectsOf(transaction: Transaction<Schema>, message: DeliveredMessage): Promise<Found> {
    for (const kind of kinds) {
      const subjects = await kind.subjectsOf(transaction, message);
      if (subjects.length > 0)
        return {
          subjects: subjects.map((subject) => ({ kind, subject })),
          isTogether: kind.isTogether(message),
        };
    }
    return nothing;
  }

  async function subjectsNamed(transaction: Transaction<Schema>, codes: readonly string[]): Promise<Found> {
    const subjects: Found['subjects'] = [];
    for (const code of codes.slice(0, codesMax)) {
      for (const kind of kinds) {
        const subject = await kind.findByCode(transaction, code);
        if (subject) subjects.push({ kind, subject });
      }
    }
    return { subjects, isTogether: false };
  }
}

type Found = { subjects: { kind: Acknowledgeable; subject: Subject }[]; isTogether: boolean };
const nothing: Found = { subjects: [], isTogether: false };

/** A reminder names at most this many. */
const codesMax = 110;

/** What the reply names; else all, where they stand together or there is one. Of several reminded of, none is meant by itself. */
function narrow({ subjects, isTogether }: Found, named: readonly string[]): Found['subjects'] {
  if (named.length > 0) return subjects.filter(({ subject }) => named.includes(subject.code));
  return isTogether || subjects.length === 1 ? subjects : [];
}

/** Whether the message went into a group of this unit's OA, its own or in place of a child's. */
function isTo(unitId: string, { destination }: DeliveredMessage): boolean {
  const [where, whose] = destination.split(':');
  return (where === 'oa-group' || where === 'parent-group') && whose === unitId;
}
