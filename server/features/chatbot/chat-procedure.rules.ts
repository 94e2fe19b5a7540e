import type { ProcedureBook } from '#contract/procedure-book.ts';
import type { ChatbotFile } from '../../content/chatbot.schema.ts';
import type { Procedure } from '../../content/procedure.schema.ts';
import type { ChatAspect } from './chat-intent.rules.ts';
import { type ChatAnswer, type ChatButton, chatLimits } from './chat-message.ts';
import { payloads } from './chat-payloads.ts';
import { fillIn, openButton, sayButton, textAnswer, vnd } from './chat-sentences.rules.ts';

/** Procedures and forms as they are in force. */
export type ChatBook = Pick<ProcedureBook, 'procedures' | 'forms' | 'searchWords'>;

/** What is told of procedures: as short as a chat wants it, the whole of it is in the Mini App. */
export function createProcedureAnswers(
  book: ChatBook,
  { texts, buttons, officeHoursText }: ChatbotFile,
  unit: { address: string | null },
) {
  const say = texts.procedure;
  const byId = new Map(book.procedures.map((procedure) => [procedure.id, procedure]));

  /** Forms that the citizen fills in, those that can be made here first. */
  const formsOf = (id: string) =>
    book.forms
      .filter(({ usedBy, use }) => use === 'to-fill' && usedBy.includes(id))
      .toSorted((one, other) => Number(other.isFillable) - Number(one.isFillable));

  function buttonsOf({ id }: Procedure, told: ChatAspect | null): ChatButton[] {
    const form = formsOf(id).find(({ isFillable }) => isFillable);
    const all: (ChatButton | null)[] = [
      told === 'papers' ? null : sayButton(buttons.papers, payloads.aspect('papers', id)),
      told === 'fee' || told === 'time' ? null : sayButton(buttons.fee, payloads.aspect('fee', id)),
      told === 'where' || told === 'hours' ? null : sayButton(buttons.where, payloads.aspect('where', id)),
      form === undefined || told === 'form' ? null : sayButton(buttons.formFile, payloads.aspect('form', id)),
      openButton(buttons.openProcedure, { screen: 'procedure', id }),
    ];
    return all.filter((button) => button !== null);
  }

  function about(procedure: Procedure, others: readonly string[]): ChatAnswer[] {
    const { shortName, answer, status, wardPoliceHandles } = procedure;
    return [
      textAnswer(
        [
          shortName.toLocaleUpperCase('vi'),
          status === 'abolished' ? fillIn(say.abolished, { name: shortName }) : null,
          answer,
          wardPoliceHandles ? null : say.notHere,
          ...othersLines(others),
        ],
        buttonsOf(procedure, null),
      ),
    ];
  }

  function othersLines(others: readonly string[]): string[] {
    if (others.length === 0) return [];
    const lines = others.map((id, index) =>
      fillIn(say.other, { number: String(index + 1), name: byId.get(id)?.shortName ?? id }),
    );
    return [say.others, ...lines];
  }

  function aspectLines(procedure: Procedure, aspect: ChatAspect): (string | null)[] {
    const name = procedure.shortName;
    switch (aspect) {
      case 'papers':
        return papersLines(procedure);
      case 'fee':
      case 'time':
        return [fillIn(say.time, { name, time: procedure.timeLimit.text }), ...feeLines(procedure)];
      case 'where':
      case 'hours':
        return whereLines(procedure);
      case 'online':
        return onlineLines(procedure);
      case 'who':
        return [fillIn(say.who, { name }), ...dots(procedure.applicants), ...dots(procedure.conditions)];
      case 'penalty':
        return [
          procedure.penalty
            ? fillIn(say.penalty, { name, penalty: procedure.penalty.text })
            : fillIn(say.noPenalty, { name }),
        ];
      case 'form':
        return formLines(procedure);
    }
  }

  function papersLines({ shortName, dossier, citizenDeadline }: Procedure): (string | null)[] {
    if (dossier.length === 0) return [fillIn(say.unknownPapers, { name: shortName })];
    const papers = dossier.map(({ name, appliesWhen, note }) => {
      const line =
        appliesWhen === null
          ? fillIn(say.paper, { name })
          : fillIn(say.paperWhen, { name, when: appliesWhen });
      return note === null ? line : `${line}. ${note}`;
    });
    return [fillIn(say.papers, { name: shortName }), ...papers, citizenDeadline];
  }

  function feeLines({ shortName, fees }: Procedure): string[] {
    const lines = fees.map(({ label, amountVnd, note }) => {
      if (amountVnd === null) return fillIn(say.feeUnknown, { label, note: note ?? '' }).trim();
      const line = fillIn(say.feeLine, { label, amount: amountVnd === 0 ? say.free : vnd(amountVnd) });
      return note === null ? line : `${line} (${note})`;
    });
    return [fillIn(say.fee, { name: shortName }), ...lines];
  }

  function whereLines(procedure: Procedure): (string | null)[] {
    const { shortName: name, authority, wardPoliceHandles, online } = procedure;
    return [
      fillIn(say.where, { name, authority }),
      wardPoliceHandles ? null : say.notHere,
      wardPoliceHandles && unit.address !== null
        ? fillIn(texts.contact.address, { address: unit.address })
        : null,
      fillIn(say.officeHours, { hours: procedure.officeHours ?? officeHoursText }),
      isOnline(online) ? fillIn(say.online, { name }) : null,
      ...addressesOf(online),
    ];
  }

  function onlineLines({ shortName: name, online }: Procedure): (string | null)[] {
    if (!isOnline(online)) return [fillIn(say.notOnline, { name }), online.note];
    return [fillIn(say.online, { name }), ...addressesOf(online), online.note];
  }

  function formLines({ id, shortName }: Procedure): string[] {
    const [form] = formsOf(id);
    if (!form) return [fillIn(say.noForm, { name: shortName })];
    if (form.isFillable) return [fillIn(say.form, { code: form.code, title: form.title })];
    const { text, url } = form.official;
    return [fillIn(say.officialForm, { code: form.code, official: url === null ? text : `${text} ${url}` })];
  }

  return {
    find: (id: string): Procedure | undefined => byId.get(id),
    /** The first of what was found, or what was asked about it, and what else may have been meant. */
    found(ids: readonly string[], aspect: ChatAspect | null): { answers: ChatAnswer[]; choices: string[] } {
      const [first] = ids;
      const procedure = first === undefined ? undefined : byId.get(first);
      if (!procedure) return { answers: [], choices: [] };
      const others = aspect === null ? ids.slice(1, chatLimits.choicesMax) : [];
      return {
        answers: aspect === null ? about(procedure, others) : this.aspect(procedure, aspect),
        choices: others.map(payloads.procedure),
      };
    },
    /** One thing about it; of a form the empty file comes too. */
    aspect(procedure: Procedure, aspect: ChatAspect): ChatAnswer[] {
      const form = aspect === 'form' ? formsOf(procedure.id).find(({ isFillable }) => isFillable) : undefined;
      const told = textAnswer(aspectLines(procedure, aspect), [
        form ? openButton(buttons.fillForm, { screen: 'form', slug: form.slug }) : null,
        aspect === 'penalty' ? sayButton(buttons.person, payloads.person) : null,
        ...buttonsOf(procedure, aspect),
      ]);
      return form ? [told, { kind: 'file', slug: form.slug }] : [told];
    },
  };
}

const dots = (lines: readonly string[]): string[] => lines.map((line) => `• ${line}`);

const isOnline = ({ level }: Procedure['online']): boolean =>
  level !== null && level !== 'truc-tiep' && level !== 'dat-lich';

const addressesOf = ({ nationalPortalUrl, policePortalUrl }: Procedure['online']): string[] =>
  [nationalPortalUrl, policePortalUrl].filter((url) => url !== null);
