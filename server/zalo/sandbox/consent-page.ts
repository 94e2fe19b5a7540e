import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';

const headers = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/**
 * `https://oauth.zaloapp.com/v4/oa/permission`: somebody who administers an OA chooses it and agrees. Zalo takes one redirect address,
 * exactly as it stands in the console, and sends the person back there with a code.
 */
export function registerConsentPage(app: Hono<SandboxEnv>, context: SandboxContext): void {
  const redirectUrl = (): string => `${context.publicOrigin()}/oauth/zalo-oa`;

  app.get('/v4/oa/permission', (c) => {
    const { app_id, redirect_uri, code_challenge, state } = c.req.query();
    if (app_id !== context.credentials.appId) return c.html(refusal(-14002, 'Invalid app id'), 200, headers);
    if (redirect_uri !== redirectUrl()) return c.html(refusal(-14003, 'Invalid redirect uri'), 200, headers);
    const fields = { code_challenge: code_challenge ?? '', state: state ?? '' };
    return c.html(choice(context, fields), 200, headers);
  });

  app.post('/v4/oa/permission', async (c) => {
    const form = await c.req.parseBody();
    const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
    const oa = context.oas.findById(field('oa_id'));
    if (!oa) return c.html(refusal(-14002, 'Unknown OA'), 200, headers);
    const back = new URL(redirectUrl());
    if (field('answer') === 'yes') {
      back.searchParams.set('code', context.tokens.grantCode(oa.oaId, field('code_challenge') || null));
      back.searchParams.set('oa_id', oa.oaId);
    }
    if (field('state')) back.searchParams.set('state', field('state'));
    return c.redirect(back.href, 302);
  });
}

function refusal(error: number, name: string) {
  return html`<!doctype html><html lang="vi"><meta charset="utf-8"><title>${name}</title><p>${error} ${name}</p></html>`;
}

function choice(context: SandboxContext, fields: Record<string, string>) {
  const oas = context.units.flatMap(({ id }) => context.oas.findByUnit(id) ?? []);
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cho phép ứng dụng dùng OA (bản thử)</title>
<style>
:root { color-scheme: light dark }
body { margin: 0 auto; max-width: 32rem; padding: 1.5rem; font: 1.0625rem/1.5 system-ui, sans-serif }
select, button { box-sizing: border-box; width: 100%; min-height: 3rem; margin: .5rem 0; font: inherit }
</style>
</head>
<body>
<h1>Cho phép ứng dụng dùng OA</h1>
<p>Bản thử: trang này đứng thay trang của Zalo. Chọn OA mà bạn quản trị.</p>
<form method="post">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label for="oa">Zalo OA</label>
<select id="oa" name="oa_id">${oas.map((oa) => html`<option value="${oa.oaId}">${oa.name}</option>`)}</select>
<button name="answer" value="yes">Đồng ý</button>
<button name="answer" value="no">Không đồng ý</button>
</form>
</body>
</html>`;
}
