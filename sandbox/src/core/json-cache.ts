import type { SandboxEvent } from '../events/sandbox-event.js';
import type { StoredAnswer } from '../http/idempotency.js';

// One object is written several times: into the answer, the journal, an event and the stored idempotent answer.
// Objects never change in place, so their JSON is made once and kept for as long as the object lives.
const cache = new WeakMap<object, string>();

export function jsonOf(object: object): string {
  const known = cache.get(object);
  if (known !== undefined) return known;
  const json = makeJson(object);
  cache.set(object, json);
  return json;
}

function makeJson(object: object): string {
  if (isEvent(object)) return eventJson(object);
  if (isStoredAnswer(object)) return storedAnswerJson(object);
  return JSON.stringify(object);
}

function isEvent(object: object): object is SandboxEvent {
  return 'object' in object && object.object === 'event' && 'data' in object;
}

/** An event is mostly the object inside it, whose JSON is known already. */
function eventJson(event: SandboxEvent): string {
  const { data, ...envelope } = event;
  const previous = data.previous_attributes;
  const tail = previous === undefined ? '' : `,"previous_attributes":${JSON.stringify(previous)}`;
  return `${JSON.stringify(envelope).slice(0, -1)},"data":{"object":${jsonOf(data.object)}${tail}}}`;
}

function isStoredAnswer(object: object): object is StoredAnswer {
  return 'fingerprint' in object && 'body' in object;
}

/** The body of a stored answer is mostly an object that was just written anyway. */
function storedAnswerJson(answer: StoredAnswer): string {
  const { body, ...rest } = answer;
  return `${JSON.stringify(rest).slice(0, -1)},"body":${jsonOf(body)}}`;
}
