// An endpoint beside this page that may be there or not, asked at a pace of its own.

import { allowed, ask } from './resources.js';

export function watched(url, pace) {
  let state = { status: url ? 'waiting' : 'missing', body: null, methods: [] };
  let asked = 0;
  let pending = null;

  async function load() {
    asked = Date.now();
    try {
      const body = await ask(url);
      const methods = state.methods.length > 0 ? state.methods : [...(await allowed(url))];
      state = { status: 'ok', body, methods };
    } catch (problem) {
      state = {
        ...state,
        status: problem.status === 404 ? 'missing' : problem.message,
        body: problem.status === 404 ? null : state.body,
      };
    } finally {
      pending = null;
    }
    return state;
  }

  const shared = () => (url ? (pending ??= load()) : Promise.resolve(state));

  return {
    now: () => state,
    /** Asks anew, whatever is being asked already: something was just changed. */
    async again() {
      await pending;
      return shared();
    },
    /** What is known, asked anew when that is too old; an endpoint that is not there, hardly ever. */
    look() {
      const due = Date.now() - asked >= (state.status === 'missing' ? 6 * pace : pace);
      return due || pending ? shared() : Promise.resolve(state);
    },
  };
}
