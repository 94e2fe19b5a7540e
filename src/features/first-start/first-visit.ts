import { keptText } from '../../lib/kept-text.ts';

/** Under which the phone keeps that the cards were seen. Raised when they say something new: everybody is then shown them once more. */
export const firstStartKey = 'first-start-1';

/** Whether nobody has opened home on this phone yet. */
export const isFirstVisit = (): boolean => keptText.getItem(firstStartKey) === null;

export const noteFirstVisit = (): void => keptText.setItem(firstStartKey, 'seen');
