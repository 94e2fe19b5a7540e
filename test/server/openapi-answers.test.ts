import { expect, test } from 'vitest';
import { createAnswerChecker, type DescribedAnswers } from '../support/answer-checker.ts';
import { startTestPortal } from '../support/portal.ts';

test('an answer that is not as the OpenAPI document says is noticed', async () => {
  const portal = await startTestPortal();
  const read = async (address: string) =>
    (await (await fetch(`${portal.origin}${address}`)).json()) as object;
  const faultOf = createAnswerChecker((await read('/api/openapi.json')) as DescribedAnswers);
  const right = await read('/api/units/tay-thanh');
  const given = { method: 'GET', path: '/api/units/tay-thanh', status: 200, contentType: 'application/json' };
  const body = (value: object) => ({ ...given, text: JSON.stringify(value) });

  expect(faultOf(body(right))).toBeNull();
  expect(faultOf({ ...body(right), contentType: 'application/json; charset=UTF-8' })).toBeNull();
  expect(faultOf(body({ ...right, name: 7 }))).toContain('body/name must be string');
  expect(faultOf(body({}))).toContain('must have required property');
  expect(faultOf({ ...body(right), contentType: 'text/html' })).toContain('text/html, not application/json');
  expect(faultOf({ ...body(right), contentType: null })).toContain('no content type');
  expect(faultOf({ ...body(right), status: 418 })).toContain('the status is not in the document');
  expect(faultOf({ ...body(right), method: 'DELETE', path: '/api/staff/webhooks/x', status: 204 })).toContain(
    'no body',
  );
  // Of an address that no operation has there is nothing to say.
  expect(faultOf({ ...body(right), path: '/api/nothing' })).toBeNull();
});
