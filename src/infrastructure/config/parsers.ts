import { emailProblem, normalizeEmail } from '../../domain/identity/email-address.js';
import { passwordProblem } from '../../domain/identity/password-policy.js';
import { PasswordList } from '../crypto/password-list.js';

/** Readers of environment text. Each throws an Error that completes the sentence "NAME ...". Values of secrets are never echoed. */

export function integerBetween(minimum: number, maximum: number): (raw: string) => number {
  return (raw) => {
    const value = Number(raw);
    if (!/^\d+$/.test(raw) || value < minimum || value > maximum) {
      throw new Error(`must be a whole number from ${minimum} to ${maximum}, got "${raw}".`);
    }
    return value;
  };
}

export function oneOf<const T extends string>(...allowed: readonly T[]): (raw: string) => T {
  return (raw) => {
    const found = allowed.find((value) => value === raw);
    if (found === undefined) throw new Error(`must be one of ${allowed.join(', ')}, got "${raw}".`);
    return found;
  };
}

export function url(...protocols: readonly string[]): (raw: string) => string {
  return (raw) => {
    const parsed = URL.canParse(raw) ? new URL(raw) : null;
    // The value is not echoed: a database address holds a password.
    if (!parsed || !protocols.includes(parsed.protocol))
      throw new Error(`must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
    return raw;
  };
}

/** Comma-separated addresses, normalized, without a slash at the end: `https://shop.example/app, http://localhost:3000`. */
export function webAddresses(raw: string): readonly string[] {
  return list(raw).map((item) => {
    const { origin, pathname } = new URL(url('http:', 'https:')(item));
    return origin + pathname.replace(/\/+$/, '');
  });
}

export function secretOfBytes(minimumBytes: number): (raw: string) => string {
  return (raw) => {
    if (Buffer.byteLength(raw) < minimumBytes)
      throw new Error(`must be at least ${minimumBytes} bytes long.`);
    return raw;
  };
}

export function startingWith(...prefixes: readonly string[]): (raw: string) => string {
  return (raw) => {
    if (!prefixes.some((prefix) => raw.startsWith(prefix) && raw.length > prefix.length)) {
      throw new Error(`must begin with ${prefixes.join(' or ')}.`);
    }
    return raw;
  };
}

/** As PostgreSQL and the standard library both know it. */
export function timeZone(raw: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: raw }).resolvedOptions().timeZone;
  } catch {
    throw new Error(`must be a time zone such as Asia/Tokyo or UTC, got "${raw}".`);
  }
}

/** One or more signing secrets, comma-separated, each accepted while secrets roll. */
export function webhookSecrets(raw: string): readonly string[] {
  const parts = raw.split(',').map((part) => part.trim());
  if (parts.some((part) => part === ''))
    throw new Error('has an empty entry: a blank secret would accept anything.');
  return parts.map(startingWith('whsec_'));
}

/** In the form in which addresses are stored. */
export function email(raw: string): string {
  const address = normalizeEmail(raw);
  const problem = emailProblem(address);
  if (problem !== null) throw new Error(`${problem}.`);
  return address;
}

/** `shop@shop.example` or `Shop <shop@shop.example>`. */
export function mailSender(raw: string): string {
  const address = /^(?:[^<>\r\n]*<([^<>\s]+)>|([^<>\s]+))$/.exec(raw.trim());
  email(address?.[1] ?? address?.[2] ?? '');
  return raw.trim();
}

/** As `URL.host` has them: lower case, with the port where it is not the scheme's. */
export function hosts(raw: string): readonly string[] {
  return list(raw).map((item) => {
    const parsed = URL.canParse(`http://${item}`) ? new URL(`http://${item}`) : null;
    if (parsed?.pathname !== '/' || parsed.username !== '' || parsed.search !== '' || parsed.hash !== '')
      throw new Error(`must be hosts with or without a port, got "${item}".`);
    return parsed.host;
  });
}

/** As it is typed at sign-in: with the spaces that it begins or ends with. */
export function password(raw: string): string {
  const problem = passwordProblem(raw, new PasswordList());
  if (problem !== null) throw new Error(`${problem}.`);
  return raw;
}

export function plain(raw: string): string {
  return raw.trim();
}

export function list(raw: string): string[] {
  return raw
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
