const form = document.querySelector('#challenge');
const { id, secret, kind } = form.dataset;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const outcome = event.submitter?.dataset.outcome ?? 'pass';
  const response = await fetch(`/_sandbox/challenges/${id}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ client_secret: secret, outcome }),
  });
  const body = await response.json();
  if (!response.ok) {
    form.querySelector('.error').textContent = body.error.message;
    return;
  }
  const back = new URL(form.dataset.return);
  back.searchParams.set(kind, id);
  back.searchParams.set(`${kind}_client_secret`, secret);
  back.searchParams.set(
    'redirect_status',
    body.status === 'requires_payment_method' ? 'failed' : 'succeeded',
  );
  window.location.assign(back);
});
