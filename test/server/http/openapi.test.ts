import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { problems } from '#contract/problem.ts';
import { tags } from '../../../server/http/openapi.ts';
import { listOperations, type NamedOperation, type OpenApiDocument } from '../../support/openapi-requests.ts';
import { startTestPortal } from '../../support/portal.ts';

type Document = OpenApiDocument & {
  tags: { name: string; description: string }[];
  components: { securitySchemes: Record<string, unknown> };
};
type Told = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  responses: Record<string, { description?: string }>;
};

const read = async () => {
  const portal = await startTestPortal();
  const document = (await (await fetch(`${portal.origin}/api/openapi.json`)).json()) as Document;
  return { portal, document, operations: listOperations(document) };
};

/** What is wrong with one operation, apart from its schema. */
function faultsOf({ method, path, operation }: NamedOperation, schemes: readonly string[]): string[] {
  const told = operation as NamedOperation['operation'] & Told;
  const faults: string[] = [];
  const check = (isWell: boolean, fault: string) => {
    if (!isWell) faults.push(`${method} ${path}: ${fault}`);
  };
  const statuses = Object.keys(operation.responses);
  const answers = statuses.filter((status) => status.startsWith('2'));
  const needsSomebody = (operation.security ?? []).some((way) => Object.keys(way).length > 0);
  const isOpen =
    operation.security?.length === 0 || operation.security?.some((way) => Object.keys(way).length === 0);

  check(/^\p{Lu}.{5,90}[^.]$/u.test(told.summary ?? ''), 'its summary is no short line');
  check(told.tags?.length === 1 && (told.tags[0] ?? '') in tags, 'it has no tag of ours');
  check(operation.security !== undefined, 'it does not say what opens it, or that it is public');
  check(
    (operation.security ?? []).flatMap((way) => Object.keys(way)).every((name) => schemes.includes(name)),
    'what opens it is not described',
  );
  check(!path.startsWith('/api/staff/') || needsSomebody, 'it is the staff’s and open to everybody');
  check(isOpen || ['401', '403', '404'].some((status) => status in operation.responses), 'it refuses nobody');
  check(answers.length === 1, 'it has not one answer for when all is well');
  for (const status of ['429', '500', '503'])
    check(statuses.includes(status), `it has no problem of ${status}`);
  for (const [status, { description, content = {} }] of Object.entries(told.responses)) {
    const types = Object.keys((operation.responses[status] ?? { content }).content ?? {});
    check(Boolean(description), `${status} is not described`);
    if (Number(status) >= 400) {
      check(types.join() === 'application/problem+json', `${status} is no problem`);
      check(
        (description ?? '').split(', ').every((code) => code in problems),
        `${status} names an unknown code`,
      );
    } else check(status === '204' || status === '304' || types.length > 0, `${status} has no media type`);
    for (const [type, one] of Object.entries(operation.responses[status]?.content ?? {}))
      check(!/json$/.test(type) || type.includes('feed') || hasSchema(one), `${status} has no schema`);
  }
  const declared = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  check(declared.sort().join() === inPath.sort().join(), 'its path and its parameters differ');
  // To Zalo every answer but a 200 is a reason to call again.
  if (operation.requestBody && told.tags?.[0] !== 'machines')
    check(statuses.includes('400') && statuses.includes('413'), 'it takes any body');
  return faults;
}

const hasSchema = (content: unknown): boolean =>
  typeof content === 'object' && content !== null && 'schema' in content;

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const { document } = await read();
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
  });

  test('tells of every operation what it is for, who may call it, and what can go wrong', async () => {
    const { document, operations } = await read();
    expect(operations.length).toBeGreaterThan(90);
    const schemes = Object.keys(document.components.securitySchemes);
    expect(operations.flatMap((named) => faultsOf(named, schemes))).toEqual([]);
    const ids = operations.map(({ operation }) => (operation as Told).operationId);
    expect(new Set(ids).size).toBe(operations.length);
    expect(document.tags.map(({ name }) => name)).toEqual(Object.keys(tags));
  });

  test('notices an operation about which nothing is said', () => {
    const bare = { method: 'GET', path: '/api/staff/new/{id}', operation: { responses: { 200: {} } } };
    expect(faultsOf(bare, ['staff']).length).toBeGreaterThan(8);
  });

  test('names every kind of file that a report can be', async () => {
    const { document } = await read();
    const content = document.paths['/api/staff/reports']?.get?.responses['200']?.content ?? {};
    expect(Object.keys(content)).toEqual([
      'application/json',
      'text/csv',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/pdf',
    ]);
  });
});

describe('the reader of the document', () => {
  test('hands out its own files and nothing else of its package', async () => {
    const { portal } = await read();
    const ask = (name: string, headers: Record<string, string> = {}) =>
      fetch(`${portal.origin}/api/docs${name}`, { headers });
    const page = await ask('');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    const files = [...(await page.text()).matchAll(/(?:href|src)="(\/api\/docs\/[^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(files).toHaveLength(4);
    for (const file of files) {
      const answer = await fetch(`${portal.origin}${file}`);
      expect(answer.status, file).toBe(200);
      expect((await answer.arrayBuffer()).byteLength, file).toBeGreaterThan(100);
      const again = await fetch(`${portal.origin}${file}`, {
        headers: { 'If-None-Match': answer.headers.get('etag') ?? '' },
      });
      expect(again.status, file).toBe(304);
    }
    for (const name of ['/package.json', '/swagger-ui-bundle.js.map', '/..%2fpackage.json', '/index.html'])
      expect((await ask(name)).status, name).toBe(404);
  });
});
