// Drags a wish to another day or room, at its own hour. Without it the forms beside the board do the same.
"use strict";

const form = document.querySelector(".season-drag");
const hint = document.querySelector(".season-drag-hint");
let dragged = null;

if (form && window.matchMedia("(hover: hover) and (min-width: 64rem)").matches) {
  hint.hidden = false;
  for (const card of document.querySelectorAll("[data-give]")) {
    card.draggable = true;
    card.classList.add("season-card--drag");
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.id);
    });
    card.addEventListener("dragend", () => (dragged = null));
  }
  for (const cell of document.querySelectorAll(".season-cell")) {
    const mark = (on) => cell.classList.toggle("season-cell--over", on);
    cell.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      mark(true);
    });
    cell.addEventListener("dragleave", () => mark(false));
    cell.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      form.action = dragged.dataset.give;
      form.elements.namedItem("room").value = cell.dataset.room;
      form.elements.namedItem("weekday").value = cell.dataset.weekday;
      form.elements.namedItem("starts").value = dragged.dataset.starts;
      form.submit();
    });
  }
}
