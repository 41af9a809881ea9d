// A part of the page with a title, an anchor and, where there is nothing, what to do.

import { el, code } from './dom.js';

export function section(id, title, children, controls = []) {
  const heading = el('h2', { id: id + '-title', tabindex: '-1' }, title);
  const body = el('div', { class: 'body' }, children);
  const element = el(
    'section',
    { class: 'card', id, 'aria-labelledby': id + '-title' },
    el('div', { class: 'head' }, heading, el('div', { class: 'tools' }, controls)),
    body,
  );
  return { element, body };
}

/** Shows either its content or what an empty place teaches. */
export function orEmpty(content) {
  const place = el('div', { class: 'empty', hidden: true });
  const full = el('div', {}, content);
  let teaches;
  return {
    element: el('div', {}, place, full),
    show(filled, lesson) {
      full.hidden = !filled;
      place.hidden = filled;
      if (!filled && teaches !== lesson.key) {
        teaches = lesson.key;
        place.replaceChildren(...lesson.content());
      }
    },
  };
}

export function lesson(key, ...content) {
  return { key, content: () => content.map((part) => (typeof part === 'string' ? el('p', {}, part) : part())) };
}

/** Why an endpoint does not answer, and what makes it. */
export function missing(status, name, what) {
  if (status === 'waiting') {
    return lesson('waiting', 'Asking…');
  }
  return status === 'missing'
    ? lesson('missing', 'The ' + what + ' are not exposed here. This exposes them:', () =>
        code(
          'management:\n  endpoints:\n    web:\n      exposure:\n        include: health,autotask-performance,autotask-insights,autotask-benchmarks',
        ),
      )
    : lesson(
        'trouble' + status,
        'The ' + what + ' cannot be read: ' + status + '. The address is ' + name + ', beside this page.',
      );
}
