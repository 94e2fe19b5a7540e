import fc from 'fast-check';

/** What we read of an OpenAPI 3.1 document. */
type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  anyOf?: Schema[];
  format?: string;
};
type Operation = {
  parameters?: { in: string; name: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
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

/** What really opens something, so that nonsense also comes past the doors. */
export type RealAccess = { authorizations: string[]; code: string; id: string };

/** Requests to one operation: from nearly right to quite mad, in every part. */
export function nonsenseFor(
  { method, path, operation }: NamedOperation,
  access: RealAccess,
): fc.Arbitrary<NonsenseRequest> {
  const parameters = operation.parameters ?? [];
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const pathValues = fc.tuple(
    ...names.map((name) =>
      name === 'code' || name === 'id'
        ? fc.oneof({ arbitrary: fc.constant(access[name]), weight: 3 }, { arbitrary: oddText, weight: 1 })
        : oddText,
    ),
  );
  const query = fc.dictionary(
    fc.oneof(fc.constantFrom('q', 'lat', 'lng', 'accuracy', 'cursor'), fc.string({ maxLength: 5 })),
    fc.oneof(oddText, fc.double().map(String)),
    { maxKeys: 5 },
  );
  const headers = fc.record(
    {
      'Idempotency-Key': fc.oneof(fc.uuid({ version: 4 }), headerText),
      Authorization: fc.oneof(
        { arbitrary: fc.constantFrom(...access.authorizations), weight: 6 },
        { arbitrary: fc.constant('Receipt 0000-0000-0000-0000-0000-0000'), weight: 1 },
        { arbitrary: headerText, weight: 1 },
      ),
      'Content-Type': fc.oneof(
        { arbitrary: fc.constant(contentTypeOf(operation)), weight: 6 },
        { arbitrary: headerText, weight: 1 },
      ),
      'If-None-Match': headerText,
      // What names a note that nobody has touched.
      'If-Match': fc.oneof(fc.constant('"0-"'), headerText),
      Origin: headerText,
    },
    {
      requiredKeys: parameters.some((parameter) => parameter.name === 'Idempotency-Key')
        ? ['Idempotency-Key']
        : [],
    },
  );
  const body = method === 'GET' ? fc.constant(null) : bodyFor(operation);
  return fc.record({ pathValues, query, headers, body }).map((parts) => {
    let url = path;
    names.forEach((name, index) => {
      url = url.replace(`{${name}}`, encodeURIComponent(parts.pathValues[index] ?? '') || '-');
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

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed()),
  fc.constantFrom(
    '',
    '..',
    '%00',
    'TB-7K3M9Q',
    'tay-thanh',
    'cu-tru-tam-tru',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '１２',
    'NaN',
    '1e999',
    '🚓'.repeat(200),
  ),
);
const headerText = fc.string({
  unit: fc.constantFrom(...' !"#$%&()*+,-./0123456789:;<=>?@ABCXYZ[]^_abcxyz{|}~'),
  maxLength: 60,
});

function contentTypeOf(operation: Operation): string {
  const [mediaType] = Object.keys(operation.requestBody?.content ?? {});
  return mediaType === 'multipart/form-data'
    ? 'multipart/form-data; boundary=x'
    : (mediaType ?? 'application/json');
}

function bodyFor(operation: Operation): fc.Arbitrary<NonsenseRequest['body']> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const json = (
    schema
      ? fc.oneof(
          { arbitrary: valueFor(schema, 4), weight: 4 },
          { arbitrary: fc.json().map(parse), weight: 1 },
        )
      : fc.json().map(parse)
  ).map((value) => JSON.stringify(value) ?? 'null');
  const multipart = fc.uint8Array({ maxLength: 400 }).map((bytes) => {
    const head =
      '--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
    return new Uint8Array(Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]));
  });
  const raw = fc.uint8Array({ maxLength: 400 }).map((bytes) => new Uint8Array(bytes));
  return fc.oneof(
    { arbitrary: json, weight: 5 },
    { arbitrary: multipart, weight: 2 },
    { arbitrary: raw, weight: 1 },
  );
}

/** A value that the schema nearly asks for, with holes, odd texts and wrong types. */
function valueFor(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const wrong = fc.oneof(fc.anything({ maxDepth: 1 }).map(jsonable), oddText, fc.constant(null), fc.double());
  return fc.oneof({ arbitrary: rightFor(schema, depth), weight: 8 }, { arbitrary: wrong, weight: 1 });
}

function rightFor(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (depth <= 0) return fc.constant(null);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valueFor(one, depth - 1)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, one]) => [name, valueFor(one, depth - 1)]),
        ),
        { requiredKeys: [] },
      );
    case 'array':
      return fc.array(valueFor(schema.items ?? {}, depth - 1), { maxLength: 7 });
    case 'number':
    case 'integer':
      return fc.oneof(fc.double(), fc.integer({ min: -200, max: 200 }));
    case 'boolean':
      return fc.boolean();
    case 'string':
      return schema.format === 'uuid'
        ? fc.uuid()
        : fc.oneof(oddText, fc.string({ unit: 'grapheme', minLength: 5 }));
    default:
      return fc.constant(null);
  }
}

const parse = (text: string): unknown => JSON.parse(text);

/** Whatever JSON can carry of a value. */
function jsonable(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return null;
  }
}

function clean(headers: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, value.trim()]));
}
