// What a script adds to finding: short addresses, and "Dicht bij mij", which asks the browser where somebody
// is, only on a click, and goes to the list. Nothing is kept.
"use strict";

// A field that was left empty says nothing: leave it out of the address people share.
document.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});

(() => {
  const DECIMALS = 3; // About a hundred metres: enough to order places by.

  function prepare(root) {
    if (!("geolocation" in navigator)) return;
    for (const box of root.querySelectorAll("[data-near-me]")) {
      const said = box.querySelector("[data-wait]");
      box.hidden = false;
      box.querySelector("button").onclick = () => {
        said.textContent = said.dataset.wait;
        navigator.geolocation.getCurrentPosition(
          ({ coords }) => {
            const form = box.closest("form");
            const query = new URLSearchParams(form ? new FormData(form) : undefined);
            for (const name of ["bij", "lat", "lon", "na"]) query.delete(name);
            query.set("lat", coords.latitude.toFixed(DECIMALS));
            query.set("lon", coords.longitude.toFixed(DECIMALS));
            window.location.assign(`${box.dataset.nearMe}?${query}`);
          },
          () => { said.textContent = said.dataset.refused; },
          { maximumAge: 60000, timeout: 10000 },
        );
      };
    }
  }

  prepare(document);
  document.addEventListener("htmx:afterSettle", () => prepare(document));
})();
