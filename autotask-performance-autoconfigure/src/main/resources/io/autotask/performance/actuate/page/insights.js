// What the system found out by itself, and what can be done about it.

import { el, say, code, onChange, refilled, inUse } from './dom.js';
import { badge } from './alerts.js';
import { section, orEmpty, lesson, missing } from './section.js';
import { insights as url } from './resources.js';
import { decisions } from './decisions.js';
import { number, millis, bytes, moment, words } from './format.js';
import { watched } from './watched.js';

const ORDER = ['critical', 'warning', 'info'];
const OPEN = ['open', 'applied'];

const NOTHING = lesson(
  'none',
  'Nothing to change was found. What was looked at, and what cannot be told yet, is listed below.',
);

export const found = watched(url, 10_000);

export function findings(body) {
  return [...(body?.findings || [])].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
}

export function isOpen(insight) {
  return OPEN.includes(insight.status ?? 'open');
}

export function insights() {
  const list = el('ul', { class: 'cards' });
  const settledTitle = el('summary');
  const settledList = el('ul', { class: 'cards' });
  const settled = el('details', { class: 'behind', hidden: true }, settledTitle, settledList);
  const others = el('div');
  const place = orEmpty([list]);
  const { element } = section('findings', 'Findings', [place.element, settled, others]);
  const draw = onChange((rows, mayWrite) => {
    const items = (some) => some.map((row) => card(row, mayWrite, again));
    const over = rows.filter((row) => !isOpen(row));
    refilled(list, items(rows.filter(isOpen)));
    refilled(settledList, items(over));
    settled.hidden = over.length === 0;
    say(settledTitle, over.length + ' settled: dismissed, snoozed, verified or resolved');
  });
  const drawOthers = onChange((together, checks) => others.replaceChildren(joint(together), checked(checks)));

  function refresh({ status, body, methods }) {
    const rows = findings(body);
    place.show(rows.some(isOpen), status === 'ok' ? NOTHING : missing(status, 'autotask-insights', 'findings'));
    if (!inUse(list) && !inUse(settledList)) {
      draw(rows, methods.includes('POST'));
    }
    drawOthers(body?.together ?? null, body?.checks ?? []);
  }

  /** After a decision: what it was made with goes, so the focus goes to the title. */
  async function again() {
    element.querySelector('h2').focus();
    refresh(await found.again());
  }

  return { element, show: async () => refresh(await found.look()) };
}

/** What a change would bring, as ranges; never more exact than it was worked out. */
export function gain(value) {
  const range = (of, unit) => (of.low === of.high ? unit(of.low) : unit(of.low) + ' to ' + unit(of.high));
  return [
    value?.requestsPerHour && range(value.requestsPerHour, number) + ' requests per hour',
    value?.p95Millis && range(value.p95Millis, millis) + ' of the time of 95 in 100',
    value?.bytesPerHour && range(value.bytesPerHour, bytes) + ' per hour',
  ]
    .filter(Boolean)
    .join(', ');
}

function card(row, mayWrite, again) {
  const about = gain(row.gain);
  return el(
    'li',
    { class: 'card item ' + row.severity + (isOpen(row) ? '' : ' over'), 'data-key': row.id },
    el(
      'div',
      { class: 'line' },
      badge(row.severity),
      el('strong', {}, row.title),
      row.confidence ? el('span', { class: 'soft' }, 'confidence ' + row.confidence) : null,
      row.status && row.status !== 'open' ? el('span', { class: 'badge' }, row.status) : null,
    ),
    row.why ? el('p', {}, row.why) : null,
    about ? el('p', { class: 'gain' }, 'Would gain ' + about) : null,
    row.gain?.basis ? el('p', { class: 'soft' }, row.gain.basis) : null,
    row.risk?.text ? el('p', { class: 'soft' }, 'Risk ' + (row.risk.level || '') + ': ' + row.risk.text) : null,
    row.decision ? el('p', { class: 'soft' }, decided(row.decision)) : null,
    trial(row.trial),
    evidence(row.evidence),
    fix(row.fix),
    row.detection?.rule ? el('p', { class: 'soft' }, 'Found because: ' + row.detection.rule) : null,
    mayWrite
      ? decisions(row, isOpen(row), again)
      : el(
          'p',
          { class: 'soft' },
          'Read-only here: management.endpoint.autotaskinsights.access=unrestricted allows more.',
        ),
  );
}

function decided(decision) {
  const until = decision.until ? ', until ' + moment(decision.until) : '';
  return words(decision.reason) + ', by ' + decision.by + until + (decision.note ? ': ' + decision.note : '');
}

function trial(value) {
  if (value == null) {
    return null;
  }
  const seen = value.measured;
  return el(
    'div',
    {},
    el(
      'p',
      {},
      'Trial ' +
        words(value.state).toLowerCase() +
        ', by ' +
        value.by +
        ', until ' +
        moment(value.until) +
        '. ' +
        (value.result || ''),
    ),
    (value.changes || []).map((change) =>
      el('p', { class: 'fact' }, change.property + ': ' + change.before + ' → ' + change.after),
    ),
    seen
      ? el(
          'p',
          { class: 'soft' },
          number(seen.requestsAfter) +
            ' requests, ' +
            number(seen.requestsExpected) +
            ' expected without it; 95 in 100 took ' +
            millis(seen.p95Before) +
            ' before and ' +
            millis(seen.p95After) +
            ' now',
        )
      : null,
    value.yaml
      ? el('details', { class: 'behind' }, el('summary', {}, 'Keep it after a restart'), code(value.yaml))
      : null,
  );
}

function evidence(value) {
  if (value == null) {
    return null;
  }
  const from = value.window?.from && moment(value.window.from) + ' to ' + moment(value.window.to);
  return el(
    'details',
    { class: 'behind' },
    el('summary', {}, 'Evidence' + (value.calls != null ? ': ' + number(value.calls) + ' calls' : '')),
    from ? el('p', { class: 'soft' }, from) : null,
    (value.items || []).map((item) =>
      el(
        'p',
        { class: 'fact' },
        words(item.key) + ': ' + item.current + (item.proposed != null ? ' → ' + item.proposed : ''),
      ),
    ),
    (value.samples || []).map((sample) =>
      el(
        'p',
        { class: 'fact' },
        number(sample.count) + ' × ' + sample.fingerprint + (sample.caller ? ' by ' + sample.caller : ''),
      ),
    ),
  );
}

function fix(value) {
  return value == null
    ? null
    : el(
        'details',
        { class: 'behind' },
        el('summary', {}, 'How to fix it'),
        value.text ? el('p', {}, value.text) : null,
        value.yaml ? code(value.yaml) : null,
        value.code ? code(value.code) : null,
      );
}

/** All proposals at once, from one replay: gains of single ones do not add up. */
function joint(together) {
  return together == null
    ? ''
    : el(
        'details',
        { class: 'behind' },
        el(
          'summary',
          {},
          'All ' + number(together.ids.length) + ' proposals together: ' + (gain(together.gain) || 'no gain'),
        ),
        el('p', { class: 'soft' }, together.gain?.basis || ''),
        code(together.yaml),
      );
}

/** Rules that found nothing, or cannot tell yet, with what they lack. */
function checked(rows) {
  return rows.length === 0
    ? ''
    : el(
        'details',
        { class: 'behind' },
        el('summary', {}, number(rows.length) + ' rules were looked at'),
        el(
          'ul',
          {},
          rows.map((row) =>
            el(
              'li',
              {},
              el('strong', {}, words(row.rule)),
              ' ',
              el('span', { class: 'badge' }, words(row.outcome).toLowerCase()),
              ' ' + row.text,
              el('span', { class: 'soft' }, ' ' + row.criterion),
            ),
          ),
        ),
      );
}
