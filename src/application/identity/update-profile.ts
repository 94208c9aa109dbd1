import { sessionEnded } from '../../domain/identity/identity-errors.js';
import type { ProfileChanges } from '../../domain/identity/profile.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IUserRepository } from './ports/user-repository.js';
import { type UserView, viewUser } from './user-view.js';

export interface UpdateProfileCommand {
  readonly organizationId: string;
  readonly userId: string;
  readonly changes: ProfileChanges;
}

/** Users change what they tell about themselves. */
export class UpdateProfile {
  constructor(
    private readonly users: IUserRepository,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `validation_failed` by field, `session_ended` when the account is gone */
  execute({ organizationId, userId, changes }: UpdateProfileCommand): Promise<UserView> {
    return this.unitOfWork.run(async () => {
      const user = await this.users.findByIdForUpdate(organizationId, userId);
      if (!user) throw sessionEnded();
      user.changeProfile(changes, this.clock.now());
      await this.users.update(user);
      return viewUser(user);
    });
  }
}
