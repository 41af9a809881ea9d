// Files for the user, made in the browser.

import { el } from './dom.js';

export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: type + ';charset=utf-8' }));
  const link = el('a', { href: url, download: 'autotask-performance-' + name, class: 'aside' });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
}
