'use strict';

// Data is only ever written as text: names come from requests.
(function () {
  const url = location.pathname.replace(/\/$/, '');
  const state = document.getElementById('state');
  let lastGood = null;

  function at(object, path) {
    return path.split('.').reduce((value, name) => (value == null ? null : value[name]), object);
  }

  function shown(value, unit) {
    if (value == null) {
      return '–';
    }
    const digits = Number.isInteger(value) ? 0 : (Math.abs(value) < 10 ? 2 : 1);
    const text = value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return unit ? text + ' ' + unit : text;
  }

  function rows(id, values) {
    const body = document.querySelector('#' + id + ' tbody');
    body.replaceChildren(...values.map((cells) => {
      const row = document.createElement('tr');
      cells.forEach((cell) => {
        const td = document.createElement('td');
        if (typeof cell === 'string') {
          td.textContent = cell;
        } else {
          td.className = 'number';
          td.textContent = shown(cell.value, cell.unit);
        }
        row.appendChild(td);
      });
      return row;
    }));
  }

  function number(value, unit) {
    return { value: value, unit: unit };
  }

  function show(data) {
    document.querySelectorAll('[data-path]').forEach((element) => {
      element.textContent = shown(at(data, element.dataset.path), element.dataset.unit);
    });
    const endpoints = [];
    Object.entries(at(data, 'performance.endpoints') || {}).forEach(([entity, operations]) =>
      Object.entries(operations).forEach(([operation, figures]) => endpoints.push([entity, operation,
        number(figures.count), number(figures.errors), number(figures.averageResponseTime, 'ms'),
        number(figures.percentiles.p95, 'ms')])));
    endpoints.sort((one, other) => other[2].value - one[2].value);
    document.getElementById('no-calls').hidden = endpoints.length > 0;
    rows('endpoints', endpoints);
    rows('queues', Object.entries(data.optimization.queues).map(([entity, queue]) => [entity,
      number(queue.inFlight), number(queue.limit), number(queue.waiting), number(queue.averageWaitTime, 'ms')]));
    rows('cache', Object.entries(data.cache.entities).map(([entity, cache]) => [entity, number(cache.hits),
      number(cache.misses), number(cache.hitRate, '%'),
      Object.entries(cache.missReasons).map(([reason, count]) => reason + ' ' + count).join(', ')]));
  }

  async function refresh() {
    if (document.hidden) {
      return;
    }
    try {
      const response = await fetch(url, { headers: { Accept: 'application/json' }, cache: 'no-store' });
      if (!response.ok) {
        throw new Error('status ' + response.status);
      }
      const data = await response.json();
      show(data);
      lastGood = new Date();
      state.textContent = (data.enabled ? 'On' : 'Off') + ', ' + lastGood.toLocaleTimeString();
    } catch (error) {
      state.textContent = 'No answer (' + error.message + ')'
        + (lastGood ? ', figures of ' + lastGood.toLocaleTimeString() : '');
    }
  }

  document.addEventListener('visibilitychange', refresh);
  setInterval(refresh, 2000);
  refresh();
})();
