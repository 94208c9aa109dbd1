import { SecretUnreadableError } from '../../../../src/application/notifications/ports/signing-secrets.js';
import { SealingKey } from '../../../../src/infrastructure/crypto/sealing-key.js';
import { SigningSecrets } from '../../../../src/infrastructure/crypto/signing-secrets.js';

const MASTER = 'a master secret of this installation';

describe('a sealed secret', () => {
  const key = new SealingKey(MASTER, 'tests');

  it('opens for its owner, with the key of its purpose, and looks different each time', () => {
    const sealed = key.seal('sesame', 'owner');
    expect(new SealingKey(MASTER, 'tests').open(sealed, 'owner')).toBe('sesame');
    expect(key.seal('sesame', 'owner')).not.toEqual(sealed);
    expect(sealed.toString('latin1')).not.toContain('sesame');
  });

  it('opens for nobody else, with no other key, and not when it was changed', () => {
    const sealed = key.seal('sesame', 'owner');
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => key.open(sealed, 'other')).toThrow();
    expect(() => new SealingKey(MASTER, 'elsewhere').open(sealed, 'owner')).toThrow();
    expect(() => new SealingKey('another master secret', 'tests').open(sealed, 'owner')).toThrow();
    expect(() => key.open(changed, 'owner')).toThrow();
    expect(() => key.open(Buffer.alloc(3), 'owner')).toThrow();
  });
});

describe('signing secrets', () => {
  it('are 32 random bytes as the specification writes them, readable for their endpoint alone', () => {
    const secrets = new SigningSecrets(new SealingKey(MASTER, 'tests'));
    const sealed = secrets.create('one');
    const secret = secrets.open('one', sealed);
    expect(secret).toMatch(/^whsec_/);
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(() => secrets.open('two', sealed)).toThrow(SecretUnreadableError);
  });
});
