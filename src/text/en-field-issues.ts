/** What is wrong with one field, by the Vietnamese that the checks of both sides say (`#contract/form-answers.ts` and beside it). */
const sentences: Readonly<Record<string, string>> = {
  'Mục này là bắt buộc.': 'This is required.',
  'Giá trị không đúng kiểu.': 'This is not the right kind of value.',
  'Mục này do cơ quan tiếp nhận ghi.': 'The office fills this in.',
  'Mục này chỉ có ngày đầu và ngày cuối.': 'This has only a first and a last day.',
  'Ngày cuối phải từ ngày đầu trở đi.': 'The last day must not be before the first.',
  'Giá trị này không có trong danh sách được chọn.': 'This is not in the list to choose from.',
  'Số định danh không khớp với năm sinh đã ghi.': 'The identification number does not fit the year of birth.',
  'Số định danh không khớp với giới tính đã ghi.': 'The identification number does not fit the sex.',
  'Mục này chỉ ghi trên một dòng.': 'This takes one line only.',
  'Có ký tự điều khiển không nhìn thấy được. Vui lòng gõ lại mục này.':
    'There is an invisible character. Please type this again.',
  'Có ký tự không in được trên biểu mẫu. Vui lòng chỉ dùng chữ, số và dấu câu.':
    'There is a character that cannot be printed. Please use letters, digits and punctuation only.',
  'Vui lòng không bắt đầu bằng dấu =, +, - hoặc @.': 'Please do not begin with =, +, - or @.',
  'Số CMND gồm đúng 9 chữ số.': 'An old identity card number has exactly 9 digits.',
  'Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn.':
    'The e-mail address is not right. For example: name@example.vn.',
  'Mục này chỉ ghi số.': 'This takes digits only.',
  'Ngày chưa đúng, ví dụ 20/05/1990.': 'The date is not right. For example: 20/05/1990.',
  'Ngày sinh không thể ở tương lai.': 'A date of birth cannot be in the future.',
  'Năm chưa đúng, ví dụ 2024.': 'The year is not right. For example: 2024.',
  'Số điện thoại chưa đúng, ví dụ 0912345678.': 'The phone number is not right. For example: 0912345678.',
  'Số định danh cá nhân gồm đúng 12 chữ số.': 'A personal identification number has exactly 12 digits.',
  'Ba chữ số đầu không phải mã tỉnh, thành phố. Vui lòng xem lại trên thẻ.':
    'The first three digits are no province. Please look at the card again.',
  'Các chữ số về thế kỷ và năm sinh chưa đúng. Vui lòng xem lại trên thẻ.':
    'The digits for century and year of birth are not right. Please look at the card again.',
};

/** Those that name a number. */
const withNumber: readonly [RegExp, (number: string) => string][] = [
  [/^Chỉ được tối đa (\d+) ký tự\.$/, (max) => `At most ${max} characters.`],
  [/^Năm phải từ (\d+) trở đi\.$/, (year) => `The year must be ${year} or later.`],
  [/^Không quá (\d+) ngày\.$/, (max) => `At most ${max} days.`],
  [/^Chỉ được chọn tối đa (\d+) nội dung\.$/, (max) => `Choose at most ${max}.`],
  [/^Biểu mẫu chỉ có (\d+) dòng\.$/, (max) => `The form has only ${max} lines.`],
];

/** The English of a remark on a field; a remark that is not known here asks to look at the field. */
export function fieldIssue(vietnamese: string): string {
  for (const [pattern, say] of withNumber) {
    const [, number] = pattern.exec(vietnamese) ?? [];
    if (number !== undefined) return say(number);
  }
  return sentences[vietnamese] ?? 'Please check this field.';
}
