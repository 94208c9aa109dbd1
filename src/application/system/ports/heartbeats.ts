/** One process among those of its kind. */
export interface ProcessInstance {
  /** `worker` */
  readonly process: string;
  readonly instanceId: string;
  readonly startedAt: Date;
}

/** Who is alive: each process writes its row every few seconds. */
export abstract class IHeartbeats {
  abstract beat(instance: ProcessInstance, at: Date): Promise<void>;
  /** When any process of this kind was last heard of; null if none ever was. */
  abstract latest(process: string): Promise<Date | null>;
  /** Forgets instances that were last heard of before `time`. */
  abstract deleteBefore(time: Date): Promise<void>;
}
