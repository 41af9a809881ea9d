'use strict';

// The link is an ordinary download; this watches how far it is.
const bar = document.getElementById('bar');
const said = document.getElementById('said');
const rest = document.getElementById('rest');
let watching;

for (const link of document.querySelectorAll('a[download], #rest')) {
  link.addEventListener('click', () => {
    const run = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
    const url = new URL(link.href);
    url.searchParams.set('run', run);
    link.href = url;
    watch(run, url);
  });
}

function watch(run, url) {
  watching?.close();
  rest.hidden = true;
  bar.hidden = false;
  bar.value = 0;
  said.textContent = 'It begins …';
  watching = new EventSource(new URL('progress/' + run, url));
  watching.onmessage = (event) => show(JSON.parse(event.data), url);
}

function show(progress, url) {
  const rows = progress.rows.toLocaleString();
  if (progress.total === null) {
    bar.removeAttribute('value');
  }
  else {
    bar.value = progress.total ? Math.min(1, progress.rows / progress.total) : 1;
  }
  const left = progress.remaining === null ? '' : `, ${progress.remaining.toLocaleString()} requests left of this hour`;
  const ofAll = progress.total === null ? '' : ` of ${progress.total.toLocaleString()}`;
  said.dataset.state = progress.state;
  switch (progress.state) {
    case 'WAITING': said.textContent = 'It begins …'; return;
    case 'RUNNING': said.textContent = `${rows}${ofAll} tickets, ${progress.requests.toLocaleString()} requests${left}`; return;
    case 'DONE': said.textContent = `Done: ${rows} tickets, ${progress.requests.toLocaleString()} requests`; bar.value = 1; break;
    case 'CANCELLED': said.textContent = `Cancelled after ${rows} tickets`; break;
    case 'FAILED':
      said.textContent = progress.problem;
      if (progress.continuationToken) {
        url.searchParams.set('after', progress.continuationToken);
        rest.href = url;
        rest.hidden = false;
      }
      break;
  }
  watching.close();
}
