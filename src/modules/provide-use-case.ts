import type { FactoryProvider } from '@nestjs/common';

/** A class, abstract (a port) or not (a use case, the configuration), that Nest can inject by. */
type Token<T = unknown> = abstract new (...args: never[]) => T;
type InstancesOf<Tokens extends readonly Token[]> = {
  -readonly [K in keyof Tokens]: Tokens[K] extends Token<infer T> ? T : never;
};

/**
 * Wires a plain class into Nest without decorating it. A dependency that is missing, superfluous or in the wrong
 * place is a compile error.
 */
export function provideUseCase<T, const Tokens extends readonly Token[]>(
  useCase: new (...dependencies: InstancesOf<Tokens>) => T,
  dependencies: Tokens,
): FactoryProvider<T> {
  return {
    provide: useCase,
    inject: [...dependencies],
    useFactory: (...instances: unknown[]) => new useCase(...(instances as InstancesOf<Tokens>)),
  };
}
