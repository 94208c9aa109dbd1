import { describe, expect, it } from '@jest/globals';
import { passwordProblem as problem } from '../../../../src/domain/identity/password-policy.js';
import { PasswordList } from '../../../../src/infrastructure/crypto/password-list.js';

const common = new PasswordList();
const passwordProblem = (password: string, ownWords: readonly string[] = []): string | null =>
  problem(password, common, ownWords);

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

  it.each(['ｐａｓｓｗｏｒｄ１２３', 'ⓟassword123', '𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝𝟏𝟐𝟑'])(
    'refuses them in other forms of the same letters, which are hashed alike: %p',
    (password) => {
      expect(passwordProblem(password)).toMatch(/most common/);
    },
  );

  it('does not refuse a password for containing a common one', () => {
    expect(passwordProblem('my password123 is longer')).toBeNull();
  });

  it('refuses those that were found in breaches, of which there are tens of thousands', () => {
    const breached = ['usuckballz1', 'nuttertools', 'qazwsxedcrfv', 'manchester'];
    expect(breached.filter((password) => passwordProblem(password) === null)).toEqual([]);
  });

  const own = ['hanako.sato@example.com', 'Hanako 佐藤', 'Kaikei'];
  it.each([
    'Hanako.Sato@example.com',
    'hanakosato2026',
    'HanakoHanako!',
    'kaikei2026!!',
    'sato-kaikei-1',
    'hanako12345',
  ])('refuses what is made of the name, the address or the shop: %p', (password) => {
    expect(passwordProblem(password)).toBeNull();
    expect(passwordProblem(password, own)).toMatch(/little more than/);
  });

  it.each([
    ['ﾔﾏﾀﾞ ﾀﾛｳ', 'ﾔﾏﾀﾞﾀﾛｳ2026'],
    ['ﾔﾏﾀﾞ ﾀﾛｳ', 'ヤマダタロウ2026'],
    ['Ｈａｎａｋｏ Ｓａｔｏ', 'Ｈａｎａｋｏｓａｔｏ１'],
    ['Ｈａｎａｋｏ　Ｓａｔｏ', 'hanakosato1'],
    ['Hanako Sato', 'Ｈａｎａｋｏｓａｔｏ１'],
  ])('refuses it in whichever width the letters of either are: %p, %p', (name, password) => {
    expect(passwordProblem(password, [name])).toMatch(/little more than/);
  });

  it.each(['hanako and the gravel', 'kaikei-demo-operator', 'my shop is an example'])(
    'lets a name be part of a longer one: %p',
    (password) => {
      expect(passwordProblem(password, own)).toBeNull();
    },
  );
});
