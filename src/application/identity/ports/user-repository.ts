import type { User } from '../../../domain/identity/user.js';

/** Accounts, one an address and organization; those that were deleted are found no more. Addresses are given normalized (`normalizeEmail`). */
export abstract class IUserRepository {
  /** @throws EmailTakenError */
  abstract insert(user: User): Promise<void>;
  /** @throws StaleWriteError when the row is no longer as it was read; EmailTakenError */
  abstract update(user: User): Promise<void>;
  abstract findById(organizationId: string, id: string): Promise<User | null>;
  /** Holds the row until the transaction ends. */
  abstract findByIdForUpdate(organizationId: string, id: string): Promise<User | null>;
  /** Holds every operator's row until the transaction ends. @returns how many there are */
  abstract lockOperators(organizationId: string): Promise<number>;
  abstract findByEmail(organizationId: string, email: string): Promise<User | null>;
}
