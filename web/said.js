// What the page and the pane say: what is going on, what went wrong; and a file to save.

import { put } from "./language.js";
import { byId, made } from "./shown.js";

/** @import { Said } from "./language.js" */

/** So long a file can be saved, in milliseconds: the browser holds it in its memory. */
const AT_HAND = 600_000;

/**
 * Say what is going on; with progress from 0 to 1, or `true` where that is not known.
 * @param {Said} said
 * @param {number | boolean} progress
 */
export function say(said, progress = false) {
  put(byId("doing"), said);
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
 * @param {Said} said
 */
export function fail(said) {
  const box = byId("failure");
  box.replaceChildren(paragraph(said));
  box.hidden = false;
  box.focus();
}

/** @param {Said} said */
export function paragraph(said) {
  const element = made("p", {});
  put(element, said);
  return element;
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
