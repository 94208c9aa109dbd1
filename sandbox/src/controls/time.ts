import type { World } from '../core/world.js';
import { controlBody, numberIn } from './control-body.js';

/** Ten years are further than any expiry. */
const MAX_ADVANCE_SECONDS = 10 * 366 * 24 * 3600;

export function shownTime(world: World): object {
  const nowMs = world.clock.nowMs();
  return {
    now: Math.floor(nowMs / 1000),
    iso: new Date(nowMs).toISOString(),
    offset_ms: world.clock.offsetMs,
  };
}

/**
 * `{ advance_seconds }`. Each task on the way runs at its own time, so that what it records carries that time and what
 * it schedules can still fall due before the end. Time never goes back.
 */
export function moveTime(world: World, raw: unknown): void {
  const seconds = numberIn(
    controlBody(raw, ['advance_seconds']),
    'advance_seconds',
    0,
    0,
    MAX_ADVANCE_SECONDS,
  );
  const { clock, agenda } = world;
  const target = clock.offsetMs + Math.round(seconds * 1000);
  for (let next = agenda.nextAt; next !== null && next <= Date.now() + target; next = agenda.nextAt) {
    clock.setOffset(Math.max(clock.offsetMs, Math.min(next - Date.now(), target)));
    agenda.runDue();
  }
  clock.setOffset(target);
  world.operate(null, (op) => op.put('settings', { id: 'clock', offset_ms: target }));
}
