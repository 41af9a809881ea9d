// Where things are, and how they are asked. The endpoints are siblings of this page,
// under names that an application may have changed.

const path = location.pathname.replace(/\/$/, '');

export const dashboard = path;
export const insights = sibling('autotask-insights');
export const benchmarks = sibling('autotask-benchmarks');

/** Where it is, or null when it is not exposed. */
function sibling(name) {
  const content = document.querySelector('meta[name="' + name + '"]')?.content;
  return content ? new URL(content, location.origin + path).pathname : null;
}

/** What went wrong, with its status when there was an answer. */
export class Trouble extends Error {
  constructor(message, status, body) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

export async function ask(url, method = 'GET', body = undefined) {
  let response;
  try {
    response = await fetch(url, {
      method,
      cache: 'no-store',
      redirect: 'manual',
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...token(method) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
  } catch (problem) {
    throw new Trouble(
      problem.name === 'TimeoutError' ? 'nothing came within 20 s' : 'the application cannot be reached',
    );
  }
  const text = await response.text();
  const json = (response.headers.get('Content-Type') || '').includes('json') && text ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new Trouble(json?.message || meaning(response), response.status, json);
  }
  return json;
}

/** The methods that the access of an endpoint allows. */
export async function allowed(url) {
  try {
    const response = await fetch(url, { method: 'OPTIONS', cache: 'no-store' });
    return new Set((response.headers.get('Allow') || '').split(/\s*,\s*/));
  } catch {
    return new Set();
  }
}

/** Spring Security's token for requests that change something, where it is in a cookie. */
function token(method) {
  const cookie = method !== 'GET' && document.cookie.split('; ').find((one) => one.startsWith('XSRF-TOKEN='));
  return cookie ? { 'X-XSRF-TOKEN': decodeURIComponent(cookie.slice('XSRF-TOKEN='.length)) } : {};
}

function meaning(response) {
  if (response.type === 'opaqueredirect') {
    return 'sign in again, then reload this page';
  }
  return (
    {
      401: 'sign in again, then reload this page',
      403: 'not allowed (if you are signed in, the protection against forged requests refused it: exempt the actuator or use a cookie for its token)',
      404: 'not there',
      405: 'the endpoint is read-only here',
    }[response.status] || 'status ' + response.status
  );
}
