import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Content = Record<string, { schema?: object }>;
type Operation = { responses?: Record<string, { content?: Content }> };
/** What we read of an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12. */
export type DescribedAnswers = {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: object };
};

export type GivenAnswer = {
  method: string;
  /** As it was asked for, without the query. */
  path: string;
  status: number;
  contentType: string | null;
  /** Null: not read, such as an event stream; only its status and type are held against the document. */
  text: string | null;
};

/** What of an answer is not as the document says, in a line; null when all is. */
export type AnswerChecker = (answer: GivenAnswer) => string | null;

/** Holds answers against the document. A schema is compiled when the first answer of its kind comes, once. */
export function createAnswerChecker(document: DescribedAnswers): AnswerChecker {
  const ajv = addFormats.default(new Ajv2020({ strict: false }));
  const operations = Object.entries(document.paths).map(([path, methods]) => ({
    path,
    methods,
    pattern: patternOf(path),
  }));
  // Fixed addresses before those with a parameter, as the routes have it.
  operations.sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  const compiled = new Map<string, ValidateFunction>();
  const validatorOf = (schema: object): ValidateFunction => {
    const text = JSON.stringify(schema);
    const known = compiled.get(text);
    if (known) return known;
    const made = ajv.compile({ ...schema, components: document.components });
    compiled.set(text, made);
    return made;
  };
  return (answer) => {
    const method = answer.method.toLowerCase();
    const found = operations.find(({ methods, pattern }) => methods[method] && pattern.test(answer.path));
    if (!found) return null;
    const where = `${answer.method} ${found.path} ${answer.status}`;
    const described = found.methods[method]?.responses?.[String(answer.status)];
    if (!described)
      return `${where}: the status is not in the document (${answer.text?.slice(0, 200) ?? ''})`;
    const content = described.content;
    if (!content) return answer.text ? `${where}: the document says that it has no body` : null;
    const mediaType = (answer.contentType ?? '').split(';')[0]?.trim() ?? '';
    const media = content[mediaType];
    if (!media)
      return `${where}: ${mediaType || 'no content type'}, not ${Object.keys(content).join(' or ')}`;
    if (!media.schema || answer.text === null || !mediaType.endsWith('json')) return null;
    const validate = validatorOf(media.schema);
    if (validate(JSON.parse(answer.text))) return null;
    return `${where}: ${ajv.errorsText(validate.errors, { dataVar: 'body' })}`;
  };
}

/** `{name}` stands for anything within a segment. */
function patternOf(path: string): RegExp {
  const source = path
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^$()[\]\\|]/g, '\\$&'))
    .join('[^/]+');
  return new RegExp(`^${source}$`);
}
