// What can be taken away: the JSON, a page that needs nothing else, a text for a ticket.

import { el, copyButton, at } from './dom.js';
import { filled } from './chart.js';
import { current } from './feed.js';
import { FIGURES } from './figures.js';
import { save } from './save.js';
import { shown, moment } from './format.js';
import { dashboard } from './resources.js';

export function share() {
  return el(
    'details',
    { class: 'menu' },
    el('summary', { id: 'share' }, 'Share'),
    el(
      'div',
      { class: 'card' },
      el(
        'button',
        { type: 'button', id: 'save-html', onclick: async () => save('snapshot.html', 'text/html', await snapshot()) },
        'Page as one file',
      ),
      el(
        'button',
        {
          type: 'button',
          id: 'save-json',
          onclick: () => save('figures.json', 'application/json', JSON.stringify(current().data, null, 2)),
        },
        'Figures as JSON',
      ),
      copyButton(markdown, 'Copy as Markdown'),
      copyButton(() => 'curl -H "Accept: application/json" ' + location.origin + dashboard, 'Copy as curl'),
      copyButton(() => location.href, 'Copy the link'),
    ),
  );
}

export function markdown() {
  const { data } = current();
  return (
    '| Figure | Value | Window |\n|---|---|---|\n' +
    Object.values(FIGURES)
      .filter((figure) => at(data, figure.path) != null)
      .map(
        (figure) =>
          '| ' +
          [figure.label, shown(at(data, figure.path), figure.unit), figure.window]
            .map((text) => text.replaceAll('|', '\\|'))
            .join(' | ') +
          ' |',
      )
      .join('\n') +
    '\n\n' +
    moment(data.timestamp) +
    '\n'
  );
}

/**
 * The page as it is now, in one file: charts are pictures, tables are open, nothing in it
 * runs and nothing is loaded. The figures lie in it as JSON too.
 */
export async function snapshot() {
  filled();
  const canvases = [...document.querySelectorAll('canvas')];
  const page = document.documentElement.cloneNode(true);
  page
    .querySelectorAll('canvas')
    .forEach((canvas, index) => canvas.closest('.uplot').replaceWith(picture(canvases[index])));
  page.querySelectorAll(LIVE).forEach((one) => one.remove());
  page.querySelectorAll('[tabindex]').forEach((one) => one.removeAttribute('tabindex'));
  page.querySelectorAll('button, a[href]:not([href^="#"])').forEach((one) => one.replaceWith(one.textContent));
  const sheets = await Promise.all(
    [...document.querySelectorAll('link[rel=stylesheet]')].map(async (link) => (await fetch(link.href)).text()),
  );
  page.querySelector('head').append(
    el('style', {}, sheets.join('\n')),
    el('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    }),
  );
  const body = page.querySelector('body');
  body.className = 'still';
  page.querySelector('#state').textContent =
    'As it was at ' + moment(current().data.timestamp) + ' on ' + location.host;
  body.append(el('template', { id: 'figures', 'data-json': JSON.stringify(current().data) }));
  return '<!DOCTYPE html>\n' + page.outerHTML;
}

/** What only works where there is an application behind it. */
const LIVE =
  'script, link, meta[http-equiv], meta[name^=autotask], button:not(.sort, .link), form, .actions, .running, .result, ' +
  '.tools, nav, #controls, #hint, .skip, noscript';

function picture(canvas) {
  return el('img', {
    class: 'picture',
    src: canvas.toDataURL(),
    alt: canvas.closest('[aria-label]')?.getAttribute('aria-label') || '',
  });
}
