import { Injectable } from '@nestjs/common';
import { IHeartbeats, type ProcessInstance } from '../../../application/system/ports/heartbeats.js';
import { Database } from '../database.js';

@Injectable()
export class Heartbeats extends IHeartbeats {
  constructor(private readonly database: Database) {
    super();
  }

  async beat({ process, instanceId, startedAt }: ProcessInstance, at: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO process_heartbeats (process, instance_id, started_at, beat_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (process, instance_id) DO UPDATE SET beat_at = excluded.beat_at`,
      [process, instanceId, startedAt, at],
    );
  }

  async latest(process: string): Promise<Date | null> {
    const [row] = await this.database.query<{ beat_at: Date | null }>(
      'SELECT max(beat_at) AS beat_at FROM process_heartbeats WHERE process = $1',
      [process],
    );
    return row?.beat_at ?? null;
  }

  async deleteBefore(time: Date): Promise<void> {
    await this.database.query('DELETE FROM process_heartbeats WHERE beat_at < $1', [time]);
  }
}
