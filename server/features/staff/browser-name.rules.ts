const browsers = [
  ['Zalo', /\bZalo\b/i],
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Cốc Cốc', /\bcoc_coc_browser\//i],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;
const systems = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const;

/** What a person recognises their browser by; no version, nothing to tell two alike ones apart. */
export function browserName(userAgent: string | undefined): string {
  const find = (names: readonly (readonly [string, RegExp])[]) =>
    names.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0];
  const browser = find(browsers) ?? 'Trình duyệt';
  const system = find(systems);
  return system ? `${browser} trên ${system}` : browser;
}
