// Entities, queues, cache, connections, patterns: tables over what the application did.

import { el, say, code } from './dom.js';
import { COLUMNS, FIGURES } from './figures.js';
import { field } from './field.js';
import { meter, stacked, served } from './bar.js';
import { table } from './table.js';
import { section, orEmpty, lesson } from './section.js';
import { number, percent, words } from './format.js';

function column(figure, value, more) {
  return { label: figure.label, figure, unit: figure.unit === 'text' ? null : figure.unit, value, ...more };
}

const FIRST_CALL = lesson('first', 'No call yet. Make one and it is listed here:', () =>
  code(
    '@Autowired WebClient.Builder builder;   // or AutotaskClient\n\nbuilder.build().get().uri(baseUrl + "/V1.0/Tickets/5")…',
  ),
);
const NO_MONITOR = lesson('monitor', 'Monitoring is switched off. This switches it on:', () =>
  code('autotask:\n  performance:\n    monitor:\n      enabled: true'),
);

export function entities() {
  const names = COLUMNS.endpoint;
  let sum = 0;
  const load = (row) =>
    row.upstream?.averageResponseTime != null ? row.upstream.count * row.upstream.averageResponseTime : 0;
  const share = (row) => (row.upstream == null ? null : sum > 0 ? (100 * load(row)) / sum : 0);
  const list = table({
    id: 'endpoints',
    title: 'Entities and operations',
    key: (row) => row.entity + ' ' + row.operation,
    sort: 8,
    columns: [
      { label: 'Entity', value: (row) => row.entity },
      { label: 'Operation', value: (row) => row.operation },
      column(names.count, (row) => row.count),
      column(names.errors, (row) => row.errors),
      column(names.p95, (row) => row.percentiles?.p95),
      column(names.p99, (row) => row.percentiles?.p99),
      column(names.sent, (row) => row.upstream?.count),
      column(names.upstreamP95, (row) => row.upstream?.percentiles?.p95),
      column(names.load, share, {
        draw: (row, value) => (value == null ? '–' : meter(value, percent(value), 'network')),
      }),
      column(names.served, (row) => JSON.stringify(counts(row)), {
        unit: null,
        text: (row) => JSON.stringify(counts(row)),
        draw: (row) => stacked(served(counts(row)), false),
      }),
    ],
  });
  const place = orEmpty([list.element]);
  const { element } = section('entities', 'Entities', [place.element], [list.button]);
  return {
    element,
    show({ data }) {
      const rows = Object.entries(data.performance?.endpoints || {}).flatMap(([entity, operations]) =>
        Object.entries(operations).map(([operation, figures]) => ({ entity, operation, ...figures })),
      );
      sum = rows.reduce((all, row) => all + load(row), 0);
      place.show(rows.length > 0, data.performance ? FIRST_CALL : NO_MONITOR);
      list.show(rows);
    },
  };
}

function counts(row) {
  return Object.fromEntries(Object.entries(row.served || {}).map(([way, figures]) => [way, figures.count]));
}

export function queues() {
  const names = COLUMNS.queue;
  const list = table({
    id: 'queues-table',
    title: 'Slots and queues',
    key: (row) => row.entity,
    sort: 3,
    columns: [
      { label: 'Entity', value: (row) => row.entity },
      column(names.inFlight, (row) => row.inFlight, { draw: slots }),
      column(names.limit, (row) => row.limit),
      column(names.waiting, (row) => row.waiting),
      column(names.averageWaitTime, (row) => row.averageWaitTime),
    ],
  });
  const place = orEmpty([list.element]);
  const { element } = section('queues', 'Slots and queues', [place.element], [list.button]);
  return {
    element,
    show({ data }) {
      const rows = Object.entries(data.optimization?.queues || {}).map(([entity, queue]) => ({ entity, ...queue }));
      place.show(
        rows.length > 0,
        lesson(
          'slots',
          'No request was sent yet. Autotask allows three at once for each entity; whoever waits for a slot is listed here.',
        ),
      );
      list.show(rows);
    },
  };
}

function slots(row, value) {
  const limit = row.limit ?? value;
  return [
    el(
      'span',
      { class: 'slots', 'aria-hidden': 'true' },
      Array.from({ length: Math.min(10, limit) }, (ignored, index) =>
        el('i', { class: index < value ? 'taken' : 'free' }),
      ),
    ),
    ' ' + number(value),
  ];
}

const REASONS = ['network', 'shared', 'batched', 'high', 'critical', 'stale', 'other'];

export function cache() {
  const fields = ['entries', 'utilization', 'size', 'averageAge', 'evictions', 'invalidations', 'hitRate'].map((name) =>
    field(FIGURES[name]),
  );
  const others = ['secondLevelHeard', 'secondLevelRecalled', 'secondLevelKept', 'secondLevelNews'].map((name) =>
    field(FIGURES[name]),
  );
  const shared = el(
    'dl',
    { class: 'fields wide', hidden: true },
    others.map((one) => one.element),
  );
  const names = COLUMNS.cache;
  const list = table({
    id: 'cache-entities',
    title: 'Cache by entity',
    key: (row) => row.entity,
    sort: 2,
    columns: [
      { label: 'Entity', value: (row) => row.entity },
      column(names.hits, (row) => row.hits),
      column(names.misses, (row) => row.misses),
      column(names.hitRate, (row) => row.hitRate, {
        draw: (row, value) => (value == null ? '–' : meter(value, percent(value), 'cache')),
      }),
      column(names.missReasons, (row) => JSON.stringify(row.missReasons), {
        text: (row) => JSON.stringify(row.missReasons),
        draw: (row) =>
          stacked(
            Object.entries(row.missReasons || {})
              .sort(([, one], [, other]) => other - one)
              .map(([reason, count], index) => ({
                label: words(reason).toLowerCase(),
                value: count,
                text: number(count),
                color: REASONS[Math.min(index, REASONS.length - 1)],
              })),
          ),
      }),
    ],
  });
  const place = orEmpty([list.element]);
  const { element } = section(
    'cache',
    'Cache',
    [
      el(
        'dl',
        { class: 'fields wide' },
        fields.map((one) => one.element),
      ),
      shared,
      place.element,
    ],
    [list.button],
  );
  return {
    element,
    show({ data }) {
      fields.forEach((one) => one.show(data));
      shared.hidden = !data.cache?.secondLevel;
      others.forEach((one) => one.show(data));
      const rows = Object.entries(data.cache?.entities || {}).map(([entity, figures]) => ({ entity, ...figures }));
      place.show(
        rows.length > 0,
        lesson(
          'cache',
          'Nothing was looked up yet. Reads of requests with all three credentials are kept, each entity as long as you say:',
          () => code('autotask:\n  performance:\n    cache:\n      entities:\n        Companies:\n          ttl: 15m'),
        ),
      );
      list.show(rows);
    },
  };
}

export function pools() {
  const names = COLUMNS.pool;
  const list = table({
    id: 'pools-table',
    title: 'Connections',
    key: (row) => row.host,
    sort: 1,
    columns: [
      { label: 'Host', value: (row) => row.host },
      ...Object.entries(names).map(([name, figure]) => column(figure, (row) => row[name])),
    ],
  });
  const place = orEmpty([list.element]);
  const { element } = section('connections', 'Connections', [place.element], [list.button]);
  return {
    element,
    show({ data }) {
      const rows = Object.entries(data.performance?.pools || {}).map(([host, pool]) => ({ host, ...pool }));
      place.show(
        rows.length > 0,
        lesson(
          'pools',
          'No connection is seen yet. Connections of Reactor Netty are; those of other connectors are not.',
        ),
      );
      list.show(rows);
    },
  };
}

export function patterns() {
  const names = COLUMNS.pattern;
  const list = table({
    id: 'patterns-table',
    title: 'Patterns',
    key: (row) => [row.entity, row.operation, row.shape, row.caller].join(' '),
    sort: 4,
    columns: [
      { label: 'Entity', value: (row) => row.entity },
      { label: 'Operation', value: (row) => row.operation },
      { label: 'Shape', value: (row) => row.shape },
      { label: 'Caller', value: (row) => row.caller },
      ...['requests', 'perMinute', 'averageResponseTime', 'saved', 'averageBytes'].map((name) =>
        column(names[name], (row) => row[name]),
      ),
      column(names.place, (row) => row.place),
      column(names.potentials, (row) => (row.potentials || []).map(potential).join(', ') || null),
    ],
  });
  const rules = table({
    id: 'rules-table',
    title: 'Rules of the application',
    key: (row) => row.id,
    columns: [
      { label: 'Rule', value: (row) => row.name || row.id },
      { label: 'Priority', unit: 'count', value: (row) => row.priority },
      { label: 'On', value: (row) => (row.enabled ? 'yes' : 'no') },
      ...['applications', 'failures', 'answeredWithoutRequest'].map((name) =>
        column(COLUMNS.rule[name], (row) => row[name]),
      ),
    ],
  });
  const ruled = el('div', { hidden: true }, el('h3', {}, 'Rules of the application'), rules.element);
  const place = orEmpty([list.element]);
  const { element } = section('patterns', 'Patterns', [place.element, ruled], [list.button]);
  return {
    element,
    show({ data }) {
      const rows = data.optimization?.patterns || [];
      place.show(
        rows.length > 0,
        lesson(
          'patterns',
          'No pattern yet. What the application does again and again is listed here: ' +
            'the same row in a loop, the same query every minute, pages that are larger than what is read of them.',
        ),
      );
      list.show(rows);
      ruled.hidden = !(data.optimization?.rules?.length > 0);
      rules.show(data.optimization?.rules || []);
    },
  };
}

function potential({ kind, requests }) {
  return words(kind) + (requests != null ? ': ' + number(requests) + ' requests' : '');
}
