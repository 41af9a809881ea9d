// What happened over time, as four charts that share their range.

import { el, say } from './dom.js';
import { chart } from './chart.js';
import { wish, resolution } from './feed.js';
import { highest, mean, total, last, end, begin } from './series.js';
import { number, millis, percent, clock, span } from './format.js';
import { section } from './section.js';

const RANGES = { fine: '15 minutes', medium: '3 hours', coarse: '24 hours' };

export function overtime() {
  const calls = chart({
    id: 'calls',
    title: 'Calls and requests per second',
    unit: 'rate',
    figure: {
      formula: 'Calls that ended, and requests that Autotask answered, ÷ seconds',
      window: 'each sample',
      path: 'performance.timeline',
    },
    series: [
      { label: 'Calls made', color: 'accent', value: (point) => point.throughput, fill: true },
      { label: 'Requests answered', color: 'network', value: perSecond('upstreamRequests') },
    ],
  });
  const times = chart({
    id: 'times',
    title: 'Time of 95 in 100',
    unit: 'millis',
    figure: {
      formula: '95 of 100 took no longer: calls as callers felt them, requests as Autotask answered',
      window: 'each sample',
      path: 'performance.timeline',
    },
    series: [
      { label: 'For callers', color: 'accent', value: (point) => point.percentiles?.p95 },
      { label: 'Autotask', color: 'network', value: (point) => point.upstreamPercentiles?.p95 },
    ],
  });
  const hits = chart({
    id: 'hits',
    title: 'Hit rate',
    unit: 'percent',
    least: 100 / 1.05,
    figure: { formula: '100 × hits ÷ (hits + misses)', window: 'each sample', path: 'performance.timeline' },
    series: [{ label: 'Hit rate', color: 'cache', value: (point) => point.cacheHitRate, fill: true }],
  });
  const trouble = chart({
    id: 'trouble',
    title: 'Trouble',
    unit: 'count',
    least: 3,
    figure: {
      formula: 'Calls that failed, requests that were turned away, sent again, or refused here',
      window: 'each sample',
      path: 'performance.timeline',
    },
    series: [
      { label: 'Failed', color: 'critical', value: (point) => point.failedRequests },
      { label: 'Turned away', color: 'high', value: (point) => point.rejections },
      { label: 'Sent again', color: 'batched', value: (point) => point.retries },
      { label: 'Refused', color: 'other', value: (point) => point.refused },
    ],
  });
  const choice = el(
    'div',
    { class: 'choice', role: 'group', 'aria-label': 'Range' },
    Object.entries(RANGES).map(([name, label]) =>
      el(
        'button',
        {
          type: 'button',
          class: 'small',
          'data-range': name,
          'aria-pressed': String(name === resolution()),
          onclick: (event) => {
            choice
              .querySelectorAll('button')
              .forEach((one) => one.setAttribute('aria-pressed', String(one === event.currentTarget)));
            wish(name);
          },
        },
        label,
      ),
    ),
  );
  const { element } = section(
    'timeline',
    'Over time',
    [
      el(
        'div',
        { class: 'charts' },
        [calls, times, hits, trouble].map((one) => one.element),
      ),
    ],
    [choice],
  );
  return {
    element,
    show({ data, points }) {
      const shown = points[resolution()];
      if (data.performance == null) {
        [calls, times, hits, trouble].forEach((one) =>
          one.show([], 'Monitoring is switched off: autotask.performance.monitor.enabled=false.'),
        );
        return;
      }
      calls.show(shown, aboutCalls(shown));
      times.show(shown, aboutTimes(shown));
      hits.show(shown, aboutHits(shown));
      trouble.show(shown, aboutTrouble(shown));
    },
  };
}

function perSecond(name) {
  return (point) => (point.duration > 0 ? (1000 * point[name]) / point.duration : null);
}

function over(points) {
  return span(end(points.at(-1)) - begin(points[0]));
}

export function aboutCalls(points) {
  if (points.length === 0) {
    return '';
  }
  const calls = total(points, (point) => point.totalRequests);
  const sent = total(points, (point) => point.upstreamRequests);
  return (
    number(calls) +
    ' calls and ' +
    number(sent) +
    ' answered requests in ' +
    over(points) +
    (sent > 0 && calls > sent ? ': one request for every ' + number(calls / sent) + ' calls.' : '.')
  );
}

export function aboutTimes(points) {
  const worst = highest(points, (point) => point.percentiles?.p95);
  if (!worst) {
    return points.length > 0 ? 'No call ended in this time.' : '';
  }
  const now = last(points, (point) => point.percentiles?.p95);
  const answered = last(points, (point) => point.upstreamPercentiles?.p95);
  return (
    'Callers felt ' +
    millis(now.percentiles.p95) +
    ' at ' +
    clock(end(now)) +
    (answered ? ', Autotask took ' + millis(answered.upstreamPercentiles.p95) : '') +
    '. The worst was ' +
    millis(worst.percentiles.p95) +
    ' at ' +
    clock(end(worst)) +
    '.'
  );
}

export function aboutHits(points) {
  const rate = mean(
    points,
    (point) => point.cacheHitRate,
    (point) => point.totalRequests,
  );
  return rate == null
    ? points.length > 0
      ? 'Nothing was looked up in this time.'
      : ''
    : percent(rate) + ' on average of the calls in ' + over(points) + '.';
}

export function aboutTrouble(points) {
  if (points.length === 0) {
    return '';
  }
  const kinds = {};
  points.forEach((point) =>
    Object.entries(point.errors || {}).forEach(([kind, count]) => (kinds[kind] = (kinds[kind] || 0) + count)),
  );
  const failed = Object.entries(kinds)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => number(count) + ' × ' + kind);
  const away = total(points, (point) => point.rejections);
  return (
    (failed.length > 0 ? 'Failed: ' + failed.slice(0, 4).join(', ') + '.' : 'No call failed in ' + over(points) + '.') +
    (away > 0 ? ' Autotask turned ' + number(away) + ' requests away.' : '')
  );
}
