/** `npm run pictures`: the pictures of the README and of the desk's guide, of the screens as they are now. */
import { runCommandLine } from '../server/command-line.ts';

const help = `Usage: npm run pictures

Takes the pictures of the README and of the desk's guide anew into docs/pictures: a real tip in the sandbox, on a phone of 390 by 844, and
the desk that gets it. Writes docs/desk-guide.md and the page to print, docs/desk-guide.pdf. Takes a minute.`;

await runCommandLine({
  command: 'npm run pictures',
  help,
  run: async () => {
    const { withPicturePortal } = await import('./picture-portal.ts');
    const { takeReadmePictures } = await import('./readme-pictures.ts');
    const { takeDeskPictures } = await import('./desk-pictures.ts');
    const { writeDeskGuide } = await import('./desk-guide.ts');
    await withPicturePortal(takeReadmePictures);
    await withPicturePortal(async (portal) => {
      await takeDeskPictures(portal);
      await writeDeskGuide(portal.browser);
    });
    console.log('Next: look at them, and commit them.');
    return undefined;
  },
});
