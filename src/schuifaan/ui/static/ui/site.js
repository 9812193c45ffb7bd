// The little that needs a script; every page works without it.
"use strict";

function prepare(root) {
  // After a refused form the list of errors is what matters first.
  const summary = root.querySelector("[data-focus-first]");
  if (summary) summary.focus();
  // Buttons that can only work with a script wait hidden until there is one.
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.onclick = () => window.print();
  }
}

// htmx keeps the address of the page in the tab, and an address can hold where somebody is.
function forgetAddress() {
  try {
    sessionStorage.removeItem("htmx-current-path-for-history");
  } catch {
    // A browser that stores nothing has nothing to forget.
  }
}

forgetAddress();
for (const happened of ["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"]) {
  document.addEventListener(happened, forgetAddress);
}
window.addEventListener("pagehide", forgetAddress);

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:afterSwap", (event) => prepare(event.detail.target));
