// The map one can move: our own outlines, a dot for each place. Without it the drawn map stays.
"use strict";

(() => {
  const box = document.getElementById("map");
  if (!box || !window.L) return;
  for (const form of document.querySelectorAll("[data-send-on-change]")) {
    form.addEventListener("change", () => form.requestSubmit());
  }

  const words = box.dataset;
  const said = document.querySelector("[data-map-said]");
  const json = (address) => fetch(address, { headers: { Accept: "application/json" } }).then((answer) => {
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  });

  // The drawn map is numbered like the list; those numbers move along to the dots.
  const numbers = new Map([...box.querySelectorAll("a")].map((link) => [link.getAttribute("href"), link.textContent.trim()]));

  function popup(place) {
    const content = document.createElement("div");
    const name = document.createElement("strong");
    const open = document.createElement("span");
    const link = document.createElement("a");
    name.textContent = place.name;
    open.textContent = place.open;
    link.textContent = words.openPage;
    link.href = place.url;
    content.append(name, document.createElement("br"), open, document.createElement("br"), link);
    return content;
  }

  function dot(feature, at) {
    const place = feature.properties;
    const number = Number(numbers.get(place.url)) || "";
    const label = `${number ? `${number}. ` : ""}${place.name}. ${place.open}`;
    const icon = L.divIcon({
      className: "map-pin",
      html: `<span class="map-dot${place.is_open ? "" : " map-dot--closed"}"><span>${number}</span></span>`,
      iconSize: [32, 32],
      iconAnchor: [16, 38],
      popupAnchor: [0, -30],
    });
    const marker = L.marker(at, { icon, keyboard: true, title: label, alt: label, riseOnHover: true });
    marker.bindPopup(() => popup(place));
    marker.on("add", () => {
      const element = marker.getElement();
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", label);
    });
    return marker;
  }

  async function show() {
    const [places, outlines] = await Promise.all([json(words.places), words.outlines ? json(words.outlines) : null]);
    if (!places.features.length && !outlines) return;
    box.replaceChildren();
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", words.label);
    const map = L.map(box, { zoomControl: false, attributionControl: Boolean(words.tiles), minZoom: 6, maxZoom: 18, zoomSnap: 0.5 });
    L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
    if (words.tiles) L.tileLayer(words.tiles, { attribution: words.tilesAttribution }).addTo(map);
    const land = outlines && L.geoJSON(outlines, { className: "map-outline", interactive: false, fill: !words.tiles }).addTo(map);
    const dots = L.geoJSON(places, { pointToLayer: dot }).addTo(map);
    const around = dots.getLayers().length ? dots.getBounds() : land.getBounds();
    map.fitBounds(around.pad(0.1), { maxZoom: 15 });
    if (places.is_cut_off) said.textContent = words.cutOff;
  }

  show().catch(() => { /* The drawn map and the list are still there. */ });
})();
