const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;
/** 1 January 1980, 0:00: the first moment a ZIP archive can name. */
const firstMoment = 0x0021_0000;

/** The same archive with the first possible moment as the time of all its files, so that equal content gives equal bytes. */
export function withoutFileTimes(archive: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(archive);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - endBytes;
  if (view.getUint32(end, true) !== endOfDirectory) throw new Error('not a ZIP archive without a comment');
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== directoryEntry)
      throw new Error('the ZIP archive has a broken directory');
    view.setUint32(at + 12, firstMoment, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, firstMoment, true);
    const names = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    at += entryBytes + names.reduce((sum, length) => sum + length, 0);
  }
  return bytes;
}
