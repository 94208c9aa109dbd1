/** RFC 5321, section 4.5.3.1, less the angle brackets: the longest address that mail servers take. */
const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;
/** RFC 5322 atoms around single dots; no quoted local parts, which no one has. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** RFC 1035 labels, at least two of them, and a last one that is no number. */
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** Nobody's, by RFC 2606. */
const NOBODYS = '.invalid';

/** The one form in which an address is stored and looked up. */
export function normalizeEmail(raw: string): string {
  return raw.trim().toLowerCase();
}

/** What is wrong with a normalized address; null when nothing is. Stripe's receipts want ASCII, so it is asked for here. */
export function emailProblem(email: string): string | null {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, Math.max(at, 0));
  const valid =
    email.length <= MAX_LENGTH &&
    local.length <= MAX_LOCAL_LENGTH &&
    LOCAL_PART.test(local) &&
    DOMAIN.test(email.slice(at + 1)) &&
    !email.endsWith(NOBODYS);
  return valid ? null : 'must be an e-mail address';
}

/** What stands for the address of an account that is gone: unlike every other, and nobody can register or be mailed there. */
export function nobodysEmail(userId: string): string {
  return `${userId}@deleted${NOBODYS}`;
}
