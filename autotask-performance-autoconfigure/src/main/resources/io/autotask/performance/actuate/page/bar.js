// Parts of a whole, as a bar with its words beside it.

import { el } from './dom.js';
import { percent } from './format.js';
import { shares } from './series.js';

/** A bar of parts { label, value, color }; what it shows stands in its text too. */
export function stacked(parts, words = true) {
  const known = shares(parts).filter((part) => part.value > 0);
  const text = known.map((part) => part.label + ' ' + (part.text || percent(part.share))).join(', ');
  const bar = el(
    'div',
    { class: 'bar', role: 'img', 'aria-label': text || 'Nothing yet', title: text },
    known.map((part) => wide(el('i', { class: part.color }), part.share)),
  );
  return words ? [bar, el('span', { class: 'parts' }, text)] : bar;
}

/** How far something is, from 0 to 100. */
export function meter(value, text, color = 'accent') {
  return el(
    'div',
    { class: 'meter' },
    el('div', { class: 'bar', 'aria-hidden': 'true' }, wide(el('i', { class: color }), value ?? 0)),
    el('span', {}, text),
  );
}

function wide(element, share) {
  element.style.width = Math.max(0, Math.min(100, share)) + '%';
  return element;
}

/** The colours of the ways to serve a call. */
export const SERVED = ['cache', 'stale', 'shared', 'batched', 'network'];

export function served(counts, count = (value) => value) {
  const names = [
    ...SERVED.filter((name) => counts[name] != null),
    ...Object.keys(counts).filter((name) => !SERVED.includes(name)),
  ];
  return names.map((name) => ({
    label: name,
    value: count(counts[name]) || 0,
    color: SERVED.includes(name) ? name : 'other',
  }));
}
