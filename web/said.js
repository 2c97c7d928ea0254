// What the page and the pane say: what is going on, what went wrong; and a file to save.

import { byId, made } from "./shown.js";

/** So long a file can be saved, in milliseconds: the browser holds it in its memory. */
const AT_HAND = 600_000;

/**
 * Say what is going on; with progress from 0 to 1, or `true` where that is not known.
 * @param {string} text
 * @param {number | boolean} progress
 */
export function say(text, progress = false) {
  byId("doing").textContent = text;
  const bar = /** @type {HTMLProgressElement} */ (byId("progress"));
  bar.hidden = progress === false;
  if (typeof progress === "number") {
    bar.value = progress;
  } else {
    bar.removeAttribute("value");
  }
}

/**
 * Say what went wrong, and what to do.
 * @param {string} sentence
 */
export function fail(sentence) {
  const box = byId("failure");
  box.replaceChildren(made("p", {}, sentence));
  box.hidden = false;
  box.focus();
}

/**
 * Give a link that saves a file.
 * @param {string} name
 * @param {Uint8Array} data
 */
export function link(name, data) {
  const url = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (data)]));
  setTimeout(() => URL.revokeObjectURL(url), AT_HAND);
  return made("a", { href: url, download: name }, name);
}
