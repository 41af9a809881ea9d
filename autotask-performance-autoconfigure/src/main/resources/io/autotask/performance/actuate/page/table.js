// A table that sorts by a click on a head, keeps its rows in place, and can be saved.

import { el, say } from './dom.js';
import { explained } from './hint.js';
import { csv } from './series.js';
import { shown, UNKNOWN } from './format.js';
import { save } from './save.js';

/**
 * A table.
 * columns: { label, value(row), unit, figure, draw(row, value), text(row) }; the first is the row's head
 * key(row): what makes a row the same one as before
 */
export function table({ id, title, columns, key, sort, descending = true, bound = 200 }) {
  let order = { column: sort, descending };
  let rows = [];
  const heads = columns.map((column, index) =>
    head(column, () => {
      order = { column: index, descending: order.column === index ? !order.descending : column.unit != null };
      draw();
    }),
  );
  const body = el('tbody');
  const grid = el(
    'table',
    { id },
    el('caption', { class: 'aside' }, title),
    el('thead', {}, el('tr', {}, heads)),
    body,
  );
  const more = el('p', { class: 'soft', hidden: true });
  const drawn = new Map();

  function draw() {
    heads.forEach((th, index) =>
      th.setAttribute('aria-sort', index !== order.column ? 'none' : order.descending ? 'descending' : 'ascending'),
    );
    const sorted =
      sort == null && order.column == null ? rows : [...rows].sort(comparing(columns[order.column], order.descending));
    const kept = sorted.slice(0, bound);
    const used = new Set();
    kept.forEach((row, index) => {
      const name = key(row);
      used.add(name);
      let line = drawn.get(name);
      if (!line) {
        line = tr(columns);
        drawn.set(name, line);
      }
      line.show(row);
      if (body.children[index] !== line.element) {
        body.insertBefore(line.element, body.children[index] || null);
      }
    });
    for (const [name, line] of drawn) {
      if (!used.has(name)) {
        line.element.remove();
        drawn.delete(name);
      }
    }
    more.hidden = rows.length <= bound;
    say(more, 'The first ' + bound + ' of ' + rows.length + ' rows. The JSON has all of them.');
  }

  const button = el(
    'button',
    {
      type: 'button',
      class: 'small',
      'aria-label': 'Save ' + title + ' as CSV',
      onclick: () =>
        save(
          id + '.csv',
          'text/csv',
          csv(
            columns.map((column) => column.label),
            rows.map((row) => columns.map((column) => (column.text ? column.text(row) : column.value(row)))),
          ),
        ),
    },
    'CSV',
  );
  return {
    element: el(
      'div',
      { class: 'table' },
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title }, grid),
      more,
    ),
    button,
    show(values) {
      rows = values;
      draw();
    },
  };
}

function head(column, onclick) {
  const button = el('button', { type: 'button', class: 'sort', onclick }, column.label);
  if (column.figure) {
    explained(button, column.figure);
  }
  return el('th', { scope: 'col', class: column.unit ? 'number' : null }, button);
}

function tr(columns) {
  const cells = columns.map((column, index) =>
    el(index === 0 ? 'th' : 'td', { scope: index === 0 ? 'row' : null, class: column.unit ? 'number' : null }),
  );
  const before = [];
  return {
    element: el('tr', {}, cells),
    show(row) {
      columns.forEach((column, index) => {
        const value = column.value(row);
        if (column.draw) {
          const now = JSON.stringify(value);
          if (before[index] !== now) {
            before[index] = now;
            cells[index].replaceChildren(...[column.draw(row, value)].flat());
          }
        } else {
          say(cells[index], value == null ? UNKNOWN : shown(value, column.unit));
        }
      });
    },
  };
}

function comparing(column, descending) {
  return (one, other) => {
    const [a, b] = [column.value(one), column.value(other)];
    if (a == null || b == null) {
      return a == null ? (b == null ? 0 : 1) : -1;
    }
    const way = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
    return descending ? -way : way;
  };
}
