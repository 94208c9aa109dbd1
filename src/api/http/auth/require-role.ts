import { SetMetadata } from '@nestjs/common';
import type { AuthenticatedUser } from './authenticated-user.js';

export const REQUIRED_ROLE = 'kaikei:required-role';

/** Only users who hold `role` at this moment, by the database and not by their token, get through; others are answered 403. */
export const RequireRole = (role: AuthenticatedUser['role']): MethodDecorator & ClassDecorator =>
  SetMetadata(REQUIRED_ROLE, role);
