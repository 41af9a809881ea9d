// What a benchmark is to be. All fields but the profile may stay empty.

import { el, onChange } from './dom.js';

const FIELDS = [
  ['entities', 'Entities', 'Tickets,Companies'],
  ['duration', 'Duration', '30s'],
  ['concurrency', 'Users', '4'],
  ['maxRequests', 'Calls at most', '500'],
  ['thresholds', 'Thresholds', 'p95 < 400ms'],
];

/** begin(dryRun): asked by its buttons. */
export function benchmarkForm(begin) {
  const profile = el('select', { name: 'profile' });
  const baseline = el('select', { name: 'baseline' });
  const compare = el('input', { type: 'checkbox', name: 'compare' });
  const inputs = FIELDS.map(([name, label, placeholder]) => [
    label,
    el('input', { type: 'text', name, placeholder, size: '12', autocomplete: 'off' }),
  ]);
  const submit = (event) => {
    event.preventDefault();
    begin(false);
  };
  const element = el(
    'form',
    { class: 'form', id: 'benchmark-form', onsubmit: submit },
    labelled('Profile', profile),
    inputs.map(([label, input]) => labelled(label, input)),
    labelled('Compare with', baseline),
    el('label', { class: 'check' }, compare, ' also without the starter'),
    el(
      'div',
      { class: 'line' },
      el('button', { type: 'button', id: 'benchmark-cost', onclick: () => begin(true) }, 'What would it cost?'),
      el('button', { type: 'submit', class: 'primary', id: 'benchmark-start' }, 'Start'),
    ),
  );
  return {
    element,
    choices: onChange((profiles, baselines) => {
      offered(profile, profiles, profile.value || 'quick');
      offered(baseline, ['', ...baselines], baseline.value);
    }),
    body() {
      const fields = [profile, baseline, ...inputs.map(([, input]) => input)].map((one) => [
        one.name,
        one.value.trim(),
      ]);
      return {
        ...Object.fromEntries(fields.filter(([, value]) => value !== '')),
        ...(compare.checked && { compare: 'true' }),
      };
    },
  };
}

function offered(select, names, chosen) {
  select.replaceChildren(...names.map((name) => el('option', { value: name }, name || 'the run before')));
  if (names.includes(chosen)) {
    select.value = chosen;
  }
}

function labelled(label, input) {
  return el('label', {}, label, input);
}
