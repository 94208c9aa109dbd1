import { newIdempotencyKey } from 'kaikei-sdk';
import { useRef } from 'react';

/** Idempotency keys by what is sent: the same again, after an answer that was lost, is the same request. */
export function useContentKeys(): (content: unknown) => string {
  const keys = useRef(new Map<string, string>());
  return (content) => {
    const json = JSON.stringify(content);
    const key = keys.current.get(json) ?? newIdempotencyKey();
    keys.current.set(json, key);
    return key;
  };
}
