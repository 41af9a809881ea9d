// Pure computations over the timeline. A point says when it ends and how long it is.

export const HOUR = 3_600_000;

export function end(point) {
  return Date.parse(point.timestamp);
}

export function begin(point) {
  return end(point) - point.duration;
}

/**
 * What is known already and what came since. The last known point may have grown in the
 * meantime: it then comes again, with the same beginning.
 */
export function merged(known, news, bound) {
  if (news.length === 0) {
    return known;
  }
  const first = begin(news[0]) + 1;
  return [...known.filter((point) => begin(point) + 2 < first), ...news].slice(-bound);
}

/** How many requests were answered in the hour before the end of each point. */
export function rollingHour(points, count) {
  let from = 0;
  let sum = 0;
  return points.map((point) => {
    sum += count(point);
    while (begin(points[from]) < end(point) - HOUR && from < points.length - 1) {
      sum -= count(points[from++]);
    }
    return { time: end(point), value: sum };
  });
}

export function total(points, count) {
  return points.reduce((sum, point) => sum + (count(point) || 0), 0);
}

/** How much a value was over points of different lengths. */
export function mean(points, value, weight) {
  let sum = 0;
  let weights = 0;
  for (const point of points) {
    const one = value(point);
    if (one != null) {
      sum += one * weight(point);
      weights += weight(point);
    }
  }
  return weights > 0 ? sum / weights : null;
}

export function highest(points, value) {
  return points.reduce(
    (best, point) => (value(point) != null && (best == null || value(point) > value(best)) ? point : best),
    null,
  );
}

export function last(points, value) {
  return points.findLast((point) => value(point) != null) ?? null;
}

/** What share each part is; nothing of nothing is nothing. */
export function shares(parts) {
  const sum = parts.reduce((all, part) => all + part.value, 0);
  return parts.map((part) => ({ ...part, share: sum > 0 ? (100 * part.value) / sum : 0 }));
}

/** The account that has to balance at every moment, or null when it is not kept. */
export function account(data) {
  const metrics = data.performance?.metrics;
  const upstream = data.performance?.upstream;
  const optimization = data.optimization?.metrics;
  const notSent = data.performance?.notSent;
  if (!metrics || !upstream || !optimization || !notSent) {
    return null;
  }
  const come = [
    ['Calls made', metrics.totalRequests],
    ['Sent again', upstream.retries],
    ['In the background', upstream.background],
  ];
  const gone = [
    ['Requests sent', upstream.requests],
    ['Saved by the cache', optimization.savedByCache],
    ['Saved by sharing', optimization.savedByDeduplication],
    ['Saved by batching', optimization.savedByBatching],
    ['Refused by a limit', notSent.refused],
    ['Cancelled before they were sent', notSent.cancelled],
    ['Stopped by an open circuit', notSent.circuitOpen],
    ['Failed before they were sent', notSent.failed],
    ['Waiting now', data.performance.waiting],
  ];
  const sum = (side) => side.reduce((all, [, value]) => all + (value || 0), 0);
  return { come, gone, balances: sum(come) === sum(gone) };
}

/** Comma-separated values that no spreadsheet takes for a formula. */
export function csv(head, rows) {
  const cell = (value) => {
    const text = value == null ? '' : String(value);
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
