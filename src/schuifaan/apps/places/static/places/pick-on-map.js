// A click on the map fills in the two numbers of the location. Without this script they are typed.
(() => {
  const box = document.querySelector("[data-pick-on-map]");
  const lat = box && document.getElementById(box.dataset.lat);
  const lon = box && document.getElementById(box.dataset.lon);
  if (!box || !lat || !lon || !window.L) {
    return;
  }
  const L = window.L;
  box.hidden = false;
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", box.dataset.label);
  const map = L.map(box, { attributionControl: Boolean(box.dataset.attribution) });
  let marker = null;

  const typed = () => {
    const at = [lat, lon].map((field) => Number.parseFloat(field.value.replace(",", ".")));
    return at.every(Number.isFinite) ? at : null;
  };

  const show = (at) => {
    if (marker) {
      marker.setLatLng(at);
    } else {
      marker = L.circleMarker(at, { radius: 10, weight: 3, className: "pick-on-map__here" }).addTo(map);
    }
  };

  map.setView(typed() || [52.15, 5.4], typed() ? 15 : 7);
  if (typed()) {
    show(typed());
  }
  if (box.dataset.tiles) {
    L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution }).addTo(map);
  }
  if (box.dataset.outlines) {
    fetch(box.dataset.outlines)
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((outlines) => {
        if (!outlines) {
          return;
        }
        const layer = L.geoJSON(outlines, { interactive: false, style: { weight: 1, fillOpacity: 0.05 } });
        layer.addTo(map);
        if (!typed() && layer.getBounds().isValid()) {
          map.fitBounds(layer.getBounds());
        }
      })
      .catch(() => {});
  }
  map.on("click", (event) => {
    lat.value = event.latlng.lat.toFixed(6);
    lon.value = event.latlng.lng.toFixed(6);
    show(event.latlng);
  });
  for (const field of [lat, lon]) {
    field.addEventListener("change", () => {
      const at = typed();
      if (at) {
        show(at);
        map.panTo(at);
      }
    });
  }
})();
