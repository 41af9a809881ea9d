// Puts the page together.

import { el } from './dom.js';
import { feed } from './feed.js';
import { redrawn } from './chart.js';
import { budget } from './budget.js';
import { savings } from './savings.js';
import { finding } from './finding.js';
import { tiles } from './tiles.js';
import { overtime } from './overtime.js';
import { insights } from './insights.js';
import { alerts } from './alerts.js';
import { entities, queues, cache, pools, patterns } from './lists.js';
import { benchmarks } from './benchmarks.js';
import { memory } from './memory.js';
import { profiles } from './profiles.js';
import { share } from './share.js';
import { dashboard } from './resources.js';

const glance = [budget(), savings(), finding()];
const overview = tiles();
const parts = [
  insights(),
  alerts(),
  overtime(),
  entities(),
  cache(),
  queues(),
  patterns(),
  benchmarks(),
  memory(),
  pools(),
  profiles(),
];
const all = [...glance, overview, ...parts];

document.getElementById('main').replaceChildren(
  el(
    'div',
    { class: 'glance', id: 'overview', tabindex: '-1' },
    glance.map((part) => part.element),
  ),
  overview.element,
  ...parts.map((part) => part.element),
);
document
  .getElementById('sections')
  .replaceChildren(
    el('a', { href: '#overview' }, 'Overview'),
    ...parts.map((part) => el('a', { href: '#' + part.element.id }, part.element.querySelector('h2').textContent)),
  );
document
  .getElementById('foot')
  .replaceChildren('The same figures as JSON: ', el('code', {}, 'curl ' + location.origin + dashboard));

const pause = feed((state) =>
  all.forEach(async (part) => {
    try {
      await part.show(state);
    } catch (problem) {
      console.error(part.element.id || part.element.className, problem);
    }
  }),
);
document.getElementById('controls').replaceChildren(pause, themes(), share());

if (location.hash) {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

function themes() {
  const root = document.documentElement;
  const choice = el(
    'select',
    {
      id: 'theme',
      'aria-label': 'Colours',
      onchange: () => {
        if (choice.value === 'system') {
          delete root.dataset.theme;
        } else {
          root.dataset.theme = choice.value;
        }
        try {
          localStorage.setItem('autotask-performance-theme', choice.value);
        } catch {
          // Without storage the choice holds for this visit.
        }
        redrawn();
      },
    },
    ['system', 'light', 'dark'].map((name) =>
      el('option', { value: name }, name.charAt(0).toUpperCase() + name.slice(1)),
    ),
  );
  choice.value = root.dataset.theme || 'system';
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawn);
  return choice;
}
