import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { MiddlewareHandler } from 'hono';
import { describeRoute, uniqueSymbol as documented, resolver } from 'hono-openapi';
import * as z from 'zod';
import { type ErrorCode, problems } from '#contract/problem.ts';

/** Said once in the document, under this name: written out at each of its nine hundred answers it was two thirds of it. */
const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    requestId: z.string(),
    issues: z
      .array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))
      .optional(),
    challenge: z
      .object({
        token: z.string(),
        seed: z.string(),
        puzzles: z.number(),
        zeroBits: z.number(),
        expiresAt: z.iso.datetime(),
      })
      .optional(),
    present: z.object({ status: z.string(), sequence: z.number(), updatedAt: z.iso.datetime() }).optional(),
  })
  .meta({ ref: 'Problem' });

/** What the operations are about, in the order in which somebody new reads them. */
export const tags = {
  portal: 'The place that is served, and what holds for all of it.',
  units: 'Units, their phones and posters, and whose land a point lies in.',
  tips: 'Sending a tip and following it with its code and receipt.',
  photos: 'Sent before the tip or message that names them.',
  locations: 'Zalo’s location tokens turned into a point.',
  sos: 'Alerts, their positions and what becomes of them.',
  procedures: 'Procedures, and forms filled in and kept by nobody.',
  news: 'Articles, urgent notices and feeds.',
  citizens: 'Somebody’s own session, tips and data.',
  staff: 'The desk: what officers, commanders, editors and administrators do, within their reach.',
  machines: 'What Zalo calls.',
} as const;

type RouteDescription = {
  summary: string;
  description?: string;
  tag: keyof typeof tags;
  /** The answer when all is well: its status and schema (none: not JSON). `alsoAs`: the types of files that the same can be asked for as. */
  answer: {
    status: 200 | 201 | 204;
    description: string;
    schema?: StandardSchemaV1;
    mediaType?: string;
    alsoAs?: readonly string[];
  };
  /**
   * Every problem this operation can answer with, apart from those of every operation (`internal_error`, `storage_unavailable`,
   * `busy`, `rate_limited`) and of every one that takes an Idempotency-Key (`proof_required`).
   */
  problems?: readonly ErrorCode[];
  /** Its answer has an ETag: who names it in If-None-Match and has it still hears 304. */
  hasEtag?: boolean;
  /** What opens it; `optional_session`: also open to everybody. None: public, and the document says so with an empty list. */
  security?: keyof typeof securities;
  /** Takes an Idempotency-Key. */
  isIdempotent?: boolean;
  /** And never asks for work. */
  asksNoProof?: boolean;
  /** A body that is not described by `validate('json', …)`. */
  requestBody?: { mediaType: string; schema: Record<string, unknown> };
};

const securities = {
  receipt: [{ receipt: [] }],
  receipt_or_session: [{ receipt: [] }, { session: [] }],
  session: [{ session: [] }],
  staff: [{ staff: [] }],
  pairing: [{ pairing: [] }],
  optional_session: [{}, { session: [] }],
};

/**
 * The router takes a parameter for a whole segment, so the file `{code}.pdf` is the parameter `code.pdf` to it. This shows it as people
 * write it.
 */
export function namesOfFiles(paths: Record<string, unknown>): Record<string, unknown> {
  const shown = JSON.stringify(paths)
    .replace(/\{(\w+)\.(\w+)\}/g, '{$1}.$2')
    .replace(/("name":"\w+)\.\w+"/g, '$1"');
  return JSON.parse(shown) as Record<string, unknown>;
}

/** Documents one operation: the OpenAPI document is made of these and of the schemas that `validate` checks. */
export function route(description: RouteDescription): MiddlewareHandler {
  const { answer } = description;
  const mayAskProof = description.isIdempotent === true && description.asksNoProof !== true;
  const described = describeRoute({
    summary: description.summary,
    ...(description.description ? { description: description.description } : {}),
    tags: [description.tag],
    security: description.security ? securities[description.security] : [],
    ...(description.isIdempotent
      ? { parameters: [idempotencyKeyParameter, ...(mayAskProof ? [proofParameter] : [])] }
      : {}),
    ...(description.requestBody
      ? {
          requestBody: {
            required: true,
            content: { [description.requestBody.mediaType]: { schema: description.requestBody.schema } },
          },
        }
      : {}),
    responses: {
      [answer.status]: {
        description: answer.description,
        ...answerContent(answer),
      },
      ...(description.hasEtag
        ? { 304: { description: 'As it was when it had the ETag that If-None-Match names.' } }
        : {}),
      ...problemResponses([
        ...(description.problems ?? []),
        ...(mayAskProof ? (['proof_required'] as const) : []),
      ]),
    },
  });
  // Says the same and is no turn through a promise for every request.
  const passing: MiddlewareHandler = (_c, next) => next();
  return Object.assign(passing, { [documented]: Reflect.get(described, documented) });
}

/** What a body can have wrong with it before anybody looks at what it asks for. */
export const bodyProblems = [
  'invalid_input',
  'invalid_json',
  'body_too_large',
  'unsupported_media_type',
] as const satisfies readonly ErrorCode[];

/** The same of a body that comes with an Idempotency-Key. */
export const keyedBodyProblems = [
  ...bodyProblems,
  'idempotency_key_invalid',
  'idempotency_conflict',
] as const satisfies readonly ErrorCode[];

/** An operation of the desk, behind `requireStaff`. `isOwn`: of one's own alone, so whoever may come in may do it. */
export function staffRoute({
  isOwn = false,
  ...description
}: Omit<RouteDescription, 'tag' | 'security'> & { isOwn?: boolean }): MiddlewareHandler {
  const entrance = ['unauthenticated', ...(isOwn ? [] : (['forbidden'] as const))] as const;
  return route({
    ...description,
    tag: 'staff',
    security: 'staff',
    problems: [...entrance, ...(description.problems ?? [])],
  });
}

function answerContent(answer: RouteDescription['answer']) {
  const { status, schema, mediaType = 'application/json', alsoAs = [] } = answer;
  if (status === 204) return {};
  return {
    content: {
      [mediaType]: schema ? { schema: resolver(schema) } : {},
      ...Object.fromEntries(alsoAs.map((type) => [type, {}])),
    },
  };
}

const idempotencyKeyParameter = {
  in: 'header',
  name: 'Idempotency-Key',
  required: true,
  description: 'A random UUID made once per thing to send and kept for every retry.',
  schema: { type: 'string', format: 'uuid' },
} as const;

const proofParameter = {
  in: 'header',
  name: 'Proof',
  required: false,
  description:
    'Answers the challenge of a `proof_required`: `<token>:<number>,<number>,…`, one whole number per puzzle i from 0, so that SHA-256 of the ASCII text `<seed>:<i>:<number>` begins with zeroBits zero bits. Good for this Idempotency-Key until expiresAt.',
  schema: { type: 'string' },
} as const;

function problemResponses(codes: readonly ErrorCode[]) {
  const all = new Set<ErrorCode>([...codes, 'rate_limited', 'internal_error', 'storage_unavailable', 'busy']);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of all) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      String(status),
      {
        description: ofStatus.join(', '),
        content: { 'application/problem+json': { schema: resolver(ProblemBody) } },
      },
    ]),
  );
}
