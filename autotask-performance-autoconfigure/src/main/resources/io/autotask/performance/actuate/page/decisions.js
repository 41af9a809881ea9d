// What somebody decides about a finding.

import { el, say, code } from './dom.js';
import { ask, insights as url } from './resources.js';
import { number, millis, words } from './format.js';

const REASONS = ['accepted-risk', 'not-applicable', 'low-priority', 'false-positive', 'other'];

const TIMES = [
  ['1h', '1 hour'],
  ['1d', '1 day'],
  ['7d', '7 days'],
];

export function decisions(row, open, again) {
  const result = el('p', { class: 'result', role: 'status' });
  const preview = el('div');
  const reason = el(
    'select',
    { 'aria-label': 'Reason to dismiss' },
    REASONS.map((one) => el('option', { value: one }, words(one))),
  );
  const note = el('input', { type: 'text', maxlength: '200', placeholder: 'Note', 'aria-label': 'Note' });
  const time = el(
    'select',
    { 'aria-label': 'Snooze for' },
    TIMES.map(([value, label]) => el('option', { value }, label)),
  );

  function act(label, action, more = () => ({})) {
    return el(
      'button',
      { type: 'button', class: 'small', 'data-action': action, onclick: () => decide(label, { action, ...more() }) },
      label,
    );
  }

  async function decide(label, body) {
    say(result, '…');
    try {
      const answer = await ask(url + '/' + encodeURIComponent(row.id), 'POST', body);
      say(result, label + (body.action === 'preview' ? ': nothing is changed by looking' : ': done'));
      if (body.action === 'preview') {
        preview.replaceChildren(previewed(answer));
      } else {
        await again();
      }
    } catch (problem) {
      say(result, label + ' was refused: ' + problem.message);
    }
  }

  const apply = row.apply || {};
  return el(
    'div',
    {},
    el(
      'div',
      { class: 'actions' },
      row.status !== 'applied' && row.fix?.yaml ? act('Preview', 'preview') : null,
      apply.possible ? act('Apply for a trial', 'apply') : null,
      row.status === 'applied' || row.status === 'verified' ? act('Roll back', 'revert') : null,
      open
        ? el(
            'details',
            { class: 'behind' },
            el('summary', {}, 'Not now'),
            el(
              'div',
              { class: 'line' },
              reason,
              note,
              act('Dismiss', 'dismiss', () => ({ reason: reason.value, ...(note.value && { note: note.value }) })),
            ),
            el(
              'div',
              { class: 'line' },
              time,
              act('Snooze', 'snooze', () => ({ duration: time.value })),
            ),
          )
        : act('Open again', 'reopen'),
    ),
    !apply.possible && apply.why && open
      ? el('p', { class: 'soft' }, 'Cannot be applied from here: ' + apply.why)
      : null,
    preview,
    result,
  );
}

function previewed(answer) {
  const line = (label, of) =>
    label +
    ': ' +
    number(of?.requests) +
    ' requests for ' +
    number(of?.calls) +
    ' calls, 95 in 100 within ' +
    millis(of?.p95);
  return el(
    'div',
    {},
    (answer.changes || []).map((change) => el('p', { class: 'fact' }, change.property + ' → ' + change.proposed)),
    el('p', { class: 'soft' }, line('As it is', answer.before)),
    el('p', { class: 'soft' }, line('With it', answer.after)),
    answer.yaml ? code(answer.yaml) : null,
  );
}
