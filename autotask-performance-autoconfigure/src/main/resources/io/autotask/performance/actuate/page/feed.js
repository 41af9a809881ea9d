// Asks again and again, only for what is new, and never while nobody looks.

import { el, say } from './dom.js';
import { merged, end } from './series.js';
import { time, span } from './format.js';
import { dashboard, ask } from './resources.js';

const PACE = 2_000;
const SLOWEST = 30_000;
const BOUND = 200;
const PACES = { fine: PACE, medium: 20_000, coarse: 120_000 };

/** The three timelines, each asked for from where it ends. */
const points = { fine: [], medium: [], coarse: [] };
const asked = { fine: 0, medium: 0, coarse: 0 };

let data = null;
let paused = new URLSearchParams(location.search).has('paused');
let failures = 0;
let timer = null;
let range = 'fine';

export function wish(resolution) {
  range = resolution;
  asked[range] = 0;
  again(0);
}

export function resolution() {
  return range;
}

export function feed(show) {
  const state = document.getElementById('state');
  let lastGood = null;
  let trouble = null;

  async function poll() {
    clearTimeout(timer);
    if (document.hidden || paused) {
      return;
    }
    try {
      for (const one of due()) {
        const since = points[one].length > 0 ? new Date(end(points[one].at(-1))).toISOString() : '';
        const answer = await ask(dashboard + '?resolution=' + one + '&since=' + encodeURIComponent(since));
        asked[one] = Date.now();
        if (since === '' || restarted(answer)) {
          points[one] = [];
        }
        points[one] = merged(points[one], answer.performance?.timeline || [], BOUND);
        data = answer;
      }
      lastGood = Date.now();
      failures = 0;
      trouble = null;
      show({ data, points, now: Date.parse(data.timestamp) });
    } catch (problem) {
      failures++;
      trouble = problem.message;
    }
    tell();
    again(Math.min(SLOWEST, PACE * 2 ** Math.min(failures, 5)));
  }

  /** Counts that went back are those of another process. */
  function restarted(answer) {
    const before = data?.performance?.metrics.totalRequests ?? 0;
    if ((answer.performance?.metrics.totalRequests ?? 0) >= before) {
      return false;
    }
    Object.keys(points).forEach((one) => (points[one] = []));
    Object.keys(asked).forEach((one) => (asked[one] = 0));
    return true;
  }

  function due() {
    const now = Date.now();
    const others = ['medium', range].filter((one) => one !== 'fine' && now - asked[one] >= PACES[one]);
    return [...new Set([...others, 'fine'])];
  }

  function tell() {
    const kind = trouble ? 'bad' : paused ? 'paused' : data?.enabled ? 'good' : 'off';
    state.className = kind;
    const since = lastGood ? ', figures of ' + time(lastGood) : '';
    say(
      state,
      trouble
        ? 'No answer: ' + trouble + since
        : paused
          ? 'Paused' + since
          : (data?.enabled ? 'On' : 'Switched off: calls pass uncounted') + ', live',
    );
    state.title = lastGood ? 'Last answer ' + time(lastGood) + ', asked every ' + span(PACE) : '';
  }

  again = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(poll, delay);
  };
  document.addEventListener('visibilitychange', () => again(0));
  const pause = el(
    'button',
    {
      type: 'button',
      id: 'pause',
      'aria-pressed': String(paused),
      onclick: () => {
        paused = !paused;
        pause.setAttribute('aria-pressed', String(paused));
        say(pause, paused ? 'Go on' : 'Pause');
        tell();
        again(0);
      },
    },
    paused ? 'Go on' : 'Pause',
  );
  again(0);
  return pause;
}

let again = () => {};

export function current() {
  return { data, points };
}
