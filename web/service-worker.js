// Keeps the page on this computer, each file by its hash, so that it opens without a network.
// A new edition waits until no tab shows the old one: the two never mix.

/// <reference lib="webworker" />
"use strict";

importScripts("pieces.js");

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const NAME = "sto-xl ";
const CACHE = NAME + PIECES.edition;

worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const path = inside(url);
  if (method === "GET" && path !== null) {
    event.respondWith(kept(path, event.request));
  }
});

/** Fetch every file; one that is not what its hash says stops it all. */
async function keep() {
  const cache = await caches.open(CACHE);
  const files = Object.entries(PIECES.files);
  let done = 0;
  await Promise.all(files.map(async ([path, integrity]) => {
    // The list of hashes cannot hold its own; the browser compares it byte by byte.
    await cache.put(path, await fetched(path, integrity));
    done += 1;
    await tell({ kept: done, of: files.length });
  }));
  await cache.put("pieces.js", await fetched("pieces.js", ""));
}

/**
 * Give a file as it is to be kept.
 * @param {string} path
 * @param {string} integrity
 */
async function fetched(path, integrity) {
  const response = await fetch(path, { integrity, cache: "no-cache" });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  // Some hosts lead index.html to another address, and a page may not open with such an answer.
  return new Response(await response.blob(), { headers: response.headers });
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && name !== CACHE) {
      await caches.delete(name);
    }
  }
  await worker.clients.claim();
}

/**
 * Give the path of an address within the page; null for one that is elsewhere.
 * @param {string} url
 */
function inside(url) {
  const { origin, pathname } = new URL(url);
  const scope = new URL(worker.registration.scope);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) {
    return null;
  }
  return pathname.slice(scope.pathname.length) || "index.html";
}

/**
 * Give the file that is kept; what is not kept is asked of the host.
 * @param {string} path
 * @param {Request} request
 */
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

/** @param {{kept: number, of: number}} message */
async function tell(message) {
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true })) {
    client.postMessage(message);
  }
}
