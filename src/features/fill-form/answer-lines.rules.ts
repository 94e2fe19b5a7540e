import type { FormDefinition } from '#contract/procedures.ts';
import { chosenAt, type DraftAnswers, isEmptyRow, rangeAt, rowsAt, textAt } from './form-draft.ts';

type Field = FormDefinition['fields'][number];

/** An answer as it is read once more, a line each; none where nothing stands. */
export function answerLines({ key, kind, table }: Field, answers: DraftAnswers): string[] {
  switch (kind) {
    case 'checkbox-group':
      return chosenAt(answers, key);
    case 'date-range': {
      const { from, to } = rangeAt(answers, key);
      return from.trim() || to.trim() ? [`${from.trim()} – ${to.trim()}`] : [];
    }
    case 'table':
      return rowsAt(answers, key)
        .filter((row) => !isEmptyRow(row))
        .map((row, index) => {
          const facts = (table?.columns ?? []).map((column) => row[column.key]?.trim()).filter(Boolean);
          return `${index + 1}. ${facts.join(' · ')}`;
        });
    default:
      return textAt(answers, key).trim().split('\n').filter(Boolean);
  }
}
