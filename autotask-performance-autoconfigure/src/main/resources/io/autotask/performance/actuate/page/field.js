// A figure with its name; the name explains it.

import { el, say, at } from './dom.js';
import { shown } from './format.js';
import { explained } from './hint.js';

export function field(figure, size) {
  const value = el('dd', { 'data-path': figure.path });
  const element = el(
    size ? 'dl' : 'div',
    { class: 'field ' + (size || '') },
    value,
    explained(el('dt', {}, figure.label), figure),
  );
  if (!size) {
    element.replaceChildren(element.lastChild, value);
  }
  return {
    element,
    show(data) {
      const raw = at(data, figure.path);
      value.dataset.value = raw == null ? '' : String(raw);
      say(value, shown(raw, figure.unit));
    },
  };
}
