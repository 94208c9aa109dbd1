/** How a person is shown to operators. */
export interface UserName {
  readonly id: string;
  /** Null for someone who signs in elsewhere and has told none. */
  readonly email: string | null;
  readonly name: string;
}

/** Names for the ids that other contexts keep. */
export abstract class IUserNames {
  /** By id; ids that are no user's are left out. */
  abstract of(organizationId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, UserName>>;
}
