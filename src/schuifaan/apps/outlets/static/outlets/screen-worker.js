// Keeps the last good programme of one screen, and the files it is made of, for when the network is gone.
const KEPT = `screen:${self.registration.scope}`;
const PATIENCE = 10_000;
const MOST_FILES = 80;
const here = new URL(self.registration.scope);

const isScreen = (url) => url.origin === here.origin && url.pathname === here.pathname;
const isFile = (url) => url.origin === here.origin && !url.pathname.endsWith("/") && !url.pathname.endsWith("werker.js");

async function isGood(answer) {
  if (answer.status !== 200 || answer.redirected) return false;
  return (await answer.clone().text()).includes("data-screen=");
}

async function keep(request, answer) {
  const kept = await caches.open(KEPT);
  // Taken out first, so that what is oldest stands in front.
  await kept.delete(request.url);
  await kept.put(request.url, answer);
  const keys = await kept.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST_FILES))) await kept.delete(old);
}

async function screen(event) {
  const { request } = event;
  const isReload = request.mode === "navigate";
  try {
    const answer = await fetch(request.url, { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
    if (await isGood(answer)) {
      event.waitUntil(keep(request, answer.clone()));
      return answer;
    }
    // The page itself decides what it makes of another answer; a reload would show it to the whole hall.
    return (isReload && (await last(request))) || answer;
  } catch (gone) {
    const before = isReload ? await last(request) : undefined;
    if (before) return before;
    throw gone;
  }
}

async function last(request) {
  const kept = await caches.open(KEPT);
  return (await kept.match(request.url)) || kept.match(request.url, { ignoreSearch: true });
}

async function file(event) {
  const { request } = event;
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 200) event.waitUntil(keep(request, answer.clone()));
    return answer;
  } catch (gone) {
    const before = await (await caches.open(KEPT)).match(request.url);
    if (before) return before;
    throw gone;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET") return;
  if (isScreen(url)) event.respondWith(screen(event));
  else if (isFile(url) && event.request.mode !== "navigate") event.respondWith(file(event));
});
