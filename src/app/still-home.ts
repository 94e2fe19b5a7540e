/** What stands in `data-still` of the app's element while it shows home as the build has drawn it. */
export const stillMark = '';
/** A link of that home was pressed: the address is another one by now. */
export const pressedMark = 'pressed';
