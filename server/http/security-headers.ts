/** A year, in seconds. Without subdomains: what else runs under a ward's domain is not ours to decide about. */
const httpsOnly = 'max-age=31536000';

/** What comes from the API is data: whoever opens it in a window gets no script, no picture and no frame out of it. */
const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What browsers may do with an answer. A route with a page of its own brings its own policy (web-page.ts, the consent page), which
 * stands. HSTS only where people come by https: on http a browser ignores it, and a trial on localhost must not be locked out of its port.
 */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  const isHttps = new URL(publicUrl).protocol === 'https:';
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': dataPolicy,
    ...(isHttps ? { 'Strict-Transport-Security': httpsOnly } : {}),
  };
}
