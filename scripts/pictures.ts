/** `npm run pictures`: the README's pictures, of the screens as they are now. */
import { runCommandLine } from '../server/command-line.ts';

const help = `Usage: npm run pictures

Takes the README's pictures anew into docs/pictures: a real tip in the sandbox, on a phone of 390 by 844. Takes half a minute.`;

await runCommandLine({
  command: 'npm run pictures',
  help,
  run: async () => {
    const { takeReadmePictures } = await import('./readme-pictures.ts');
    await takeReadmePictures();
    console.log('Next: look at them, and commit them.');
    return undefined;
  },
});
