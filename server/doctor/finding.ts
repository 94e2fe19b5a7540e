/**
 * What the doctor found of one thing. good: it stands · warning: somebody should look at it in the day's work · trouble: the portal does
 * not do what it promises, or would not start.
 */
export type Finding = {
  level: 'good' | 'warning' | 'trouble';
  /** Of what, in a word or two. */
  about: string;
  /** What is the case: never a secret, a code or a person. */
  says: string;
  /** What to do about it; of what is good: nothing. */
  todo?: string;
};

export const good = (about: string, says: string): Finding => ({ level: 'good', about, says });
export const warning = (about: string, says: string, todo: string): Finding => ({
  level: 'warning',
  about,
  says,
  todo,
});
export const trouble = (about: string, says: string, todo: string): Finding => ({
  level: 'trouble',
  about,
  says,
  todo,
});
