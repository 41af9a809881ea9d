// Where the time of the application's own operations went.

import { el, onChange, code, refilled } from './dom.js';
import { stacked } from './bar.js';
import { section, orEmpty, lesson } from './section.js';
import { millis, number, bytes, moment, percent, words } from './format.js';

const COLORS = {
  'own-code': 'other',
  decode: 'accent',
  cache: 'cache',
  slot: 'high',
  budget: 'critical',
  connect: 'stale',
  'first-byte': 'network',
  transfer: 'shared',
};
const REST = ['batched', 'high', 'stale', 'accent', 'critical'];

export function profiles() {
  const list = el('ul', { class: 'cards' });
  const place = orEmpty([list]);
  const { element } = section('profiles', 'Profiles', [place.element]);
  const draw = onChange((rows) => refilled(list, rows.map(profile)));
  return {
    element,
    show({ data }) {
      const rows = data.performance?.profiles || [];
      place.show(
        rows.length > 0,
        lesson(
          'profiles',
          'No operation was profiled yet. This tells where its time goes, waiting, network, decoding and your own code apart:',
          () =>
            code(
              'try (Profile profile = monitor.startProfiling("Import")) {\n  …\n  profile.marker("Companies read");\n  …\n}',
            ),
        ),
      );
      draw(rows);
    },
  };
}

function profile(row) {
  return el(
    'li',
    { class: 'card item', 'data-key': row.id },
    el(
      'div',
      { class: 'line' },
      el('strong', {}, row.name),
      el('span', {}, millis(row.duration)),
      el('span', { class: 'soft' }, moment(row.start)),
    ),
    stacked(phases(row.phases)),
    el(
      'p',
      { class: 'soft' },
      number(row.calls) +
        ' calls, ' +
        number(row.failures) +
        ' failed, ' +
        number(row.rows) +
        ' rows, ' +
        bytes(row.bytes) +
        (row.cpuTime != null ? ', ' + millis(row.cpuTime) + ' of processor time' : '') +
        ', ' +
        percent(row.explained) +
        ' of the time explained',
    ),
    (row.segments || []).length > 1
      ? el(
          'details',
          { class: 'behind' },
          el('summary', {}, 'From marker to marker'),
          el(
            'table',
            {},
            el('caption', { class: 'aside' }, 'Segments of ' + row.name),
            el(
              'tbody',
              {},
              row.segments.map((part) =>
                el(
                  'tr',
                  {},
                  el('th', { scope: 'row' }, part.name),
                  el('td', { class: 'number' }, millis(part.duration)),
                  el('td', {}, stacked(phases(part.phases))),
                ),
              ),
            ),
          ),
        )
      : null,
  );
}

function phases(times) {
  return Object.entries(times || {})
    .sort(([, one], [, other]) => other - one)
    .map(([name, time], index) => ({
      label: words(name).toLowerCase(),
      value: time,
      text: millis(time),
      color: COLORS[name] || REST[index % REST.length],
    }));
}
