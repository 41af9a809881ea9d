// What a run brought, and how it stands against another.

import { el } from './dom.js';
import { millis, number, percent, rate, bytes, span, words } from './format.js';

const COLORS = { improved: 'good', degraded: 'critical', unchanged: 'info' };

export function verdict(value) {
  const word = value == null ? '' : String(value).toLowerCase().replaceAll('_', ' ');
  return word ? el('span', { class: 'badge ' + (COLORS[word] || '') }, word) : '';
}

export function result(run, report) {
  const latency = run.performance?.latency;
  const throughput = run.performance?.throughput;
  const facts = run.summary
    ? [
        ['Calls', number(run.summary.totalRequests)],
        ['Failed', percent(run.summary.errorRate)],
        ['Average', millis(latency?.average)],
        ['p50', millis(latency?.percentiles?.p50)],
        ['p95', millis(latency?.percentiles?.p95)],
        ['p99', millis(latency?.percentiles?.p99)],
        ['Throughput', rate(throughput?.requestsPerSecond)],
        ['Requests saved', percent(run.upstream?.requestsSaved)],
        ['Requests sent', number(run.upstream?.requests)],
        ['Took', span(run.summary.duration)],
        ['Peak heap', bytes(run.performance?.memory?.peakUsage)],
      ]
    : [];
  return el(
    'div',
    { class: 'card item' },
    el(
      'div',
      { class: 'line' },
      el('strong', {}, run.name || run.id),
      el('span', { class: 'badge' }, run.status),
      run.valid === false ? el('span', { class: 'badge critical' }, 'figures are spoilt') : null,
      verdict(run.comparison?.verdict),
      el('a', { href: report, target: '_blank', rel: 'noopener' }, 'Whole report'),
    ),
    run.failure ? el('p', {}, run.failure) : null,
    (run.invalidBecause || []).map((reason) => el('p', { class: 'soft' }, reason)),
    el(
      'dl',
      { class: 'fields wide' },
      facts.map(([label, value]) => el('div', { class: 'field' }, el('dt', {}, label), el('dd', {}, value))),
    ),
    thresholds(run.thresholds),
    savings(run.savings),
    comparison(run.comparison),
    lines('To do', run.recommendations),
  );
}

function thresholds(rows) {
  return grid(
    'Thresholds',
    ['Threshold', 'Outcome', 'Seen'],
    (rows || []).map((row) => [
      row.threshold,
      { YES: 'met', NO: 'missed' }[row.met] || row.why || 'unclear',
      number(row.seen),
    ]),
  );
}

function savings(value) {
  return value == null
    ? null
    : grid(
        'With the starter against without',
        ['', 'Without', 'With'],
        [
          ['Requests to Autotask', number(value.bypassed.upstreamRequests), number(value.optimised.upstreamRequests)],
          ['p50', millis(value.bypassed.latency?.percentiles?.p50), millis(value.optimised.latency?.percentiles?.p50)],
          ['p95', millis(value.bypassed.latency?.percentiles?.p95), millis(value.optimised.latency?.percentiles?.p95)],
          ['Bytes from Autotask', bytes(value.bypassed.bytesIn), bytes(value.optimised.bytesIn)],
        ],
      );
}

function comparison(value) {
  return value == null
    ? null
    : [
        grid(
          'Against ' + value.baseline,
          ['Figure', 'Before', 'Now', 'Change', 'Verdict'],
          (value.figures || []).map((row) => [
            words(String(row.figure).toLowerCase()),
            number(row.before),
            number(row.after),
            change(row.shift),
            verdict(row.verdict),
          ]),
        ),
        lines('Hard to compare', value.differences),
      ];
}

/** The change with the interval in which it lies with 95 %. */
function change(shift) {
  const signed = (value) =>
    (value > 0 ? '+' : '') + number(shift.absolute ? value : 100 * value) + (shift.absolute ? '' : ' %');
  return shift == null ? '–' : signed(shift.change) + ' (' + signed(shift.low) + ' to ' + signed(shift.high) + ')';
}

function grid(title, heads, rows) {
  return rows.length === 0
    ? null
    : el(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title },
        el(
          'table',
          {},
          el('caption', {}, title),
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              heads.map((head, index) => el('th', { scope: 'col', class: index > 0 ? 'number' : null }, head)),
            ),
          ),
          el(
            'tbody',
            {},
            rows.map((row) =>
              el(
                'tr',
                {},
                row.map((cell, index) =>
                  el(
                    index === 0 ? 'th' : 'td',
                    { scope: index === 0 ? 'row' : null, class: index > 0 ? 'number' : null },
                    cell,
                  ),
                ),
              ),
            ),
          ),
        ),
      );
}

function lines(title, rows) {
  return (rows || []).length === 0
    ? null
    : el(
        'div',
        {},
        el('p', { class: 'soft' }, title),
        el(
          'ul',
          {},
          rows.map((row) => el('li', {}, row)),
        ),
      );
}
