import { exitCodes, runCommandLine, takeUpDotEnv } from '../command-line.ts';
import type { Finding } from './finding.ts';

/** `npm run doctor`: for whoever keeps the portal running. */
const help = `Usage: npm run doctor

Looks at everything a portal stands on, as the environment and .env set it up: configuration, address, content pack, disk, store and its
schema, clocks, keys, OAs, outbox. Says what is wrong and what to do. Changes nothing; the portal may run meanwhile or not.

Exit code 0: no trouble (warnings may be there). 1: trouble, named. 2: called wrongly.`;

const marks = { good: 'ok      ', warning: 'LOOK    ', trouble: 'TROUBLE ' } as const;

await runCommandLine({
  command: 'npm run doctor',
  help,
  run: async () => {
    const { examine } = await import('./examination.ts');
    takeUpDotEnv();
    const findings = await examine(process.env, new Date());
    for (const finding of findings) console.log(lineOf(finding));
    const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
    console.log(`\n${count('trouble')} in trouble, ${count('warning')} to look at, ${count('good')} good.`);
    return count('trouble') > 0 ? exitCodes.fault : exitCodes.done;
  },
});

function lineOf({ level, about, says, todo }: Finding): string {
  return `${marks[level]}${about}: ${says}${todo ? `\n        → ${todo}` : ''}`;
}
