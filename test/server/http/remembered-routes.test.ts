import { TrieRouter } from 'hono/router/trie-router';
import { expect, test } from 'vitest';
import { RememberedRoutes } from '../../../server/http/remembered-routes.ts';

const routes = [
  ['ALL', '*'],
  ['ALL', '/api/*'],
  ['GET', '/api/units/locate'],
  ['GET', '/api/units/:id'],
  ['POST', '/api/forms/:code{[a-z]+\\.pdf}'],
  ['GET', '/api/news'],
  ['POST', '/api/news'],
] as const;
const asked = [
  '/',
  '/api/units/locate',
  '/api/units/tay-thanh',
  '/api/units/son-ky',
  '/api/forms/a.pdf',
  '/api/news',
  '/x',
];

test('a remembered route is the one that the router would find again', () => {
  const [remembering, plain] = [new RememberedRoutes<string>(), new TrieRouter<string>()];
  for (const [method, path] of routes) {
    for (const router of [remembering, plain]) router.add(method, path, `${method} ${path}`);
  }
  for (const method of ['GET', 'POST', 'HEAD']) {
    for (const path of [...asked, ...asked]) {
      expect(remembering.match(method, path), `${method} ${path}`).toEqual(plain.match(method, path));
    }
  }
  for (const router of [remembering, plain]) router.add('GET', '/api/*', 'later');
  expect(remembering.match('GET', '/api/news')).toEqual(plain.match('GET', '/api/news'));
});
