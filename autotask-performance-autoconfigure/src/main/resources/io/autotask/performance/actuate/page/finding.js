// The one thing to change next.

import { el, onChange } from './dom.js';
import { badge } from './alerts.js';
import { found, findings, isOpen, gain } from './insights.js';
import { number, words } from './format.js';

export function finding() {
  const place = el('div');
  const element = el(
    'section',
    { class: 'card finding', 'aria-labelledby': 'finding-title' },
    el('h2', { id: 'finding-title' }, 'What to change next'),
    place,
  );
  const draw = onChange((top) => place.replaceChildren(...top.map(content).flat()));
  return {
    element,
    async show({ data }) {
      const { status, body } = await found.look();
      draw(next(data, findings(body), status));
    },
  };
}

/** An alert that lasts comes first, then the gravest finding. */
export function next(data, rows, status) {
  const alerts = (data.performance?.alerts || []).filter((alert) => !alert.until);
  const grave = alerts.find((alert) => ['high', 'critical'].includes(alert.severity));
  const open = rows.filter(isOpen);
  const recommended = data.recommendations || [];
  const top = [];
  if (grave) {
    top.push({
      severity: grave.severity,
      title: words(grave.type) + ' is ' + number(grave.currentValue) + ', allowed ' + number(grave.threshold),
      why: grave.message,
      to: 'alerts',
      more: alerts.length > 1 ? 'All ' + number(alerts.length) + ' alerts' : 'The alert',
    });
  }
  if (open.length > 0) {
    const [first] = open;
    top.push({
      severity: first.severity,
      title: first.title,
      why: first.why,
      gain: gain(first.gain),
      to: 'findings',
      more: open.length > 1 ? 'Evidence, fix, and ' + number(open.length - 1) + ' more' : 'Evidence and fix',
    });
  } else if (recommended.length > 0) {
    const [first] = recommended;
    top.push({
      severity: first.severity,
      title: first.title,
      gain: gain(first.gain),
      to: 'findings',
      more: 'All findings',
    });
  }
  if (top.length > 0) {
    return top;
  }
  const calls = data.performance?.metrics.totalRequests ?? 0;
  return [
    {
      title:
        calls === 0
          ? 'No call yet, so there is nothing to judge.'
          : status === 'ok'
            ? 'Nothing to change was found.'
            : status === 'missing'
              ? 'Findings are not exposed here.'
              : 'Nothing is wrong.',
      why: alerts.length === 0 ? 'No alert is open.' : '',
      to: 'findings',
      more: 'What was checked',
    },
  ];
}

function content(top) {
  return [
    el('p', { class: 'top' }, top.severity ? badge(top.severity) : null, ' ', el('strong', {}, top.title)),
    top.why ? el('p', {}, top.why) : null,
    top.gain ? el('p', { class: 'gain' }, 'Would gain ' + top.gain) : null,
    el('p', {}, el('a', { href: '#' + top.to }, top.more)),
  ].filter(Boolean);
}
