import { afterAll } from 'vitest';
import { listenToFetch } from './heard-fetch.ts';
import { flushRecord } from './recorded-bytes.ts';

/** Set up before every file of tests: what is asked over HTTP is listened to, whoever of test and server asks. */
listenToFetch();
afterAll(flushRecord);
