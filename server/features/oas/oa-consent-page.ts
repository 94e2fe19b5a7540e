import { html } from 'hono/html';
import { oaConsentWords as words } from '../../content/oa-consent-words.ts';
import type { ConsentOutcome } from './oa.service.ts';

/** What the page needs of the browser: its own few rules of style, and nothing else. */
export const consentPageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  // The address holds the code and the state.
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

/** Says in plain words what became of the consent and what to do next. */
export function consentPage(outcome: ConsentOutcome) {
  const isDone = outcome.kind === 'connected';
  const { heading } = words[outcome.kind];
  const lines = isDone ? connectedLines(outcome) : [words[outcome.kind].text];
  const unit = 'unitName' in outcome ? outcome.unitName : null;
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading} · ${words.title}</title>
<style>
:root { color-scheme: light dark; --ink: #141415; --quiet: #5c6066; --paper: #fff; --ground: #f2f4f7; --mark: ${isDone ? '#0a7a33' : '#b3261e'} }
@media (prefers-color-scheme: dark) { :root { --ink: #f4f5f6; --quiet: #a8adb5; --paper: #1e1f21; --ground: #0f1011; --mark: ${isDone ? '#5ad07f' : '#ff8a80'} } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink); font: 1.0625rem/1.55 system-ui, "Segoe UI", Roboto, sans-serif }
main { box-sizing: border-box; width: min(30rem, 100% - 2rem); padding: 2rem 1.5rem; border-radius: 1rem; background: var(--paper) }
p.name { margin: 0 0 .75rem; color: var(--quiet); font-size: 1rem }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; color: var(--mark) }
p { margin: 0 0 .75rem }
p:last-child { margin-bottom: 0 }
</style>
</head>
<body>
<main>
<p class="name">Zalo An ninh${unit === null ? '' : ` · ${unit}`}</p>
<h1>${heading}</h1>
${lines.map((line) => html`<p>${line}</p>`)}
</main>
</body>
</html>`;
}

function connectedLines(outcome: Extract<ConsentOutcome, { kind: 'connected' }>): string[] {
  const hasDutyGroup = outcome.groups.kind === 'read' && outcome.groups.groupIds.duty !== null;
  return [
    words.connected.text(outcome.capabilities.name),
    hasDutyGroup ? words.connected.groups : words.connected.noDutyGroup,
  ];
}
