// The page's own words, in Dutch or in English: `texts.json` holds both, side by side.

import "./pieces.js";

/**
 * Something to say: in Dutch, and in English where that can be.
 * @typedef {{nl: string, en?: string}} Said
 * @typedef {"nl" | "en"} Language
 * @typedef {keyof typeof import("./texts.json")} Key
 */

/** Where the language that was chosen is kept for the next visit. */
const KEPT = "sto-xl-language";
const TEXTS = await texts();
/** What each element says that does not say the same from the start. */
/** @type {WeakMap<HTMLElement, Said>} */
const saying = new WeakMap();
/** @type {Language} */
let spoken = wanted();

/** @returns {Promise<typeof import("./texts.json")>} */
async function texts() {
  const name = "texts.json";
  const found = await fetch(new URL(name, import.meta.url), { integrity: PIECES.files[name] });
  return found.json();
}

/**
 * Give the language of the link, else the one that was chosen before, else the browser's first
 * that is spoken here.
 * @returns {Language}
 */
function wanted() {
  const linked = [...new URLSearchParams(location.search).keys()].find(isSpoken);
  if (linked) {
    keep(linked);
    return linked;
  }
  return [kept(), ...navigator.languages.map((one) => one.slice(0, 2))].find(isSpoken) ?? "nl";
}

/**
 * @param {string | null} name
 * @returns {name is Language}
 */
function isSpoken(name) {
  return name === "nl" || name === "en";
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {Language} language */
function keep(language) {
  try {
    localStorage.setItem(KEPT, language);
  } catch (problem) {
    // A browser that keeps nothing speaks it until the page is closed.
    console.warn(problem);
  }
}

/** Let the next visit begin in the browser's language. */
export function forgetLanguage() {
  try {
    localStorage.removeItem(KEPT);
  } catch (problem) {
    console.warn(problem);
  }
}

/**
 * Give the language that is not spoken now.
 * @returns {Language}
 */
export function other() {
  return spoken === "nl" ? "en" : "nl";
}

/**
 * Say one of the page's own texts in both languages, with these values in it.
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 */
export function both(key, values = {}) {
  return filled(TEXTS[key], values);
}

/**
 * Say one of the page's own texts in the language that is spoken.
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 */
export function text(key, values = {}) {
  return both(key, values)[spoken] ?? "";
}

/**
 * Fill values in where what is said names them.
 * @param {Said} said
 * @param {Record<string, string | number>} values
 * @returns {Said}
 */
export function filled(said, values) {
  const fill = (/** @type {string} */ sentence) =>
    sentence.replace(/\{(\w+)\}/g, (named, name) => String(values[name] ?? named));
  return { nl: fill(said.nl), ...(said.en === undefined ? {} : { en: fill(said.en) }) };
}

/**
 * Let an element say something, in whatever language is spoken from now on.
 * @param {HTMLElement} element
 * @param {Said} said
 */
export function put(element, said) {
  saying.set(element, said);
  element.dataset.text = "";
  utter(element);
}

/**
 * Speak this language, now and at the next visit.
 * @param {Language} chosen
 */
export function speak(chosen) {
  spoken = chosen;
  keep(chosen);
  translate();
}

/** Let the page and everything on it say what it says in the language that is spoken. */
export function translate() {
  document.documentElement.lang = spoken;
  const link = /** @type {HTMLAnchorElement} */ (document.getElementById("language"));
  link.lang = link.hreflang = other();
  link.search = other();
  link.textContent = text("other_language");
  for (const element of document.querySelectorAll("[data-text]")) {
    utter(/** @type {HTMLElement} */ (element));
  }
}

/** @param {HTMLElement} element */
function utter(element) {
  const said = saying.get(element) ?? both(/** @type {Key} */ (element.dataset.text));
  const words = said[spoken];
  element.textContent = words ?? said.nl;
  // What can be said in Dutch alone is marked as that.
  element.lang = words === undefined ? "nl" : spoken;
}
