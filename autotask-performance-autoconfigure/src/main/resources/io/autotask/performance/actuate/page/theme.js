'use strict';

// Runs before anything is drawn, so that no page flashes in the wrong colours.
(function () {
  const wish = new URLSearchParams(location.search).get('theme');
  let kept = null;
  try {
    kept = localStorage.getItem('autotask-performance-theme');
  } catch {
    // Storage may be switched off; then each visit begins with the system's theme.
  }
  const theme = wish || kept;
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
})();
