// Makes every name and every text in every answer one that would do harm as markup.
window.hacked = 0;
document.addEventListener('readystatechange', () => {
  document.querySelectorAll('meta[name^=autotask]').forEach((one) => (one.content ||= one.name));
});
(() => {
  const evil = '<img src=x onerror="window.hacked++">';
  const maps = [
    'endpoints',
    'operations',
    'queues',
    'entities',
    'pools',
    'missReasons',
    'served',
    'errors',
    'context',
    'phases',
  ];
  const twisted = (value, name) => {
    if (typeof value === 'string') {
      return /^\d{4}-\d\d-/.test(value) ? value : evil + value;
    }
    if (Array.isArray(value)) {
      return value.map((one) => twisted(one, ''));
    }
    return value === null || typeof value !== 'object'
      ? value
      : Object.fromEntries(
          Object.entries(value).map(([key, one]) => [
            maps.includes(name) ? evil + key : key,
            twisted(one, name === 'endpoints' ? 'operations' : key),
          ]),
        );
  };
  const insight = {
    id: 'a:b',
    title: 'Title',
    severity: 'warning',
    confidence: 'high',
    why: 'Why',
    evidence: { calls: 3, items: [{ key: 'ttl', current: 'PT1M' }], samples: [{ fingerprint: 'GET', caller: 'Job' }] },
    gain: { requestsPerHour: { low: 1, high: 2 }, basis: 'replay' },
    risk: { level: 'low', text: 'Risk' },
    fix: { text: 'Fix', yaml: 'a: b', code: 'c' },
    detection: { rule: 'rule' },
    apply: { mode: 'approval', possible: false, why: 'Why not' },
    decision: { by: 'Jane', reason: 'other', note: 'Note' },
  };
  const run = { id: 'r', name: 'Run', status: 'completed', begunAt: '2026-01-01T00:00:00Z', verdict: 'unchanged' };
  const more = (path, data) => {
    if (path.endsWith('/autotask-insights')) {
      return {
        findings: [insight, { ...insight, id: 'c', status: 'dismissed' }],
        checks: [{ rule: 'r', outcome: 'nothing-found', text: 't', criterion: 'c' }],
      };
    }
    if (path.endsWith('/autotask-benchmarks')) {
      return { benchmarks: [run], profiles: ['quick'], baselines: ['main'] };
    }
    const now = new Date().toISOString();
    data.optimization.patterns = [
      {
        entity: 'Tickets',
        operation: 'get',
        shape: 'id',
        caller: 'Job',
        requests: 3,
        potentials: [{ kind: 'polling' }],
      },
    ];
    data.performance.alerts = [
      {
        type: 'latency',
        severity: 'high',
        message: 'Slow',
        currentValue: 2,
        worstValue: 3,
        threshold: 1,
        since: now,
        until: null,
        context: { entity: 'Tickets' },
      },
    ];
    data.performance.profiles = [
      {
        id: 'p',
        name: 'Import',
        start: now,
        duration: 9,
        explained: 99,
        phases: { 'own-code': 9 },
        segments: [],
        calls: 1,
        failures: 0,
        rows: 1,
        bytes: 1,
      },
    ];
    data.performance.pools = { 'localhost:1': { active: 1, idle: 0 } };
    return data;
  };
  const real = window.fetch;
  window.fetch = async (url, options) => {
    const path = new URL(url, location.href).pathname;
    if (!/autotask-(insights|benchmarks|performance)$/.test(path)) {
      return real(url, options);
    }
    if (options?.method === 'OPTIONS') {
      return new Response('', { headers: { Allow: 'GET,POST' } });
    }
    const data = path.endsWith('/autotask-performance') ? await (await real(url, options)).json() : null;
    return new Response(JSON.stringify(twisted(more(path, data), '')), {
      headers: { 'Content-Type': 'application/json' },
    });
  };
})();
