import { AsyncLocalStorage } from 'node:async_hooks';

interface RequestContext {
  readonly requestId: string;
}

const contexts = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and all that follows from it, so that its log lines carry `requestId`. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return contexts.run({ requestId }, work);
}

export function currentRequestId(): string | undefined {
  return contexts.getStore()?.requestId;
}
