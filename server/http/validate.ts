import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { uniqueSymbol as description, validator } from 'hono-openapi';
import { limits } from '#contract/limits.ts';
import type { ProblemIssue } from '#contract/problem.ts';
import { AppError } from './app-error.ts';
import './field-messages.ts';

/**
 * Checks one part of the request against its schema and documents it. What is wrong becomes `invalid_input` with the field
 * named; nothing of the value is echoed.
 */
export function validate<Schema extends StandardSchemaV1, Target extends 'json' | 'query' | 'param'>(
  target: Target,
  schema: Schema,
) {
  const described = validator(target, schema, (result) => {
    if (!result.success) throw invalid(result.error);
  });
  if (target !== 'query') return described;
  // The same without its turns through promises, which cost a read from memory a tenth.
  const quick: MiddlewareHandler = (c, next) => {
    const result = schema['~standard'].validate(queryOf(c));
    if (result instanceof Promise) return described(c, next);
    if (result.issues) throw invalid(result.issues);
    c.req.addValidatedData('query', result.value ?? {});
    return next();
  };
  return Object.assign(quick, { [description]: Reflect.get(described, description) }) as typeof described;
}

/** As Hono's validator hands it on: what comes once as text, what comes more often as a list. */
function queryOf(c: Context): Record<string, string | string[]> {
  if (!c.req.url.includes('?')) return {};
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] ?? '') : values,
    ]),
  );
}

const invalid = (issues: readonly StandardSchemaV1.Issue[]): AppError =>
  new AppError('invalid_input', { issues: issues.flatMap(toIssues) });

/** Before `validate('json', …)`: a JSON content type and a bounded body, so that nothing larger is ever read. */
export function jsonBody(bytesMax: number = limits.jsonBytesMax): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: bytesMax,
    onError: () => {
      throw new AppError('body_too_large');
    },
  });
  return async (c, next) => {
    const contentType = c.req.header('content-type');
    // Nothing was sent: read as an empty object, which is whole for many moves, and otherwise lacks fields that can be named.
    if (contentType === undefined && hasNoBody(c)) return next();
    if (!/^application\/json(\s*;|$)/i.test(contentType ?? '')) {
      throw new AppError('unsupported_media_type', {
        issues: [{ path: ['Content-Type'], message: 'Nội dung cần gửi dạng application/json.' }],
      });
    }
    // A length that was said is the length that is read (Node's parser); Hono's limit would make a stream of the body first.
    const length = c.req.header('content-length');
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return limit(c, next);
    if (Number(length) > bytesMax) throw new AppError('body_too_large');
    await next();
  };
}

const hasNoBody = (c: Context): boolean =>
  Number(c.req.header('content-length') ?? 0) === 0 && c.req.header('transfer-encoding') === undefined;

/** What is not known is named too, each by itself and not all of a flood. */
function toIssues(issue: StandardSchemaV1.Issue): ProblemIssue[] {
  const named = toIssue(issue);
  if (!('keys' in issue) || !Array.isArray(issue.keys)) return [named];
  return issue.keys
    .slice(0, unknownKeysMax)
    .map((key) => ({ ...named, path: [...named.path, String(key).slice(0, 60)] }));
}

const unknownKeysMax = 5;

function toIssue(issue: StandardSchemaV1.Issue): ProblemIssue {
  const path = (issue.path ?? []).map((segment) => {
    const key = typeof segment === 'object' ? segment.key : segment;
    return typeof key === 'number' ? key : String(key).slice(0, 60);
  });
  return { path, message: inEnglish.test(issue.message) ? notThisShape : issue.message };
}

/** Schemas that content packs are read by too have some sentences in English, for those who write packs. */
const inEnglish = /^must /;
const notThisShape = 'Giá trị chưa đúng dạng.';
