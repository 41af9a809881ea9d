// Everything on the page is made here: text stays text, whatever it says.

export function el(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value == null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

/** Writes only what changed, so that a selection or a screen reader is not disturbed. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Draws again only when what it is drawn from changed. */
export function onChange(draw) {
  let before;
  return (...values) => {
    const now = JSON.stringify(values);
    if (now !== before) {
      before = now;
      draw(...values);
    }
  };
}

/** Puts other items into a list; what was unfolded in an item stays so. */
export function refilled(list, items) {
  const open = new Set();
  folds(list, (name, fold) => fold.open && open.add(name));
  list.replaceChildren(...items);
  folds(list, (name, fold) => (fold.open = open.has(name)));
}

function folds(list, visit) {
  for (const item of list.children) {
    item.querySelectorAll('details').forEach((fold, index) => visit(item.dataset.key + ' ' + index, fold));
  }
}

/** Whether somebody is at it, so that it had better stay as it is. */
export function inUse(list) {
  return list.contains(document.activeElement);
}

export function at(object, path) {
  return path.split('.').reduce((value, name) => (value == null ? null : value[name]), object) ?? null;
}

export function code(text) {
  const block = el('pre', { tabindex: '0', 'aria-label': 'Code' }, el('code', {}, text));
  return el(
    'div',
    { class: 'code' },
    block,
    copyButton(() => text),
  );
}

export function copyButton(text, label = 'Copy') {
  const button = el(
    'button',
    {
      type: 'button',
      class: 'small',
      onclick: async () => {
        const copied = await copy(text());
        say(button, copied ? 'Copied' : 'Select and copy by hand');
        setTimeout(() => say(button, label), 1600);
      },
    },
    label,
  );
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // There is no clipboard on plain http, except on this machine.
    const area = el('textarea', { class: 'aside' });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}
