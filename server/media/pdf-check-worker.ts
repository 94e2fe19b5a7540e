import { parentPort } from 'node:worker_threads';
import { checkPdf } from './pdf-check.rules.ts';

/** The thread that looks through one stranger's PDF and ends. It holds no key and an empty environment. */
parentPort?.once('message', (file: Uint8Array) => parentPort?.postMessage(checkPdf(file)));
