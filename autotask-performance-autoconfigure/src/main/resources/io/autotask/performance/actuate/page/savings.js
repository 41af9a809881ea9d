// What the code asked, what Autotask saw of it, and that the books balance.

import { el, say, at, onChange } from './dom.js';
import { FIGURES } from './figures.js';
import { field } from './field.js';
import { stacked } from './bar.js';
import { account } from './series.js';
import { number, percent } from './format.js';
import { explained } from './hint.js';

const PARTS = [
  ['savedByCache', 'cache'],
  ['savedByDeduplication', 'shared'],
  ['savedByBatching', 'batched'],
];

export function savings() {
  const asked = field(FIGURES.asked, 'big');
  const sent = field(FIGURES.sent, 'big');
  const rows = PARTS.map(([name, color]) => part(FIGURES[name], color));
  const all = part(FIGURES.saved, 'saved');
  const bar = el('div', { class: 'flow' });
  const verdict = el('p', { class: 'verdict' });
  const time = field(FIGURES.timeSaved);
  const bytes = field(FIGURES.bandwidthSaved);
  const books = el('div');
  const balance = el('summary', {}, 'The account');
  const element = el(
    'section',
    { class: 'card savings', 'aria-labelledby': 'savings-title' },
    el('h2', { id: 'savings-title' }, 'What was saved'),
    el(
      'div',
      { class: 'two' },
      asked.element,
      el('span', { class: 'arrow', 'aria-hidden': 'true' }, '→'),
      sent.element,
    ),
    bar,
    verdict,
    el(
      'dl',
      { class: 'mechanisms' },
      rows.map((row) => row.element),
      all.element,
      time.element,
      bytes.element,
    ),
    el('details', { class: 'behind' }, balance, books),
  );
  const draw = onChange((parts) => bar.replaceChildren(stacked(parts, false)));
  const keep = onChange((now) => {
    say(balance, now == null ? 'The account' : now.balances ? 'The account balances' : 'The account does not balance');
    books.replaceChildren(
      now == null
        ? ''
        : el(
            'table',
            {},
            el('caption', { class: 'aside' }, 'Where every call went'),
            el(
              'tbody',
              {},
              now.come.map(([label, value]) => row('+', label, value)),
              now.gone.map(([label, value]) => row('−', label, value)),
            ),
          ),
    );
  });
  return {
    element,
    show({ data }) {
      const metrics = data.optimization?.metrics;
      [asked, sent, time, bytes, all, ...rows].forEach((one) => one.show(data));
      draw([
        ...PARTS.map(([name, color]) => ({
          label: FIGURES[name].label.toLowerCase(),
          value: metrics?.[name] || 0,
          color,
        })),
        { label: 'sent', value: at(data, FIGURES.sent.path) || 0, color: 'network' },
      ]);
      say(verdict, sentence(metrics));
      keep(account(data));
    },
  };
}

export function sentence(metrics) {
  if (!metrics || !metrics.totalRequests) {
    return 'No call yet. Inject AutotaskClient or WebClient.Builder and make one.';
  }
  return metrics.requestsSaved > 0
    ? percent((100 * metrics.requestsSaved) / metrics.totalRequests) + ' of all calls cost no request.'
    : 'Every call cost a request so far. Reads that come again within their time to live will not.';
}

function part(figure, color) {
  const one = field(figure);
  one.element.querySelector('dt').prepend(el('i', { class: 'swatch ' + color }));
  return one;
}

function row(sign, label, value) {
  return el('tr', {}, el('th', { scope: 'row' }, sign + ' ' + label), el('td', { class: 'number' }, number(value)));
}
