// A chart, what it says in words, and the table behind it.

import { el, say } from './dom.js';
import { shown, clock, time } from './format.js';
import { explained } from './hint.js';
import { save } from './save.js';
import { csv, end } from './series.js';

const charts = new Set();

/** Steps of an axis of bytes. */
const BINARY = Array.from({ length: 40 }, (ignored, power) => 2 ** power);

/**
 * A chart over time.
 * series: { label, color, value(point), unit, fill, dash, stepped }
 * lines(): horizontal lines, as { value, label, color }
 * span(): the first and last time to show, or null for that of the points
 */
export function chart({
  id,
  title,
  figure,
  unit,
  series,
  lines = () => [],
  span = () => null,
  at = end,
  least = 0,
  height = 190,
  empty,
}) {
  const values = series.map(() => el('span', { class: 'value' }));
  const legend = el(
    'ul',
    { class: 'legend' },
    series.map((one, index) =>
      el(
        'li',
        {},
        el('i', { class: 'swatch ' + one.color + (one.dash ? ' dashed' : '') }),
        one.label + ' ',
        values[index],
      ),
    ),
  );
  const moment = el('span', { class: 'moment soft' });
  const canvas = el('div', { class: 'canvas', tabindex: '0', role: 'img' });
  const words = el('p', { class: 'words' });
  const nothing = el('p', { class: 'empty' }, empty || 'Nothing to draw yet.');
  const behind = table(id, title, series, at, unit);
  const name = figure ? explained(el('span', {}, title), figure) : title;
  const element = el(
    'figure',
    { class: 'chart', id: 'chart-' + id },
    el('figcaption', {}, el('h3', {}, name), moment),
    legend,
    canvas,
    nothing,
    words,
    behind.element,
  );
  let points = [];
  let plot = null;

  function data() {
    return [
      points.map((point) => at(point) / 1000),
      ...series.map((one) => points.map((point) => one.value(point) ?? null)),
    ];
  }

  function tell(index) {
    const looked = index != null;
    const point = looked ? points[index] : null;
    series.forEach((one, number) => {
      const told = point || points.findLast((each) => one.value(each) != null);
      say(values[number], told && !one.silent ? shown(one.value(told) ?? null, one.unit || unit) : '');
    });
    say(moment, point ? time(at(point)) : '');
    canvas.toggleAttribute('data-looked', looked);
  }

  function make() {
    plot = new globalThis.uPlot(
      {
        width: Math.max(200, canvas.clientWidth),
        height,
        legend: { show: false },
        padding: [8, 8, 0, 0],
        cursor: { drag: { x: false, y: false }, y: false, points: { size: 6 } },
        scales: {
          x: { range: (u, low, high) => span() || [low, high > low ? high : low + 60] },
          y: {
            range: (u, low, high) => [
              0,
              Math.max(least, (high ?? 0) * 1.08, ...lines().map((line) => line.value * 1.04)) || 1,
            ],
          },
        },
        axes: [
          { ...axis((u, ticks) => ticks.map((tick) => clock(tick * 1000)), 70), size: 30 },
          {
            ...axis((u, ticks) => ticks.map((tick) => shown(tick, unit)), 34),
            size: 62,
            incrs: unit === 'bytes' ? BINARY : undefined,
          },
        ],
        series: [
          {},
          ...series.map((one) => ({
            stroke: () => color(one.color),
            width: one.width ?? 1.6,
            dash: one.dash,
            fill: one.fill ? () => color(one.color + '-fill') : undefined,
            paths: one.stepped ? globalThis.uPlot.paths.stepped({ align: -1 }) : undefined,
            points: { show: (u, number) => u.data[number].filter((value) => value != null).length === 1 },
          })),
        ],
        hooks: { draw: [(u) => drawLines(u, lines())], setCursor: [(u) => tell(u.cursor.idx)] },
      },
      data(),
      canvas,
    );
  }

  canvas.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && plot && points.length > 0) {
      event.preventDefault();
      const from = plot.cursor.idx ?? points.length - (step > 0 ? 1 : 0);
      const index = Math.min(points.length - 1, Math.max(0, from + step));
      plot.setCursor({ left: plot.valToPos(plot.data[0][index], 'x'), top: 10 });
      tell(index);
    }
  });
  canvas.addEventListener('blur', () => plot?.setCursor({ left: -10, top: -10 }));
  new ResizeObserver(() => plot?.setSize({ width: Math.max(200, canvas.clientWidth), height })).observe(canvas);

  const self = {
    element,
    redraw: () => plot?.redraw(),
    fill: behind.fill,
    show(news, explanation) {
      points = news;
      const drawable = points.length > 0;
      canvas.hidden = legend.hidden = behind.element.hidden = !drawable;
      nothing.hidden = drawable;
      say(words, explanation || '');
      words.hidden = !explanation;
      canvas.setAttribute(
        'aria-label',
        'Chart: ' + title + '. ' + (explanation || '') + ' Arrow keys read the values one by one.',
      );
      if (drawable && plot) {
        plot.setData(data());
      } else if (drawable) {
        make();
      }
      tell(plot?.cursor.idx);
      behind.show(points);
    },
  };
  charts.add(self);
  return self;
}

/** Draws all charts again, in the colours of another theme. */
export function redrawn() {
  charts.forEach((one) => one.redraw());
}

/** Fills the tables behind all charts, for whoever takes the page away. */
export function filled() {
  charts.forEach((one) => one.fill());
}

export function color(name) {
  return getComputedStyle(document.documentElement)
    .getPropertyValue('--' + name)
    .trim();
}

function axis(values, space) {
  return {
    stroke: () => color('soft'),
    values,
    space,
    font: '12px system-ui, sans-serif',
    grid: { stroke: () => color('line'), width: 1 },
    ticks: { stroke: () => color('line'), width: 1, size: 4 },
  };
}

function drawLines(u, lines) {
  const { ctx, bbox } = u;
  ctx.save();
  for (const line of lines) {
    const y = Math.round(u.valToPos(line.value, 'y', true)) + 0.5;
    ctx.strokeStyle = color(line.color);
    ctx.fillStyle = color(line.color);
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = 11 * devicePixelRatio + 'px system-ui, sans-serif';
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    ctx.fillText(line.label, bbox.left + 4 * devicePixelRatio, y - 2 * devicePixelRatio);
  }
  ctx.restore();
}

/** Filled only while it is open, because nobody reads a table that is not. */
function table(id, title, series, at, unit) {
  let points = [];
  const body = el('tbody');
  const rows = () =>
    points.map((point) => [new Date(at(point)).toISOString(), ...series.map((one) => one.value(point) ?? null)]);
  const element = el(
    'details',
    { class: 'behind', ontoggle: () => element.open && fill() },
    el('summary', {}, 'Show as table'),
    el(
      'button',
      {
        type: 'button',
        class: 'small',
        'aria-label': 'Save ' + title + ' as CSV',
        onclick: () => save(id + '.csv', 'text/csv', csv(['Time', ...series.map((one) => one.label)], rows())),
      },
      'CSV',
    ),
    el(
      'div',
      { class: 'scroll low', tabindex: '0', role: 'region', 'aria-label': title + ' as a table' },
      el(
        'table',
        {},
        el('caption', { class: 'aside' }, title),
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            el('th', { scope: 'col' }, 'Time'),
            series.map((one) => el('th', { scope: 'col', class: 'number' }, one.label)),
          ),
        ),
        body,
      ),
    ),
  );

  function fill() {
    body.replaceChildren(
      ...points.toReversed().map((point) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, time(at(point))),
          series.map((one) => el('td', { class: 'number' }, shown(one.value(point) ?? null, one.unit || unit))),
        ),
      ),
    );
  }

  return {
    element,
    fill,
    show(news) {
      const changed = news.length !== points.length || news.at(-1) !== points.at(-1);
      points = news;
      if (changed && element.open) {
        fill();
      }
    },
  };
}
