import { describe, expect, it } from '@jest/globals';
import { emailProblem, normalizeEmail } from '../../../../src/domain/identity/email-address.js';
import { User, type NewUser } from '../../../../src/domain/identity/user.js';
import { DomainError } from '../../../../src/domain/shared/domain-error.js';

const NOW = new Date('2026-11-20T09:00:00Z');
const HANAKO: NewUser = {
  id: '00000000-0000-7000-8000-000000000002',
  organizationId: '00000000-0000-7000-8000-000000000001',
  email: 'hanako@example.com',
  passwordHash: 'hash',
  role: 'customer',
  name: 'Hanako',
  phone: null,
  birthdate: null,
  locale: null,
};

function problemsOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError)
      return { code: error.code, fields: error.errors.map(({ field }) => field) };
    throw error;
  }
  return null;
}

describe('e-mail addresses', () => {
  it('are trimmed and lower-cased', () => {
    expect(normalizeEmail('  Hanako@Example.COM\n')).toBe('hanako@example.com');
  });

  it.each(['a@b.co', 'first.last+tag@sub.example.com', "o'neil@example.org", '1@xn--bcher-kva.example'])(
    'accepts %p',
    (email) => {
      expect(emailProblem(email)).toBeNull();
    },
  );

  it.each([
    '',
    'plain',
    '@example.com',
    'a@',
    'a@b',
    'a@@b.co',
    'a b@c.co',
    'a@b..co',
    '.a@b.co',
    'a@-b.co',
    'a@b.c',
    'a@127.0.0.1',
    'müller@example.com',
    'a@b.co\r\nbcc:x@y.zz',
    `${'a'.repeat(65)}@b.co`,
    `a@${'b.'.repeat(130)}co`,
  ])('refuses %p', (email) => {
    expect(emailProblem(email)).not.toBeNull();
  });
});

describe('a user', () => {
  it('registers with tidied texts and the times of both acceptances', () => {
    const user = User.register(
      { ...HANAKO, email: ' Hanako@Example.com ', name: ' Hanako ', phone: ' 090-1234-5678 ' },
      NOW,
    );
    expect(user.snapshot()).toMatchObject({
      email: 'hanako@example.com',
      name: 'Hanako',
      phone: '090-1234-5678',
      termsAcceptedAt: NOW,
      privacyAcceptedAt: NOW,
      emailVerifiedAt: null,
      version: 1,
    });
  });

  it('is refused with every wrong field at once', () => {
    const wrong = { ...HANAKO, email: 'nobody', name: ' ', phone: 'call me', birthdate: '2026-02-30' };
    expect(problemsOf(() => User.register(wrong, NOW))).toEqual({
      code: 'validation_failed',
      fields: ['email', 'name', 'phone', 'birthdate'],
    });
  });

  it.each([
    ['name', 'x'.repeat(201)],
    ['name', 'line\nbreak'],
    ['name', '\u200b\u2060'],
    ['name', '\u3164'],
    ['name', '\u2800 \uffa0\ufe0f'],
    ['name', 'Hanako \u202eokanaH'],
    ['phone', '12'],
    ['phone', `+${'1'.repeat(40)}`],
    ['birthdate', '1990-13-01'],
    ['birthdate', '01/02/1990'],
    ['birthdate', '1899-12-31'],
    ['birthdate', '2026-11-22'],
  ])('refuses the %s %p', (field, value) => {
    expect(problemsOf(() => User.register({ ...HANAKO, [field]: value }, NOW))).toEqual({
      code: 'validation_failed',
      fields: [field],
    });
  });

  it.each([
    ['Persian, whose letters are parted', '\u0639\u0644\u06cc\u200c\u0631\u0636\u0627'],
    ['an emoji of several', '\u{1f469}\u200d\u{1f4bb}'],
    ['Hangul beside a filler', '\u3164\uae40\ubbfc\uc900'],
  ])('takes a name with something unseen in it: %s', (_, name) => {
    expect(User.register({ ...HANAKO, name }, NOW).snapshot().name).toBe(name);
  });

  it('keeps what a change leaves out and removes what it sets to null', () => {
    const user = User.register({ ...HANAKO, phone: '+81 90 1234 5678', birthdate: '1990-12-31' }, NOW);
    const later = new Date(NOW.getTime() + 1);
    user.changeProfile({ name: 'Hana', phone: undefined, birthdate: null }, later);
    expect(user.snapshot()).toMatchObject({
      name: 'Hana',
      phone: '+81 90 1234 5678',
      birthdate: null,
      updatedAt: later,
      createdAt: NOW,
    });
    expect(problemsOf(() => user.changeProfile({ phone: 'x' }, later))).toMatchObject({ fields: ['phone'] });
  });

  it('is promoted with another password', () => {
    const user = User.register(HANAKO, NOW);
    user.promoteToOperator('another hash', NOW);
    expect(user.snapshot()).toMatchObject({ role: 'operator', passwordHash: 'another hash' });
  });
});
