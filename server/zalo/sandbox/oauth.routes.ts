import { Hono } from 'hono';
import { registerConsentPage } from './consent-page.ts';
import { underFault } from './faults.ts';
import { accessTokenLifeS, type Exchange } from './oa-token.store.ts';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';

const bodyBytesMax = 10_000;

type OauthError = { error?: number; error_name: string; error_reason: string; error_description: string };

/** `https://oauth.zaloapp.com`: HTTP 200 whatever happened, and not every error has a number. */
export function createOauthRoutes(context: SandboxContext): Hono<SandboxEnv> {
  const { credentials, tokens, oas, faults, slowMs } = context;
  const app = new Hono<SandboxEnv>();

  registerConsentPage(app, context);

  app.post('/v4/oa/access_token', async (c) => {
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '');
    const text = await c.req.text();
    const form = new URLSearchParams(isForm && text.length <= bodyBytesMax ? text : '');
    const grant = form.get('refresh_token') ?? form.get('code') ?? '';
    const owner = oas.findById(tokens.ownerOf(grant) ?? '');
    await underFault<SandboxEnv>(
      faults.modeFor(owner?.unitId ?? null),
      c,
      { slowMs, isLosable: true },
      async () => {
        c.res = c.json(answer(form, c.req.header('secret_key')));
      },
    );
    return c.res;
  });

  function answer(form: URLSearchParams, secretKey: string | undefined): object {
    if (form.get('app_id') !== credentials.appId)
      return { ...describe('Invalid app id', 'app_id'), error: -14002 };
    if (secretKey !== credentials.appSecret) return describe('Invalid secret key', 'secret_key');
    if (form.get('grant_type') === 'authorization_code') {
      const exchange = tokens.exchangeCode(form.get('code') ?? '', form.get('code_verifier'));
      return exchange.kind === 'granted'
        ? { ...toPair(exchange), refresh_token_expires_in: '7776000' }
        : describe('Invalid authorization code', `code is ${exchange.kind}`);
    }
    if (form.get('grant_type') === 'refresh_token') {
      const exchange = tokens.exchangeRefreshToken(form.get('refresh_token') ?? '');
      if (exchange.kind === 'granted') return toPair(exchange);
      const error = describe('Invalid refresh token', `refresh token is ${exchange.kind}`);
      return exchange.kind === 'expired' ? error : { error: -14014, ...error };
    }
    return describe('Invalid grant type', 'grant_type');
  }

  return app;
}

function toPair({ pair }: Extract<Exchange, { kind: 'granted' }>): object {
  return {
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expires_in: String(accessTokenLifeS),
  };
}

/** Zalo's docs give no number for most of these, and in practice none comes: success is two tokens, nothing else. */
function describe(name: string, reason: string): OauthError {
  return {
    error_name: name,
    error_reason: reason,
    error_description: `${name}: ${reason}`,
    ...{ ref_doc: 'https://developers.zalo.me/docs/official-account' },
  };
}
