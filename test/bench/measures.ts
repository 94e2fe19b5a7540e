/** What `npm run bench` compares, by the name that `--only` takes. */
export const measures = {
  portal: 'GET /api/portal beside a bare Hono',
  locate: 'GET /api/units/locate beside a bare Hono',
  procedures: 'GET /api/procedures beside a bare Hono',
  news: 'GET /api/news beside a bare Hono',
  tip: 'POST /api/tips beside a bare durable transaction, SQLite',
  'tip-postgres': 'POST /api/tips beside a bare durable transaction, PostgreSQL',
  'tip-photo': 'a photo and its tip beside bare sharp and a durable transaction',
  memory: 'memory, and news meanwhile, at 120 tips with photos a minute',
} as const;

export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as Measure[];
