// The memory of the process.

import { el } from './dom.js';
import { chart } from './chart.js';
import { FIGURES } from './figures.js';
import { field } from './field.js';
import { section } from './section.js';
import { resolution } from './feed.js';
import { bytes } from './format.js';

export function memory() {
  const fields = [
    'heapUsed',
    'heapLive',
    'heapPeak',
    'heapMax',
    'directMemory',
    'nettyMemory',
    'gcPauseTime',
    'threads',
    'cpuUsage',
  ].map((name) => field(FIGURES[name]));
  const plot = chart({
    id: 'heap',
    title: 'Heap',
    unit: 'bytes',
    figure: {
      formula: 'Heap in use, garbage included, and what the last collection of the old part left',
      window: 'each sample',
      path: 'performance.timeline',
    },
    series: [
      { label: 'In use', color: 'accent', value: (point) => point.memoryUsage, fill: true },
      { label: 'Lives', color: 'high', value: (point) => point.liveMemory },
    ],
  });
  const { element } = section('memory', 'Memory', [
    el(
      'dl',
      { class: 'fields wide' },
      fields.map((one) => one.element),
    ),
    plot.element,
  ]);
  return {
    element,
    show({ data, points }) {
      fields.forEach((one) => one.show(data));
      plot.show(points[resolution()], sentence(data.performance?.process, data.performance?.alerts || []));
    },
  };
}

export function sentence(process, alerts) {
  if (process == null) {
    return '';
  }
  const leak = alerts.find((alert) => alert.type === 'memory_leak' && !alert.until);
  return leak
    ? leak.message
    : process.heapLive == null
      ? 'No collection of the old part of the heap was seen yet, so nothing can be said about what lives in it.'
      : bytes(process.heapLive) +
        ' live' +
        (process.heapMax ? ' of ' + bytes(process.heapMax) : '') +
        '; no leak is suspected.';
}
