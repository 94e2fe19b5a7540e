import * as z from 'zod';

/**
 * What a person reads beside a field that is wrong. Schemas carry their own sentence where the general one would not help;
 * those win over this table (zod's order of precedence).
 */
function fieldMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Mục này là bắt buộc.' : 'Giá trị không đúng kiểu.';
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_value':
      return 'Giá trị này không có trong danh sách được chọn.';
    case 'unrecognized_keys':
      return `Mục không được hỗ trợ: ${issue.keys.slice(0, 5).join(', ').slice(0, 120)}.`;
    case 'invalid_format':
      return invalidFormat(issue.format);
    default:
      return 'Giá trị chưa đúng.';
  }
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'string')
    return minimum <= 1 ? 'Mục này không được để trống.' : `Cần ít nhất ${minimum} ký tự.`;
  if (origin === 'array') return `Cần ít nhất ${minimum} mục.`;
  return `Giá trị nhỏ nhất là ${minimum}.`;
}

function tooBig(origin: string, maximum: number): string {
  if (origin === 'string') return `Chỉ được tối đa ${maximum} ký tự.`;
  if (origin === 'array') return `Chỉ được tối đa ${maximum} mục.`;
  return `Giá trị lớn nhất là ${maximum}.`;
}

function invalidFormat(format: string): string {
  if (format === 'datetime') return 'Thời điểm chưa đúng, ví dụ 2026-11-24T08:30:00Z.';
  if (format === 'uuid') return 'Mã này chưa đúng dạng.';
  return 'Giá trị chưa đúng dạng.';
}

z.config({ customError: fieldMessage });
