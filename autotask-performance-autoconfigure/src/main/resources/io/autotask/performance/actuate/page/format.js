// Figures as people read them. What is not known is a dash.

export const UNKNOWN = '–';

const numbers = [0, 1, 2].map(
  (digits) => new Intl.NumberFormat(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

function digits(value) {
  const size = Math.abs(value);
  return Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

export function number(value) {
  return value == null || !Number.isFinite(value) ? UNKNOWN : numbers[digits(value)].format(value);
}

export function percent(value) {
  return value == null ? UNKNOWN : numbers[Number.isInteger(value) ? 0 : 1].format(value) + ' %';
}

export function millis(value) {
  if (value == null) {
    return UNKNOWN;
  }
  if (value < 0.01) {
    return value === 0 ? '0 ms' : number(value * 1e6) + ' ns';
  }
  if (value < 1) {
    return number(value * 1e3) + ' µs';
  }
  return value < 10_000 ? number(value) + ' ms' : span(value);
}

/** A longer time in its two largest units. */
export function span(value) {
  if (value == null) {
    return UNKNOWN;
  }
  const seconds = Math.round(value / 1000);
  if (seconds < 60) {
    return seconds + ' s';
  }
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ];
  const first = units.findIndex(([, size]) => seconds >= size);
  const [name, size] = units[first];
  const whole = Math.floor(seconds / size);
  const next = units[first + 1];
  const rest = next ? Math.floor((seconds - whole * size) / next[1]) : 0;
  return whole + ' ' + name + (rest > 0 ? ' ' + rest + ' ' + next[0] : '');
}

export function bytes(value) {
  if (value == null) {
    return UNKNOWN;
  }
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let size = value;
  while (Math.abs(size) >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return (unit === 0 ? number(size) : numbers[Math.abs(size) < 10 ? 1 : 0].format(size)) + ' ' + units[unit];
}

export function rate(value) {
  return value == null ? UNKNOWN : number(value) + ' /s';
}

export function time(value) {
  return value == null ? UNKNOWN : new Date(value).toLocaleTimeString();
}

export function clock(value) {
  return value == null
    ? UNKNOWN
    : new Date(value).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}

export function moment(value) {
  return value == null ? UNKNOWN : new Date(value).toLocaleString();
}

export function ago(value, now) {
  return value == null ? UNKNOWN : span(Math.max(0, now - new Date(value).getTime())) + ' ago';
}

export const UNITS = { count: number, percent, millis, bytes, rate, span };

export function shown(value, unit) {
  return value != null && typeof value !== 'number' ? String(value) : (UNITS[unit] || number)(value);
}

/** The words of the API for people: savedByCache, cpu_usage and first-byte. */
export function words(name) {
  const text = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
