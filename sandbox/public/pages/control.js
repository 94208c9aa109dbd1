import { money } from './money.js';

const $ = (selector) => document.querySelector(selector);
const SHOWN_EVENTS = 50;
const REFRESH_MS = 2000;

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: {
      ...(path.startsWith('/v1/') ? { Authorization: 'Bearer sk_test_controls' } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.message);
  return answer;
}

/** Runs something, says how it went, and shows what has changed. */
async function act(done, work) {
  try {
    const result = await work();
    $('#message').textContent = typeof done === 'function' ? done(result) : done;
  } catch (error) {
    $('#message').textContent = error.message;
  }
  await refresh();
}

function onSubmit(form, handler) {
  $(form).addEventListener('submit', (event) => {
    event.preventDefault();
    handler(new FormData(event.target));
  });
}

function cell(content) {
  const td = document.createElement('td');
  td.append(content);
  return td;
}

function eventRow(event, deliveries) {
  const row = document.createElement('tr');
  const time = new Date(event.created * 1000).toISOString().slice(5, 19).replace('T', ' ');
  const id = document.createElement('code');
  id.textContent = event.data.object.id ?? '';
  const own = deliveries.filter((delivery) => delivery.event === event.id);
  const states = own
    .map((each) => `${each.state}${each.last_status ? ` (${each.last_status})` : ''}`)
    .join(', ');
  const again = Object.assign(document.createElement('button'), { textContent: 'Deliver', type: 'button' });
  again.setAttribute('aria-label', `Deliver ${event.type} again`);
  again.addEventListener('click', () =>
    act('Queued.', () => call('POST', '/_sandbox/deliver', { event_id: event.id })),
  );
  row.append(cell(time), cell(event.type), cell(id), cell(states || 'no endpoint'), cell(again));
  return row;
}

function showBalance({ available, pending }) {
  const format = ({ amount, currency }) => money(amount, currency);
  const list = document.createElement('dl');
  for (const [term, side] of [
    ['Available', available],
    ['Pending', pending],
  ]) {
    const line = document.createElement('div');
    line.append(
      Object.assign(document.createElement('dt'), { textContent: term }),
      Object.assign(document.createElement('dd'), { textContent: side.map(format).join(', ') }),
    );
    list.append(line);
  }
  $('#balance').replaceChildren(list);
}

async function refresh() {
  const [events, deliveries, balance, time, faults] = await Promise.all([
    call('GET', `/v1/events?limit=${SHOWN_EVENTS}`),
    call('GET', '/_sandbox/deliveries'),
    call('GET', '/v1/balance'),
    call('GET', '/_sandbox/time'),
    call('GET', '/_sandbox/faults'),
  ]);
  if (!$('#events').contains(document.activeElement))
    $('#events').replaceChildren(...events.data.map((event) => eventRow(event, deliveries.data)));
  showBalance(balance);
  $('#now').textContent = time.iso.slice(0, 19).replace('T', ' ');
  $('#fault-list').replaceChildren(
    ...faults.data.map((fault) =>
      Object.assign(document.createElement('li'), {
        textContent: `${fault.route}: ${fault.kind} ${fault.when} the effect, ${fault.times} more`,
      }),
    ),
  );
}

onSubmit('#trigger', () => {
  const object = $('#object').value.trim();
  const body = { kind: $('#kind').value, ...(object ? { object } : {}) };
  return act(
    (result) => `Done: ${result.id ?? body.kind}`,
    () => call('POST', '/_sandbox/trigger', body),
  );
});
onSubmit('#time', () =>
  act('Time has moved.', () =>
    call('POST', '/_sandbox/time', { advance_seconds: Number($('#advance').value) }),
  ),
);
onSubmit('#delivery', (form) =>
  act('Set.', () =>
    call('PUT', '/_sandbox/delivery', {
      paused: form.has('paused'),
      lose: Number(form.get('lose')),
      duplicate: Number(form.get('duplicate')),
      shuffle_ms: Number(form.get('shuffle_ms')),
      twin: Number(form.get('twin')),
    }),
  ),
);
onSubmit('#faults', (form) =>
  act('Added.', () =>
    call('POST', '/_sandbox/faults', {
      route: form.get('route'),
      kind: form.get('kind'),
      status: Number(form.get('status')),
      when: form.get('when'),
      times: Number(form.get('times')),
    }),
  ),
);
$('#redeliver').addEventListener('click', () =>
  act(
    (result) => `${result.queued} queued.`,
    () => call('POST', '/_sandbox/deliver', {}),
  ),
);
$('#release').addEventListener('click', () => act('Removed.', () => call('DELETE', '/_sandbox/faults')));
$('#reset').addEventListener('click', () => {
  if (window.confirm('Empty the sandbox? Everything in it is lost.'))
    act('Empty.', () => call('POST', '/_sandbox/reset', {}));
});

const kinds = await call('GET', '/_sandbox/triggers');
$('#kind').replaceChildren(...kinds.data.map((kind) => new Option(kind.replaceAll('_', ' '), kind)));
const settings = await call('GET', '/_sandbox/delivery');
$('#delivery').paused.checked = settings.paused;
for (const name of ['lose', 'duplicate', 'shuffle_ms', 'twin']) $('#delivery')[name].value = settings[name];
await refresh();
setInterval(refresh, REFRESH_MS);
