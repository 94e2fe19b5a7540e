/**
 * Hands a phone number to the phone's dialler by a `tel:` link. Answers false when there is nothing to dial. Only digits and a
 * leading plus pass: a `*` or `#` would be a command to the network, not a call.
 */
export function openTelLink(phone: string): boolean {
  const number = dialable(phone);
  if (number === null) return false;
  pressLink(`tel:${number}`);
  return true;
}

/** The same for a text message that is written already. */
export function openSmsLink(phone: string, words: string): boolean {
  const address = smsAddress(phone, words);
  if (address === null) return false;
  pressLink(address);
  return true;
}

/** `?&body=`: Android reads what follows `?`, iOS what follows `&`. Null when there is no number to send to. */
export function smsAddress(phone: string, words: string): string | null {
  const number = dialable(phone);
  return number === null ? null : `sms:${number}?&body=${encodeURIComponent(words)}`;
}

function pressLink(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

/** The number without the spaces, dots and dashes that people write, or null when it is not a number to call. */
export function dialable(phone: string): string | null {
  const number = phone.replace(/[\s.()-]/g, '');
  return /^\+?\d{2,15}$/.test(number) ? number : null;
}
