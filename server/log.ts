import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

/**
 * The log of the portal: ids, codes and counts, never what a person wrote or who they are (quality 19, 20). Of an error only its
 * name, code, message and stack are kept: drivers put the values of a failed statement into other fields.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    serializers: { err: errorLine },
    redact: {
      paths: ['*.authorization', '*.receipt', '*.phone', '*.name', '*.description', '*.token'],
      censor: '[removed]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

function errorLine(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    message: error.message,
    stack: error.stack,
    cause: error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined,
  };
}
