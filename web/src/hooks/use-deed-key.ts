import { ApiError, newIdempotencyKey } from 'kaikei-sdk';
import { useRef, useState } from 'react';

/**
 * The idempotency key of what a button does. It stays the same until the server has said what became of it: pressed again after an
 * answer that was lost, the button asks about the same deed, and does not do it twice.
 */
export class DeedKey {
  #key: string | null = null;

  /** @throws what `send` throws */
  async send<Answer>(send: (idempotencyKey: string) => Promise<Answer>): Promise<Answer> {
    this.#key ??= newIdempotencyKey();
    try {
      const answer = await send(this.#key);
      this.#key = null;
      return answer;
    } catch (cause) {
      // A refusal is kept under its key, and would be given again where its reason is long gone.
      if (cause instanceof ApiError && isOver(cause)) this.#key = null;
      throw cause;
    }
  }
}

function isOver({ isRefusal, code }: ApiError): boolean {
  return isRefusal && code !== 'idempotency_in_progress';
}

export function useDeedKey(): DeedKey {
  const [key] = useState(() => new DeedKey());
  return key;
}

/** The same for what is filled in: another content is another deed. To be kept where the form is not, so that it outlives it. */
export function useDeedKeys(): (content: unknown) => DeedKey {
  const keys = useRef(new Map<string, DeedKey>());
  return (content) => {
    const json = JSON.stringify(content);
    const key = keys.current.get(json) ?? new DeedKey();
    keys.current.set(json, key);
    return key;
  };
}
