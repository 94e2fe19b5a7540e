import fc from 'fast-check';
import { oddJsonOf, oddText, oddWellFormedText, type Schema, valueFor } from './odd-values.ts';

/** What we read of an OpenAPI 3.1 document. */
type Operation = {
  parameters?: { in: string; name: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
  security?: Record<string, unknown>[];
};
export type OpenApiDocument = { paths: Record<string, Record<string, Operation>> };

export type NamedOperation = { method: string; path: string; operation: Operation };
export type NonsenseRequest = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
};

export function listOperations(document: OpenApiDocument): NamedOperation[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** Somebody who asks: what they send as Authorization, and what they know that is really there, so that nonsense also comes past the doors. */
export type Asker = {
  name: string;
  /** One of them; null: none. */
  authorizations: readonly (string | null)[];
  /** What stands in the address for a parameter; undefined: nothing that is there. */
  realValue(path: string, parameter: string): string | undefined;
};

/** Requests of one person to one operation: from nearly right to quite mad, in every part. */
export function nonsenseFor(named: NamedOperation, asker: Asker): fc.Arbitrary<NonsenseRequest> {
  const { method, path } = named;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const pathValues = fc.tuple(...names.map((name) => pathValue(asker.realValue(path, name))));
  const body = method === 'GET' ? fc.constant(null) : bodyFor(named.operation);
  return fc
    .record({ pathValues, query: queryFor(named), headers: headersFor(named, asker), body })
    .map((parts) => {
      let url = path;
      names.forEach((name, index) => {
        // As a function, since `$&` in a text would mean something.
        url = url.replace(`{${name}}`, () => encodeURIComponent(parts.pathValues[index] ?? '') || '-');
      });
      const search = new URLSearchParams(parts.query).toString();
      return {
        url: search ? `${url}?${search}` : url,
        method,
        headers: clean(parts.headers),
        body: parts.body,
      };
    });
}

function pathValue(real: string | undefined): fc.Arbitrary<string> {
  const made = fc.oneof(oddWellFormedText, fc.uuid());
  if (real === undefined) return made;
  return fc.oneof({ arbitrary: fc.constant(real), weight: 8 }, { arbitrary: made, weight: 1 });
}

/** The parameters that there are, with values that they nearly take, and some that there are not. */
function queryFor({ operation }: NamedOperation): fc.Arbitrary<Record<string, string>> {
  const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const known = fc.record(
    Object.fromEntries(
      declared.map(({ name, schema = {} }) => [
        name,
        valueFor(schema, 2).map((value) => String(value).toWellFormed()),
      ]),
    ),
    { requiredKeys: [] },
  );
  const unknown = fc.dictionary(fc.string({ maxLength: 5 }), oddWellFormedText, { maxKeys: 1 });
  return fc
    .tuple(known, fc.oneof({ arbitrary: fc.constant({}), weight: 4 }, { arbitrary: unknown, weight: 1 }))
    .map(([right, odd]) => clean({ ...right, ...odd }));
}

const headerText = fc.string({
  unit: fc.constantFrom(...' !"#$%&()*+,-./0123456789:;<=>?@ABCXYZ[]^_abcxyz{|}~'),
  maxLength: 60,
});

function headersFor({ operation }: NamedOperation, { authorizations }: Asker) {
  const isIdempotent = operation.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false;
  const rarely = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>) =>
    fc.oneof({ arbitrary: usual, weight: 8 }, { arbitrary: odd, weight: 1 });
  return fc.record(
    {
      'Idempotency-Key': rarely(fc.uuid({ version: 4 }), headerText),
      Authorization: rarely<string | undefined>(
        fc.constantFrom(...authorizations).map((one) => one ?? undefined),
        fc.oneof(headerText, fc.constant('Receipt 0000-0000-0000-0000-0000-0000')),
      ),
      'Content-Type': rarely(fc.constant(contentTypeOf(operation)), headerText),
      'If-None-Match': headerText,
      // What names a note that nobody has touched.
      'If-Match': fc.oneof(fc.constant('"0-"'), headerText),
      Origin: headerText,
      'Last-Event-ID': headerText,
    },
    {
      requiredKeys: [
        'Authorization',
        'Content-Type',
        ...(isIdempotent ? (['Idempotency-Key'] as const) : []),
      ],
    },
  );
}

function contentTypeOf(operation: Operation): string {
  const [mediaType] = Object.keys(operation.requestBody?.content ?? {});
  return mediaType === 'multipart/form-data'
    ? 'multipart/form-data; boundary=x'
    : (mediaType ?? 'application/json');
}

function bodyFor(operation: Operation): fc.Arbitrary<NonsenseRequest['body']> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const any = fc.json().map((text): unknown => JSON.parse(text));
  const value = schema
    ? fc.oneof({ arbitrary: valueFor(schema, 6), weight: 8 }, { arbitrary: any, weight: 1 })
    : fc.oneof(any, fc.constant({}), oddText);
  const multipart = fc.uint8Array({ maxLength: 400 }).map((bytes) => {
    const head =
      '--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
    return new Uint8Array(Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]));
  });
  const raw = fc.uint8Array({ maxLength: 400 }).map((bytes) => new Uint8Array(bytes));
  const isMultipart = operation.requestBody?.content['multipart/form-data'] !== undefined;
  return fc.oneof(
    { arbitrary: oddJsonOf(value), weight: isMultipart ? 1 : 12 },
    { arbitrary: multipart, weight: isMultipart ? 8 : 1 },
    { arbitrary: raw, weight: 1 },
  );
}

function clean(headers: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, value.trim()]));
}
