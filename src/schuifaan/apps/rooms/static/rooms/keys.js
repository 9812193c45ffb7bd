// A signature, drawn with a finger, a pen or the mouse, kept as strokes in a hidden field. Without this script one
// signs on paper.
(() => {
  "use strict";
  // What it is drawn on, whatever its size on the screen; queries/keys.py has the same numbers.
  const WIDTH = 600;
  const HEIGHT = 200;
  // Nearer than this is the same point.
  const NEAR = 3;
  const box = document.querySelector("[data-sign]");
  const kept = box && document.getElementById(box.dataset.sign);
  const paper = box && box.querySelector("canvas");
  const pen = paper && paper.getContext("2d");
  if (!kept || !pen) {
    return;
  }
  const clear = box.querySelector("[data-sign-clear]");
  const most = Number(box.dataset.most);
  let strokes = kept.value
    ? kept.value.split(";").map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number)))
    : [];
  let drawing = null;

  const text = () => strokes.map((stroke) => stroke.map((point) => point.join(",")).join(" ")).join(";");

  const show = () => {
    pen.setTransform(paper.width / WIDTH, 0, 0, paper.height / HEIGHT, 0, 0);
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.strokeStyle = getComputedStyle(paper).color;
    pen.lineWidth = 4;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    for (const stroke of strokes) {
      pen.beginPath();
      stroke.forEach(([x, y], number) => (number ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      pen.stroke();
    }
    clear.hidden = strokes.length === 0;
  };

  const within = (value, end) => Math.min(Math.max(Math.round(value), 0), end);

  const at = (event) => {
    const edge = paper.getBoundingClientRect();
    return [
      within(((event.clientX - edge.left) / edge.width) * WIDTH, WIDTH),
      within(((event.clientY - edge.top) / edge.height) * HEIGHT, HEIGHT),
    ];
  };

  // A signature has room enough; who goes on scribbling after that draws nothing more.
  const fits = () => text().length < most - 20;

  paper.addEventListener("pointerdown", (event) => {
    if (drawing || event.button !== 0 || !fits()) {
      return;
    }
    event.preventDefault();
    paper.setPointerCapture(event.pointerId);
    drawing = { id: event.pointerId, stroke: [at(event), at(event)] };
    strokes.push(drawing.stroke);
    show();
  });

  paper.addEventListener("pointermove", (event) => {
    if (!drawing || event.pointerId !== drawing.id) {
      return;
    }
    const [x, y] = at(event);
    const [lastX, lastY] = drawing.stroke[drawing.stroke.length - 1];
    if (Math.hypot(x - lastX, y - lastY) >= NEAR && fits()) {
      drawing.stroke.push([x, y]);
      show();
    }
  });

  const lift = (event) => {
    if (drawing && event.pointerId === drawing.id) {
      drawing = null;
      kept.value = text();
    }
  };
  paper.addEventListener("pointerup", lift);
  paper.addEventListener("pointercancel", lift);

  clear.addEventListener("click", () => {
    strokes = [];
    kept.value = "";
    show();
    paper.scrollIntoView({ block: "nearest" });
  });

  box.hidden = false;
  show();
})();
