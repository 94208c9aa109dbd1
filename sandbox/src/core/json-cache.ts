import type { SandboxEvent } from '../events/sandbox-event.js';
import type { StoredAnswer } from '../http/idempotency.js';

// One object is written several times in a row: into the journal, an event, the stored idempotent answer and the answer
// itself. Objects never change in place, so their JSON is made once and kept until the next turn of the event loop;
// keeping it for longer would double what the sandbox holds in memory.
const cache = new Map<object, string>();

export function jsonOf(object: object): string {
  const known = cache.get(object);
  if (known !== undefined) return known;
  const json = makeJson(object);
  if (cache.size === 0) setImmediate(() => cache.clear());
  cache.set(object, json);
  return json;
}

function makeJson(object: object): string {
  if (isEvent(object)) return eventJson(object, jsonOf(object.data.object));
  if (isStoredAnswer(object)) return storedAnswerJson(object);
  return JSON.stringify(object);
}

function isEvent(object: object): object is SandboxEvent {
  return 'object' in object && object.object === 'event' && 'data' in object;
}

/** An event is mostly the object inside it, whose JSON the caller has. */
export function eventJson(event: SandboxEvent, objectJson: string): string {
  const { data, ...envelope } = event;
  const previous = data.previous_attributes;
  const tail = previous === undefined ? '' : `,"previous_attributes":${JSON.stringify(previous)}`;
  return `${JSON.stringify(envelope).slice(0, -1)},"data":{"object":${objectJson}${tail}}}`;
}

function isStoredAnswer(object: object): object is StoredAnswer {
  return 'fingerprint' in object && 'body' in object;
}

/** The body of a stored answer is mostly an object that was just written anyway. */
function storedAnswerJson(answer: StoredAnswer): string {
  const { body, ...rest } = answer;
  return `${JSON.stringify(rest).slice(0, -1)},"body":${jsonOf(body)}}`;
}
