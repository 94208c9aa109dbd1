import type { Problem } from '../problem/problem.js';

/** The answer of an earlier request under the same `Idempotency-Key` was this problem: it is given again, word for word. */
export class StoredProblem extends Error {
  override readonly name = 'StoredProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}
