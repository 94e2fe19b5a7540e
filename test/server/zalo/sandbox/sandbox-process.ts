/** A sandbox in a process of its own, for tests that kill it. Prints its port, the token and the group. */
import { startSandbox } from './running-sandbox.ts';

const dataDir = process.argv[2];
if (!dataDir) throw new Error('usage: sandbox-process.ts <data folder>');
const zalo = await startSandbox({ dataDir, rateLimits: false });
const { access, dutyGroup } = await zalo.oaClient('tay-thanh');
console.log(JSON.stringify({ openapi: zalo.bases.openapi, access, dutyGroup }));
