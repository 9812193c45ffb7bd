// Turns the slides, lets the programme move along with the clock, and looks every minute whether there is news.
// All of it goes on without network; whoever stands in the hall sees only how old the news is.
const TURN = 15_000;
const TURN_SLOWLY = 30_000;
const ASK = 60_000;
const OLD = 10 * 60;
const FADE = 400;
const DAY = 24 * 3600;
const ZONE = "Europe/Amsterdam";

const spoken = document.documentElement.lang;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const isoDay = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE });
const dayWords = new Intl.DateTimeFormat(spoken === "en" ? "en-GB" : spoken, { timeZone: ZONE, weekday: "long", day: "numeric", month: "long" });
const clockWords = new Intl.DateTimeFormat("nl-NL", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });

const find = (what) => document.querySelector(what);
const all = (what, within = document) => [...within.querySelectorAll(what)];
const programme = () => find("#programme");

// A device in a hall may be hours off; what the house says is right, once it has said so.
let drift = 0;
const seconds = () => Date.now() / 1000 + drift;
const dayOf = (at) => isoDay.format(at * 1000);
const clockOf = (at) => clockWords.format(at * 1000).replace(":", spoken === "en" ? ":" : ".");

function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function tellTime(now) {
  const words = dayWords.format(now * 1000).replace(",", "");
  write(find("[data-day]"), words[0].toUpperCase() + words.slice(1));
  write(find("[data-clock]"), clockOf(now));
  const made = Number(programme().dataset.madeAt);
  const mark = find("[data-behind-mark]");
  mark.hidden = now - made <= OLD;
  const clock = programme().dataset.saidClock.replace("{time}", clockOf(made));
  write(mark, mark.hidden ? "" : programme().dataset.behind.replace("{time}", clock));
}

function listFor(line, now) {
  const starts = Number(line.dataset.starts);
  if (starts <= now && !line.classList.contains("line--off")) return "now";
  return dayOf(starts) <= dayOf(now) ? "later" : "week";
}

// What is over goes, what begins moves up, a new day brings its own programme and announcements.
function moveAlong(now) {
  const before = all(".line, .notice").map((one) => one.hidden + one.parentNode.dataset.lines).join();
  const lastDay = dayOf(now + 7 * DAY);
  for (const line of all(".line")) {
    if (Number(line.dataset.ends) <= now) { line.remove(); continue; }
    const list = listFor(line, now);
    if (line.parentNode.dataset.lines !== list) find(`[data-lines="${list}"]`).append(line);
    line.hidden = dayOf(Number(line.dataset.starts)) >= lastDay;
  }
  for (const list of all('[data-lines="now"], [data-lines="later"]')) list.previousElementSibling.hidden = !list.children.length;
  find("[data-nothing]").hidden = Boolean(find('[data-lines="now"] > li, [data-lines="later"] > li'));
  const week = find(".week");
  week.hidden = "off" in week.dataset || !find('[data-lines="week"] > li:not([hidden])');
  const today = dayOf(now);
  for (const news of all("[data-first]")) news.hidden = today < news.dataset.first || today > news.dataset.last;
  return before !== all(".line, .notice").map((one) => one.hidden + one.parentNode.dataset.lines).join();
}

const turns = new Map();
// To the fraction of a pixel: after twenty slides a rounding is a letter.
const widthOf = (stage) => stage.getBoundingClientRect().width + (parseFloat(getComputedStyle(stage).columnGap) || 0);
const pagesOf = (stage) => getComputedStyle(stage).overflowX === "hidden"
  ? Math.max(1, Math.round((stage.scrollWidth + widthOf(stage) - stage.clientWidth) / widthOf(stage))) : 1;

function show(stage) {
  const pages = pagesOf(stage);
  const turn = (turns.get(stage.dataset.stage) || 0) % pages;
  stage.scrollLeft = turn * widthOf(stage);
  const part = stage.parentNode.querySelector(":scope > .part");
  if (!part) return;
  let words = part.querySelector(".turn");
  if (!words) part.append(words = Object.assign(document.createElement("span"), { className: "turn" }));
  write(words, pages > 1 ? `${turn + 1}/${pages}` : "");
}

function turnAll() {
  for (const stage of all("[data-stage]")) {
    const key = stage.dataset.stage;
    if (pagesOf(stage) < 2) { turns.delete(key); continue; }
    turns.set(key, (turns.get(key) || 0) + 1);
    if (calm.matches) { show(stage); continue; }
    stage.classList.add("stage--turning");
    setTimeout(() => { stage.classList.remove("stage--turning"); show(stage); }, FADE);
  }
  setTimeout(turnAll, calm.matches ? TURN_SLOWLY : TURN);
}

function tick() {
  const now = seconds();
  tellTime(now);
  if (moveAlong(now)) all("[data-stage]").forEach(show);
}

// -- News of the house ---------------------------------------------------------------------------

const filesOf = (page) => all("script[src], link[rel=stylesheet]", page).map((one) => one.getAttribute("src") || one.getAttribute("href")).join();
const wordsOf = (page) => page.querySelector("#programme").innerHTML + page.querySelector("#notices").innerHTML + page.querySelector(".head__name").innerHTML;
let served = wordsOf(document);

async function ask() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(20_000) });
    if (answer.status === 200 && !answer.redirected) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // No network: what hangs here is still the last good programme.
  }
}

function take(page) {
  if (!page.querySelector("[data-screen]") || !page.querySelector("#programme")) return;
  if (filesOf(page) !== filesOf(document)) { location.reload(); return; }
  const made = page.querySelector("#programme").dataset.madeAt;
  const off = Number(made) - Date.now() / 1000;
  // A page is kept for at most a minute: less than that is no fault of the clock here.
  drift = Math.abs(off) > 120 ? off : 0;
  const words = wordsOf(page);
  if (words !== served) {
    served = words;
    for (const part of ["#programme", "#notices", ".head__name"]) find(part).replaceWith(document.adoptNode(page.querySelector(part)));
  }
  programme().dataset.madeAt = made;
  tick();
  all("[data-stage]").forEach(show);
}

async function lookAfter() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(document.body.dataset.worker, { scope: new URL("./", location.href).pathname });
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    // What was fetched before the worker was there, once more by way of it.
    const files = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.startsWith(location.origin) && !name.endsWith("/"));
    await Promise.all([ask(), ...new Set(files)].map((one) => (typeof one === "string" ? fetch(one).catch(() => undefined) : one)));
    document.documentElement.dataset.kept = "yes";
  } catch {
    // Without https there is no worker; the page itself still goes on.
  }
}

tick();
document.fonts.ready.then(() => all("[data-stage]").forEach(show));
addEventListener("resize", () => all("[data-stage]").forEach(show));
setInterval(tick, 1000);
setInterval(ask, ASK);
setTimeout(turnAll, calm.matches ? TURN_SLOWLY : TURN);
lookAfter();
