import {
  type ExternalIdentity,
  IExternalIdentityRepository,
} from '../../../src/application/identity/ports/external-identity-repository.js';

export class FakeExternalIdentityRepository extends IExternalIdentityRepository {
  /** User ids, by organization, issuer and subject. */
  readonly users = new Map<string, string>();
  readonly departures = new Map<string, Date>();

  async findUser(identity: ExternalIdentity): Promise<string | null> {
    return this.users.get(nameOf(identity)) ?? null;
  }

  async departedAt(identity: ExternalIdentity): Promise<Date | null> {
    return this.departures.get(nameOf(identity)) ?? null;
  }

  async insert(identity: ExternalIdentity, userId: string): Promise<boolean> {
    if (this.users.has(nameOf(identity))) return false;
    this.users.set(nameOf(identity), userId);
    return true;
  }

  async purgeDepartures(before: Date, limit: number): Promise<number> {
    const old = [...this.departures].filter(([, at]) => at < before).slice(0, limit);
    for (const [name] of old) this.departures.delete(name);
    return old.length;
  }

  /** What deleting the account does to them. */
  depart(userId: string, at: Date): void {
    for (const [name, owner] of this.users) {
      if (owner !== userId) continue;
      this.users.delete(name);
      const before = this.departures.get(name) ?? at;
      this.departures.set(name, before > at ? before : at);
    }
  }
}

function nameOf({ organizationId, issuer, subject }: ExternalIdentity): string {
  return `${organizationId} ${issuer} ${subject}`;
}
