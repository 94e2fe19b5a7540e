/** Letters that Zalo takes in a file name, and the extension without which it answers success with nothing in it. */
export function asciiFileName(fileName: string, extension: 'jpg' | 'pdf' | 'docx' = 'jpg'): string {
  const stem = fileName
    .replace(/\.[^.]*$/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${stem || (extension === 'jpg' ? 'anh' : 'tep')}.${extension}`;
}
