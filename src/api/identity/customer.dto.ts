import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { type Role, ROLES } from '../../domain/identity/user.js';
import { ListQuery } from '../http/list-query.dto.js';
import { Optional } from '../http/optional.js';

/** The longest address (RFC 5321, section 4.5.3.1). */
const MAX_SEARCH_LENGTH = 254;

export class CustomerListQuery extends ListQuery {
  /** How the name or the address begins, in whatever case. */
  @Optional()
  @IsString()
  @Length(1, MAX_SEARCH_LENGTH)
  search?: string;

  @ApiPropertyOptional({ enum: ROLES })
  @Optional()
  @IsIn(ROLES)
  role?: Role;
}

export class ChangeCustomerRequest {
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: Role;
}

export class CustomerResponse {
  id!: string;
  /** Null for someone who signs in elsewhere and has told none. */
  email!: string | null;
  name!: string;
  phone!: string | null;
  @ApiProperty({ enum: ROLES })
  role!: Role;
  email_verified!: boolean;
  /** ISO 8601 UTC. */
  created_at!: string;
}

export class CustomerListResponse {
  data!: CustomerResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}

/** What their orders come to in one currency, in integer minor units. */
export class CustomerTotalResponse {
  currency!: string;
  /** Placed, whatever became of them. */
  orders!: number;
  captured!: number;
  refunded!: number;
}

export class CustomerDetailResponse extends CustomerResponse {
  /** At Stripe (`cus_...`); null until something is paid. */
  stripe_customer_id!: string | null;
  /** In how many places they are signed in. */
  live_sessions!: number;
  /** ISO 8601 UTC. */
  last_order_at!: string | null;
  /** By currency. */
  totals!: CustomerTotalResponse[];
}
