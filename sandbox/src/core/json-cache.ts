import type { SandboxEvent } from '../events/sandbox-event.js';

// One object is written several times in a row: into the answer, and into its events' deliveries to each endpoint.
// Objects never change in place, so their JSON is made once and kept until the next turn of the event loop; keeping it
// for longer would double what the sandbox holds in memory.
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
  return JSON.stringify(object);
}

function isEvent(object: object): object is SandboxEvent {
  return 'object' in object && object.object === 'event' && 'data' in object;
}

/** An event is mostly the object inside it, whose JSON the caller has. */
function eventJson(event: SandboxEvent, objectJson: string): string {
  const { data, ...envelope } = event;
  const previous = data.previous_attributes;
  const tail = previous === undefined ? '' : `,"previous_attributes":${JSON.stringify(previous)}`;
  return `${JSON.stringify(envelope).slice(0, -1)},"data":{"object":${objectJson}${tail}}}`;
}
