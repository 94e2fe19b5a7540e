import fc from 'fast-check';

/** What we read of a JSON Schema. */
export type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  format?: string;
  minimum?: number;
  maximum?: number;
};

const veryLong = 5_000;

/** Texts that programs stumble over; also what JSON can say and UTF-8 cannot (a surrogate alone). */
const stumblingTexts = [
  '',
  ' ',
  '..',
  '%00',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  'TB-7K3M9Q',
  'tay-thanh',
  'cu-tru-tam-tru',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '１２',
  'NaN',
  '1e999',
  '9007199254740993',
  '-1',
  // The same words composed and decomposed.
  'Tổ dân phố Tây Thạnh'.normalize('NFC'),
  'Tổ dân phố Tây Thạnh'.normalize('NFD'),
  '\u202egnp.exe\u202c',
  '\u2067عربي\u2069 שלום',
  '\u200b\u200d\ufeff',
  '\ud800',
  'x\udfffy',
  '🚓'.repeat(200),
  'ẫ'.repeat(veryLong),
  "'; drop table tips; --",
  '=HYPERLINK("http://evil.example")',
  '<script>alert(1)</script>',
  '2026-02-30T25:00:00Z',
  '0001-01-01T00:00:00Z',
];

export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(...stumblingTexts),
);

/** An address and a form cannot carry a surrogate alone. */
export const oddWellFormedText = oddText.map((text) => text.toWellFormed());

const oddNumber = fc.constantFrom(0, -0, -1, 2 ** 31, 2 ** 53, -(2 ** 53) - 2, 1e308, 5e-324, 0.1);

/** A value that the schema nearly asks for, with holes, odd texts and wrong types. */
export function valueFor(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const wrong = fc.oneof(
    fc.json({ maxDepth: 1 }).map((text): unknown => JSON.parse(text)),
    oddText,
    fc.constant(null),
    oddNumber,
    fc.constant({ ['__proto__']: { isAdmin: true } }),
  );
  return fc.oneof({ arbitrary: rightFor(schema, depth), weight: 14 }, { arbitrary: wrong, weight: 1 });
}

function rightFor(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (depth <= 0) return fc.constant(null);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((one) => valueFor(one, depth - 1)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return objectFor(schema, depth);
    case 'array':
      return fc.array(valueFor(schema.items ?? {}, depth - 1), { maxLength: 7 });
    case 'number':
    case 'integer':
      return numberFor(schema);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textFor(schema);
    default:
      return fc.constant(null);
  }
}

/** Mostly with all that is required, so that more than the door is tried. */
function objectFor({ properties = {}, required = [] }: Schema, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, valueFor(one, depth - 1)]),
  );
  const whole = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  const holed = fc.record(fields, { requiredKeys: [] });
  const extended = fc
    .tuple(whole, oddText, fc.jsonValue({ maxDepth: 1 }))
    .map(([value, name, more]) => ({ ...value, [name]: more }));
  return fc.oneof(
    { arbitrary: whole, weight: 8 },
    { arbitrary: holed, weight: 2 },
    { arbitrary: extended, weight: 1 },
  );
}

function numberFor({ type, minimum = -200, maximum = 200 }: Schema): fc.Arbitrary<unknown> {
  const within =
    type === 'integer'
      ? fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) })
      : fc.double({ min: minimum, max: maximum, noNaN: true });
  return fc.oneof({ arbitrary: within, weight: 6 }, { arbitrary: oddNumber, weight: 1 });
}

function textFor({ format }: Schema): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time')
    return fc.oneof(
      fc
        .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') })
        .map((date) => date.toISOString()),
      oddText,
    );
  return fc.oneof(oddText, fc.string({ unit: 'grapheme', minLength: 5 }));
}

/** JSON as other programs write it, and as none should: keys twice, numbers beyond 2^53, cut off, nested without end. */
export function oddJsonOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const nestedDepth = 2_000;
  const text = value.map((one) => JSON.stringify(one) ?? 'null');
  return fc.oneof(
    { arbitrary: text, weight: 12 },
    { arbitrary: text.map((one) => one.replace(/^\{"(\w+)":/, '{"$1":null,"$1":')), weight: 1 },
    {
      arbitrary: text.map((one) => one.replace(/^\{/, '{"__proto__":{"isAdmin":true},').replace(',}', '}')),
      weight: 1,
    },
    { arbitrary: text.map((one) => one.replace(/:-?\d[\d.e+-]*/g, ':9007199254740993')), weight: 1 },
    { arbitrary: text.map((one) => one.replace(/:-?\d[\d.e+-]*/g, ':1e400')), weight: 1 },
    { arbitrary: text.map((one) => one.slice(0, one.length / 2)), weight: 1 },
    { arbitrary: fc.constant('['.repeat(nestedDepth) + ']'.repeat(nestedDepth)), weight: 1 },
  );
}
