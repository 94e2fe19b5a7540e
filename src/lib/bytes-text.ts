const kilobyte = 1024;
const megabyte = kilobyte * kilobyte;

/** "340 KB", "1,2 MB", on one line: a file's size as people compare it. */
export function bytesText(bytes: number): string {
  if (bytes < megabyte) return `${Math.max(1, Math.round(bytes / kilobyte)).toLocaleString('vi')}\u00a0KB`;
  return `${(bytes / megabyte).toLocaleString('vi', { maximumFractionDigits: 1 })}\u00a0MB`;
}
