// The second look: hits, times, trouble. Each with what it was like in the last minutes.

import { el, say, at, svg } from './dom.js';
import { FIGURES } from './figures.js';
import { explained } from './hint.js';
import { shown } from './format.js';

/** recent: shown first where there is one; total: since the start; spark: of a point of the timeline. */
const TILES = [
  {
    recent: FIGURES.recentHitRate,
    total: FIGURES.hitRate,
    color: 'cache',
    spark: (point) => point.cacheHitRate,
    top: 100,
  },
  { recent: FIGURES.recentP95, total: FIGURES.p95, color: 'accent', spark: (point) => point.percentiles?.p95 },
  { total: FIGURES.upstreamP95, color: 'network', spark: (point) => point.upstreamPercentiles?.p95 },
  {
    recent: FIGURES.recentErrorRate,
    total: FIGURES.errorRate,
    color: 'critical',
    spark: (point) => point.errorRate,
    bad: (value) => value > 0,
  },
  {
    total: FIGURES.rejections,
    other: FIGURES.refused,
    color: 'high',
    spark: (point) => point.rejections,
    bad: (value) => value > 0,
  },
  { total: FIGURES.throughput, other: FIGURES.waiting, color: 'shared', spark: (point) => point.throughput },
];

export function tiles() {
  const all = TILES.map(tile);
  return {
    element: el(
      'section',
      { class: 'tiles', 'aria-label': 'Figures at a glance' },
      all.map((one) => one.element),
    ),
    show: (state) => all.forEach((one) => one.show(state)),
  };
}

function tile({ recent, total, other, color, spark, top, bad }) {
  const name = el('dt', {}, (recent || total).label);
  const value = el('dd', { 'data-path': (recent || total).path });
  const small = el('p', { class: 'soft' });
  const line = svg('polyline', { class: 'spark ' + color });
  const element = el(
    'div',
    { class: 'card tile' },
    el('dl', {}, explained(name, recent || total), value),
    small,
    svg('svg', { viewBox: '0 0 100 24', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, line),
  );
  return {
    element,
    show({ data, points }) {
      const now = recent ? at(data, recent.path) : null;
      const ever = at(data, total.path);
      const main = recent ? now : ever;
      value.dataset.value = main == null ? '' : String(main);
      say(value, shown(main, (recent || total).unit));
      element.classList.toggle('bad', bad != null && main != null && bad(main));
      say(
        small,
        other
          ? total.window + '; ' + other.label.toLowerCase() + ' ' + shown(at(data, other.path), other.unit)
          : recent
            ? recent.window + '; ' + total.window + ' ' + shown(ever, total.unit)
            : total.window,
      );
      line.setAttribute('points', path(points.fine.slice(-90).map(spark), top));
    },
  };
}

/** A line through what is known; a gap stays where it was. */
export function path(values, top) {
  const known = values.map((value, index) => [index, value]).filter(([, value]) => value != null);
  if (known.length < 2) {
    return '';
  }
  const high = top ?? Math.max(...known.map(([, value]) => value));
  return known
    .map(
      ([index, value]) =>
        ((100 * index) / (values.length - 1)).toFixed(1) + ',' + (23 - (high > 0 ? (22 * value) / high : 0)).toFixed(1),
    )
    .join(' ');
}
