/** What `/health/ready` waits for beside the database: set where one command starts everything. */
export class HealthSettings {
  readonly needsWorker: boolean;
  readonly needsSandbox: boolean;

  constructor(required: readonly string[]) {
    this.needsWorker = required.includes('worker');
    this.needsSandbox = required.includes('sandbox');
  }
}
