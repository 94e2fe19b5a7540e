/**
 * Hands a phone number to the phone's dialler by a `tel:` link. Answers false when there is nothing to dial. Only digits and a
 * leading plus pass: a `*` or `#` would be a command to the network, not a call.
 */
export function openTelLink(phone: string): boolean {
  const number = dialable(phone);
  if (number === null) return false;
  const link = document.createElement('a');
  link.href = `tel:${number}`;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  return true;
}

/** The number without the spaces, dots and dashes that people write, or null when it is not a number to call. */
export function dialable(phone: string): string | null {
  const number = phone.replace(/[\s.()-]/g, '');
  return /^\+?\d{2,15}$/.test(number) ? number : null;
}
