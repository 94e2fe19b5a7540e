import { createNewsDeskReading, type NewsDeskReadingParts } from './news-desk-reading.service.ts';
import { createNewsDeskWriting, type NewsDeskWritingParts } from './news-desk-writing.service.ts';

export type NewsDesk = ReturnType<typeof createNewsDesk>;

/** News at the desk: what is there to be read, and what is done with it. */
export function createNewsDesk(parts: NewsDeskReadingParts & NewsDeskWritingParts) {
  return { ...createNewsDeskReading(parts), ...createNewsDeskWriting(parts) };
}
