// Starts, shows and cancels benchmarks.

import { el, say } from './dom.js';
import { section, orEmpty, missing } from './section.js';
import { ask, benchmarks as url } from './resources.js';
import { benchmarkForm } from './benchmarkform.js';
import { watched } from './watched.js';
import { table } from './table.js';
import { verdict, result as resultOf } from './comparison.js';
import { moment, number, percent, span, words } from './format.js';

const BUSY = ['queued', 'running', 'cancelling'];

const runs = watched(url, 10_000);

export function benchmarks() {
  const message = el('p', { class: 'result', role: 'status' });
  const bar = el('progress', { max: '1', 'aria-label': 'Progress of the benchmark' });
  const phase = el('span', { id: 'benchmark-phase' });
  const cancel = el('button', { type: 'button', class: 'small', id: 'benchmark-cancel', onclick: stop }, 'Cancel');
  const running = el('div', { class: 'running', hidden: true }, bar, phase, cancel);
  const form = benchmarkForm(start);
  const readOnly = el(
    'p',
    { class: 'empty', hidden: true },
    'Benchmarks are read-only here: management.endpoint.autotaskbenchmarks.access=unrestricted lets this page start them.',
  );
  const shown = el('div', { id: 'benchmark-result', 'aria-live': 'polite' });
  const list = runTable(open);
  const place = orEmpty([form.element, readOnly, message, running, shown, list.element]);
  const { element } = section('benchmarks', 'Benchmarks', [place.element], [list.button]);
  let current = null;
  let following = null;

  /** Asks for something, and says why when it is refused. */
  async function tried(work, otherwise) {
    try {
      return await work();
    } catch (problem) {
      say(message, otherwise + problem.message + (problem.body?.property ? ' (' + problem.body.property + ')' : ''));
      return null;
    }
  }

  async function start(dryRun) {
    say(message, '…');
    const body = dryRun ? { ...form.body(), dryRun: 'true' } : form.body();
    const answer = await tried(() => ask(url, 'POST', body), '');
    if (answer) {
      say(message, (dryRun ? 'It would make ' : 'Started: ') + cost(answer.plan));
    }
    if (answer && !dryRun) {
      follow(answer.id);
    }
  }

  async function stop() {
    await tried(async () => {
      await ask(one(current), 'DELETE');
      say(message, 'It is being cancelled; what was measured until then is kept.');
    }, 'It could not be cancelled: ');
  }

  async function follow(id) {
    current = id;
    clearTimeout(following);
    const run = await tried(() => ask(one(id)), 'The run cannot be read: ');
    running.hidden = !BUSY.includes(run?.status);
    if (run == null) {
      return;
    }
    bar.value = run.progress?.ratio ?? 0;
    say(phase, progress(run));
    if (BUSY.includes(run.status)) {
      following = setTimeout(() => follow(id), 500);
    } else {
      show(run);
      refresh(await runs.again());
    }
  }

  async function open(id) {
    const run = await tried(() => ask(one(id)), 'The run cannot be read: ');
    if (run) {
      show(run);
      shown.scrollIntoView({ block: 'nearest' });
    }
  }

  function show(run) {
    shown.replaceChildren(resultOf(run, one(run.id)), mayWrite() && run.summary ? baseline(run) : '');
  }

  function baseline(run) {
    const name = el('input', { type: 'text', value: 'main', size: '10', 'aria-label': 'Name of the baseline' });
    const keep = () =>
      tried(async () => {
        await ask(one(run.id), 'POST', { action: 'saveAsBaseline', name: name.value });
        say(message, 'Saved as the baseline ' + name.value + '.');
        refresh(await runs.again());
      }, 'It was not saved: ');
    return el(
      'div',
      { class: 'line' },
      name,
      el('button', { type: 'button', class: 'small', onclick: keep }, 'Save as baseline'),
    );
  }

  function mayWrite() {
    return runs.now().methods.includes('POST');
  }

  function refresh({ status, body }) {
    const rows = body?.benchmarks || [];
    place.show(status === 'ok' || body != null, missing(status, 'autotask-benchmarks', 'benchmarks'));
    form.element.hidden = status === 'ok' && !mayWrite();
    readOnly.hidden = status !== 'ok' || mayWrite();
    form.choices(body?.profiles || [], body?.baselines || []);
    list.show(rows);
    list.element.hidden = rows.length === 0;
    const busy = rows.find((row) => BUSY.includes(row.status));
    if (busy && busy.id !== current) {
      follow(busy.id);
    }
  }

  return { element, show: async () => refresh(await runs.look()) };
}

function one(id) {
  return url + '/' + encodeURIComponent(id);
}

function runTable(open) {
  const said = (yes, no) => (row, value) => (value == null ? '' : value ? yes : no);
  const link = (row, value) => el('a', { href: one(value), target: '_blank', rel: 'noopener' }, 'Report');
  const name = (row) => row.name || row.id;
  return table({
    id: 'benchmarks-table',
    title: 'Runs',
    key: (row) => row.id,
    columns: [
      {
        label: 'Run',
        value: name,
        draw: (row) => el('button', { type: 'button', class: 'link', onclick: () => open(row.id) }, name(row)),
      },
      { label: 'Begun', value: (row) => row.begunAt, draw: (row, value) => moment(value) },
      { label: 'Status', value: (row) => row.status },
      { label: 'Figures', value: (row) => row.valid, draw: said('valid', 'spoilt') },
      { label: 'Thresholds', value: (row) => row.passed, draw: said('passed', 'missed') },
      { label: 'Against before', value: (row) => row.verdict, draw: (row, value) => verdict(value) },
      { label: 'Report', value: (row) => row.id, draw: link },
    ],
  });
}

function progress(run) {
  const { phase, requestsDone, requestsPlanned, ratio, etaMillis } = run.progress || {};
  const eta = etaMillis != null ? ', ' + span(etaMillis) + ' to go' : '';
  return (
    `${words(run.status)}: ${phase || ''}, ${number(requestsDone)} of ${number(requestsPlanned)} calls` +
    ` (${percent(Math.round(100 * (ratio ?? 0)))})${eta}`
  );
}

function cost(plan) {
  const hour = plan.budget ? `; at most ${number(plan.budget.requests)} requests of the hour` : '';
  return (
    `${number(plan.calls)} calls at most to ${(plan.entities || []).join(', ')} on ${plan.target}` +
    `, about ${span(1000 * plan.seconds)}${hour}. ${plan.writes ? 'It writes.' : 'It only reads.'}`
  );
}
