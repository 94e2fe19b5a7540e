import type { ProofChallenge } from '#contract/problem.ts';
import { startSearch } from './proof-search.ts';

/** What comes back: first that it runs, then the numbers. */
export type ProofWorkerAnswer = { kind: 'started' } | { kind: 'solved'; numbers: string };

/** As many as keep a loop of a few milliseconds between two looks at whether all is found. */
const triesPerStep = 10_000;

const answer = (message: ProofWorkerAnswer) => postMessage(message);

/** Searches beside the page, so that scrolling and typing go on. It is ended from outside. */
addEventListener('message', (event: MessageEvent<ProofChallenge>) => {
  const search = startSearch(event.data);
  let numbers = search.step(triesPerStep);
  while (numbers === undefined) numbers = search.step(triesPerStep);
  answer({ kind: 'solved', numbers });
});

answer({ kind: 'started' });
