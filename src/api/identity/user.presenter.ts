import type { UserView } from '../../application/identity/user-view.js';
import type { UserDto } from './user.dto.js';

export function presentUser(user: UserView): UserDto {
  const { id, email, name, phone, birthdate, role, emailVerified, createdAt } = user;
  return {
    id,
    email,
    name,
    phone,
    birthdate,
    role,
    email_verified: emailVerified,
    created_at: createdAt.toISOString(),
  };
}
