import { describe, expect, test } from '@jest/globals';
import { ApiError } from 'kaikei-sdk';
import { DeedKey } from '../src/hooks/use-deed-key.js';

const inProgress = new ApiError(409, 'idempotency_in_progress', '');
const disabled = new ApiError(409, 'webhook_endpoint_disabled', '');

describe('the key of what a button does', () => {
  test.each<[string, Error]>([
    ['was lost', ApiError.noAnswer()],
    ['was a failure of the server', new ApiError(500, 'internal_error', '')],
    ['is still to come', inProgress],
    ['could not be read', new TypeError('not JSON')],
  ])('stays where the answer %s, and is another one once it is done', async (_, failure) => {
    const deed = new DeedKey();
    const first = await keyOf(deed, failure);
    expect(await keyOf(deed)).toBe(first);
    expect(await keyOf(deed)).not.toBe(first);
  });

  test('is another one after a refusal, whose reason may be gone', async () => {
    const deed = new DeedKey();
    const refused = await keyOf(deed, disabled);
    expect(await keyOf(deed)).not.toBe(refused);
  });
});

/** @returns the key by which it is sent, whatever comes of it */
async function keyOf(deed: DeedKey, failure?: Error): Promise<string> {
  let used = '';
  const sent = deed.send((key) => {
    used = key;
    return failure ? Promise.reject(failure) : Promise.resolve('done');
  });
  await (failure ? expect(sent).rejects.toBe(failure) : expect(sent).resolves.toBe('done'));
  return used;
}
