import type { ErrorCode, PresentTip, ProblemIssue, ProofChallenge } from '#contract/problem.ts';

/**
 * What can be expected to go wrong, thrown by rules and services. The code decides status and title (contract/problem.ts);
 * issues name the fields of the body. `retryAfterS` becomes the Retry-After header, in seconds; `challenge` goes with `proof_required`,
 * `present` with a 409 to a staff member.
 */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ErrorCode;
  readonly issues: ProblemIssue[] | undefined;
  readonly retryAfterS: number | undefined;
  readonly challenge: ProofChallenge | undefined;
  readonly present: PresentTip | undefined;

  constructor(
    code: ErrorCode,
    options: {
      issues?: ProblemIssue[];
      retryAfterS?: number;
      challenge?: ProofChallenge;
      present?: PresentTip;
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: options.cause });
    this.code = code;
    this.issues = options.issues;
    this.retryAfterS = options.retryAfterS;
    this.challenge = options.challenge;
    this.present = options.present;
  }
}
