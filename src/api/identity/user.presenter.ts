import type { UserView } from '../../application/identity/user-view.js';
import type { UserResponse } from './user.dto.js';

export function presentUser(user: UserView): UserResponse {
  const { id, email, name, phone, birthdate, locale, role, emailVerified, createdAt } = user;
  return {
    id,
    email,
    name,
    phone,
    birthdate,
    locale,
    role,
    email_verified: emailVerified,
    created_at: createdAt.toISOString(),
  };
}
