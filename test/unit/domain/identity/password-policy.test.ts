import { describe, expect, it } from '@jest/globals';
import { isCommonPassword } from '../../../../src/domain/identity/common-passwords.js';
import { passwordProblem } from '../../../../src/domain/identity/password-policy.js';

describe('the password policy', () => {
  it.each(['123456789', 'short', '', 'éééééééée'])('refuses fewer than ten characters: %p', (password) => {
    expect(passwordProblem(password)).toMatch(/at least 10/);
  });

  it('counts characters and not bytes or UTF-16 units', () => {
    expect(passwordProblem('🐎'.repeat(9))).toMatch(/at least 10/);
    expect(passwordProblem('🐎'.repeat(128))).toBeNull();
    expect(passwordProblem('🐎'.repeat(129))).toMatch(/at most 128/);
  });

  it.each(['horse tent gravel', 'aaaaaaaaab', '          ', 'only-lower-case-letters'])(
    'has no rules of composition: %p',
    (password) => {
      expect(passwordProblem(password)).toBeNull();
    },
  );

  it.each([
    'password123',
    '1234567890',
    'qwertyuiop',
    'Password123!',
    'P@ssw0rd123',
    '1q2w3e4r5t',
    'iloveyou123',
  ])('refuses the most common passwords, however their letters are cased: %p', (password) => {
    expect(passwordProblem(password)).toMatch(/most common/);
    expect(passwordProblem(password.toUpperCase())).toMatch(/most common/);
  });

  it('does not refuse a password for containing a common one', () => {
    expect(isCommonPassword('my password123 is longer')).toBe(false);
  });
});
