// How much of the hour is used, by whom, and when it will be used up.

import { el, say, at } from './dom.js';
import { FIGURES } from './figures.js';
import { chart } from './chart.js';
import { field } from './field.js';
import { HOUR, rollingHour } from './series.js';
import { number, percent, clock, span } from './format.js';

const SEEN = 1_800;
const STEP = 5_000;

/** What this page saw of the others, because only the present count of theirs is known. */
const seen = [];

export function budget() {
  const fields = ['used', 'usedByOthers', 'remaining'].map((name) => field(FIGURES[name]));
  const share = field(FIGURES.usage, 'big');
  const verdict = el('p', { class: 'verdict' });
  let limit = null;
  let now = Date.now();
  let future = HOUR / 5;
  const plot = chart({
    id: 'budget',
    title: 'Requests in the rolling hour',
    height: 178,
    unit: 'count',
    at: (point) => point.time,
    series: [
      { label: 'All', color: 'others', value: (point) => point.all, fill: true },
      { label: 'Own', color: 'network', value: (point) => point.own, fill: true },
      { label: 'Forecast', color: 'critical', value: (point) => point.forecast, dash: [5, 4], silent: true },
    ],
    span: () => [(now - HOUR) / 1000, (now + future) / 1000],
    lines: () =>
      limit == null
        ? []
        : [
            ['medium', 0.5, '50 %: Autotask adds 0.5 s'],
            ['high', 0.75, '75 %: Autotask adds 1 s'],
            ['critical', 1, '100 %: everybody is turned away'],
          ].map(([color, part, label]) => ({ value: limit * part, color, label })),
    empty: 'No request of the last hour is on record yet. Make a call, and the hour fills here.',
  });
  const element = el(
    'section',
    { class: 'card budget', 'aria-labelledby': 'budget-title' },
    el('h2', { id: 'budget-title' }, 'How much of the hour is used'),
    el(
      'div',
      { class: 'lead' },
      share.element,
      el(
        'dl',
        { class: 'fields' },
        fields.map((one) => one.element),
      ),
    ),
    verdict,
    plot.element,
  );
  return {
    element,
    show(state) {
      now = state.now;
      const budget = state.data.budget;
      limit = budget?.limit ?? null;
      [share, ...fields].forEach((one) => one.show(state.data));
      const own = rollingHour(
        state.points.medium.length > 0 ? state.points.medium : state.points.fine,
        (point) => point.upstreamRequests,
      );
      remember(now, budget);
      const drawn = hour(own, now, budget);
      future = drawn.some((point) => point.forecast != null) ? HOUR : HOUR / 5;
      const line = sentence(budget, own.at(-1)?.value ?? null, now);
      say(verdict, line);
      plot.show(drawn, '');
    },
  };
}

function remember(now, budget) {
  if (budget?.used != null && (seen.length === 0 || now - seen.at(-1).time >= STEP)) {
    seen.push({ time: now, used: budget.used, others: budget.usedByOthers ?? 0 });
    seen.splice(0, seen.length - SEEN);
  }
}

/** The past from the record, what the others did from when somebody looked, and the forecast. */
function hour(own, now, budget) {
  const points = own
    .filter((point) => point.time > now - HOUR)
    .map((point) => ({
      time: point.time,
      own: point.value,
      all: before(point.time) == null ? null : point.value + before(point.time),
      forecast: null,
    }));
  if (budget?.used != null) {
    const mine = budget.used - (budget.usedByOthers ?? 0);
    points.push({ time: now, own: mine, all: budget.used, forecast: budget.exhaustionAt ? budget.used : null });
    const { likely } = exhaustion(budget);
    if (likely != null && likely > now) {
      points.push({ time: likely, own: null, all: null, forecast: budget.limit });
    }
  }
  return points;
}

function before(time) {
  return seen.findLast((one) => one.time <= time + STEP)?.others ?? null;
}

/** When it is likely used up, and the earliest and latest that can be said; null for what cannot. */
export function exhaustion(budget) {
  const time = (value) => (value ? Date.parse(value) : null);
  return {
    likely: time(budget?.exhaustionAt),
    earliest: time(budget?.exhaustionEarliest),
    latest: time(budget?.exhaustionLatest),
  };
}

export function sentence(budget, own, now) {
  if (budget?.used == null) {
    return own == null
      ? 'The count of the hour begins with the first request.'
      : number(own) + ' requests of this application in the last hour; those of the whole database are not known here.';
  }
  const of = budget.limit == null ? ' requests' : ' of ' + number(budget.limit) + ' requests';
  return [number(budget.used) + of + shareOfOthers(budget) + '.', suspended(budget), forecast(exhaustion(budget), now)]
    .filter(Boolean)
    .join(' ');
}

function shareOfOthers({ used, usedByOthers, source }) {
  if (usedByOthers == null || source === 'own-count') {
    return ', counted by this application alone';
  }
  return usedByOthers > 0
    ? ', ' + percent((100 * usedByOthers) / Math.max(1, used)) + ' of that by other integrations'
    : ', all of it by this application';
}

function suspended(budget) {
  return budget.suspendedUntil ? 'Autotask answers nobody until ' + clock(budget.suspendedUntil) + '.' : null;
}

function forecast({ likely, earliest, latest }, now) {
  if (likely == null) {
    return 'It is not in sight that it runs out within an hour.';
  }
  const range =
    earliest == null || earliest === latest
      ? ''
      : latest == null
        ? ' (' + clock(earliest) + ' at the earliest, perhaps not at all)'
        : ' (' + clock(earliest) + ' to ' + clock(latest) + ')';
  return 'At this pace it is used up at ' + clock(likely) + range + ', in ' + span(likely - now) + '.';
}
