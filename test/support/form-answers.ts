import type { FormAnswersBody } from '#contract/forms.ts';
import type { FormDefinition } from '#contract/procedures.ts';

/** As long as a name in the register may be, with every kind of mark. */
export const longName = 'Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Thị Thủy Tiên Phương Uyên';
const longAddress =
  '237/15/8 đường Tây Thạnh, khu phố 4, phường Tây Thạnh, Thành phố Hồ Chí Minh (trước đây: quận Tân Phú)';

type Field = FormDefinition['fields'][number];

/** Every field of a form answered, long and lawful. The person is a woman born on 20 May 1990. */
export function fullAnswers(form: FormDefinition): FormAnswersBody {
  const fields = form.fields.filter(({ filledBy }) => filledBy === 'citizen');
  return Object.fromEntries(fields.map((field) => [field.key, answerTo(field)]));
}

function answerTo({ kind, key, options = [], table }: Field): unknown {
  switch (kind) {
    case 'digits12':
      return key === 'householderId' ? '079060004321' : '079190001234';
    case 'digits9':
      return '023456789';
    case 'date':
      return '1990-05-20';
    case 'date-range':
      return { from: '2026-12-01', to: '20/12/2026' };
    case 'choice':
      return options.includes('Nữ') ? 'Nữ' : options[1];
    case 'checkbox-group':
      return [options[0], options.at(-1)];
    case 'phone':
      return '0912345678';
    case 'email':
      return 'thuytien.phuonguyen@example.vn';
    case 'year':
      return 2024;
    case 'choice-text':
      return 'Cháu ruột được chủ hộ nuôi dưỡng';
    case 'number':
      return '1497,5';
    case 'textarea':
      return `Nội dung của mục ${key}: ${longAddress}.\nKính đề nghị quý cơ quan xem xét, giải quyết.`;
    case 'table':
      return [11, 12, 13, 14].map((day) =>
        Object.fromEntries(
          (table?.columns ?? []).map((column) => [
            column.key,
            column.key === 'personalId'
              ? `0793100012${day}`
              : column.kind === 'date'
                ? `2010-06-${day}`
                : column.kind === 'choice'
                  ? 'Nữ'
                  : column.key === 'fullName'
                    ? `${longName} ${['Một', 'Hai', 'Ba', 'Bốn'][day - 11]}`
                    : 'Con đẻ của em gái ruột chủ hộ',
          ]),
        ),
      );
    default:
      return /name|owner$|agent$/i.test(key) ? longName : `${key} ${longAddress}`;
  }
}

/** Every text among answers, as it is printed. */
export function printedTexts(answers: unknown): string[] {
  if (typeof answers === 'object' && answers !== null) return Object.values(answers).flatMap(printedTexts);
  const text = String(answers);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return year ? [`${day}/${month}/${year}`] : text.split('\n');
}
