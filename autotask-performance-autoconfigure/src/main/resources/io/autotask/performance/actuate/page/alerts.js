// What is wrong, and what was.

import { el, onChange } from './dom.js';
import { section, orEmpty, lesson } from './section.js';
import { moment, span, number, words } from './format.js';

export function alerts() {
  const list = el('ul', { class: 'cards' });
  const place = orEmpty([list]);
  const { element } = section('alerts', 'Alerts', [place.element]);
  const draw = onChange((rows) => list.replaceChildren(...rows.map(alert)));
  return {
    element,
    show({ data }) {
      const rows = data.performance?.alerts || [];
      place.show(
        rows.length > 0,
        data.performance
          ? lesson(
              'none',
              'Nothing is wrong. An alert begins when a threshold is crossed for a while, and ends when it is not any more; thresholds are autotask.performance.monitor.thresholds.*.',
            )
          : lesson('monitor', 'Monitoring is switched off: autotask.performance.monitor.enabled=false.'),
      );
      draw(rows);
    },
  };
}

function alert(row) {
  const begun = Date.parse(row.since);
  return el(
    'li',
    { class: 'card item ' + row.severity + (row.until ? ' over' : '') },
    el(
      'div',
      { class: 'line' },
      badge(row.severity),
      el('strong', {}, words(row.type)),
      el(
        'span',
        { class: 'soft' },
        row.until
          ? 'was so for ' + span(Date.parse(row.until) - begun) + ', since ' + moment(row.since)
          : 'since ' + moment(row.since),
      ),
    ),
    el('p', {}, row.message),
    el(
      'p',
      { class: 'soft' },
      [seen(row), ...Object.entries(row.context || {}).map(([name, value]) => words(name) + ': ' + value)].join(' · '),
    ),
  );
}

function seen(row) {
  return (
    'now ' +
    number(row.currentValue) +
    (row.worstValue != null ? ', worst ' + number(row.worstValue) : '') +
    ', allowed ' +
    number(row.threshold)
  );
}

export function badge(severity) {
  return el('span', { class: 'badge ' + severity }, severity);
}
