import type { FastifyInstance } from 'fastify';
import { page } from './html.js';

const BODY = `<main class="wide">
<h1>Stripe sandbox</h1>
<div class="cards">
<section aria-labelledby="h-trigger"><h2 id="h-trigger">Make something happen</h2>
<form id="trigger"><label for="kind">What</label><select id="kind"></select>
<label for="object">To which object (its id; empty for the newest)</label><input id="object" autocomplete="off">
<button class="primary">Trigger</button></form></section>
<section aria-labelledby="h-time"><h2 id="h-time">Time</h2>
<p>It is <output id="now"></output></p>
<form id="time"><label for="advance">Move forward by</label>
<select id="advance"><option value="60">a minute</option><option value="3600">an hour</option><option value="86400" selected>a day</option><option value="604800">a week</option><option value="2592000">30 days</option></select>
<button>Move</button></form></section>
<section aria-labelledby="h-balance"><h2 id="h-balance">Balance</h2><div id="balance"></div>
<h2>Everything</h2><div class="row"><a href="/_sandbox/truth">What moved money (JSON)</a><button type="button" id="reset">Reset the sandbox</button></div></section>
<section aria-labelledby="h-delivery"><h2 id="h-delivery">Deliveries</h2>
<form id="delivery">
<label class="check"><input type="checkbox" name="paused"> Paused</label>
<label for="lose">Lost (0 to 1)</label><input id="lose" name="lose" type="number" min="0" max="1" step="0.05" value="0">
<label for="duplicate">Extra copies</label><input id="duplicate" name="duplicate" type="number" min="0" max="100" value="0">
<label for="shuffle">Random delay up to (ms)</label><input id="shuffle" name="shuffle_ms" type="number" min="0" value="0">
<label for="twin">Under a second event id (0 to 1)</label><input id="twin" name="twin" type="number" min="0" max="1" step="0.05" value="0">
<div class="row"><button class="primary">Set</button><button type="button" id="redeliver">Deliver all undelivered now</button></div></form></section>
<section aria-labelledby="h-faults"><h2 id="h-faults">Faults</h2>
<form id="faults"><label for="route">Request</label><input id="route" name="route" value="POST /v1/payment_intents">
<label for="fault">Failure</label><select id="fault" name="kind"><option>status</option><option>delay</option><option>hang</option><option>reset</option><option>truncate</option></select>
<label for="status">Status</label><input id="status" name="status" type="number" min="400" max="599" value="500">
<label for="when">When</label><select id="when" name="when"><option value="before">before the effect</option><option value="after">after the effect</option></select>
<label for="times">How many times</label><input id="times" name="times" type="number" min="1" value="1">
<div class="row"><button class="primary">Add</button><button type="button" id="release">Remove all</button></div></form>
<ul id="fault-list"></ul></section>
</div>
<p id="message" role="status"></p>
<section aria-labelledby="h-events"><h2 id="h-events">Events</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="h-events"><table><thead><tr><th scope="col">Time</th><th scope="col">Type</th><th scope="col">Object</th><th scope="col">Deliveries</th><th scope="col"><span class="hidden">Actions</span></th></tr></thead><tbody id="events"></tbody></table></div></section>
</main>`;

/** The sandbox's front page: what has happened, and how to make more happen. */
export function controlPage(server: FastifyInstance): void {
  const html = page('Controls', BODY, ['/pages/control.js']);
  server.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(html));
}
