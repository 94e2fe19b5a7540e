import type { FormFormat } from '#contract/forms.ts';
import type { FormDefinition } from '#contract/procedures.ts';

/** "CT01 - Tờ khai thay đổi thông tin cư trú.pdf". */
export function formFileName({ code, title, layout }: FormDefinition, format: FormFormat): string {
  const name = title.replace(/ \(.*\)$/, '').toLocaleLowerCase('vi');
  const sentence = name.charAt(0).toLocaleUpperCase('vi') + name.slice(1);
  const isPrintedForm = (layout?.headings.length ?? 0) > 0;
  return `${isPrintedForm ? `${code} - ${sentence}` : sentence}.${format}`;
}

/** For Content-Disposition: the name without marks for old programs, and as it is (RFC 6266). */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^ -~]|["\\]/g, '_');
  const utf8 = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
