// One hint for the whole page: it says what the figure under the pointer or the focus is.

import { say } from './dom.js';

const hint = document.getElementById('hint');
let shownFor = null;

/** Makes an element say what its figure is, how it is computed and over which time. */
export function explained(element, figure) {
  element.classList.add('explained');
  if (element.tagName !== 'BUTTON') {
    element.tabIndex = 0;
  }
  element.setAttribute('aria-description', text(figure));
  element.addEventListener('pointerenter', () => show(element, figure));
  element.addEventListener('pointerleave', hide);
  element.addEventListener('focus', () => show(element, figure));
  element.addEventListener('blur', hide);
  return element;
}

export function text(figure) {
  return figure.formula + '. Window: ' + figure.window + (figure.path ? '. JSON: ' + figure.path : '') + '.';
}

function show(element, figure) {
  shownFor = element;
  say(hint, text(figure));
  hint.hidden = false;
  place(element);
}

function place(element) {
  const box = element.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(box.left, room - hint.offsetWidth - 8));
  const above = box.bottom + hint.offsetHeight + 12 > document.documentElement.clientHeight;
  hint.style.left = left + 'px';
  hint.style.top = (above ? box.top - hint.offsetHeight - 6 : box.bottom + 6) + 'px';
}

function hide() {
  shownFor = null;
  hint.hidden = true;
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && shownFor) {
    hide();
  }
});
/** Focus scrolls to what it goes to, so the hint goes along; a pointer stays where it is. */
document.addEventListener(
  'scroll',
  () => shownFor && (shownFor === document.activeElement ? place(shownFor) : hide()),
  {
    passive: true,
    capture: true,
  },
);
