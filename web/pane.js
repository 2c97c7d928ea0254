// The pane in Excel: its buttons, what is asked and said, and where what was made goes.

import "./pieces.js";
import { click } from "./click.js";
import * as excel from "./excel.js";
import * as journal from "./journal.js";
import { kept } from "./kept.js";
import { filled } from "./language.js";
import { GivenUp, Python } from "./python.js";
import { fail, link, say } from "./said.js";
import { byId, made } from "./shown.js";

/** @import { Answer } from "./python.js" */

const STARTING = "Een ogenblik: het programma wordt gestart …";
const FIRST_TIME = "Een eerste keer duurt het even: het programma wordt op deze computer gezet";
const CANNOT_START = "Het programma kan in dit venster niet starten. Sluit het venster en open het opnieuw. Blijft "
  + "het zo, meld het dan aan wie STO voor u klaarzette.";
const NO_OFFICE = "Het script van Excel (van appsforoffice.microsoft.com) is niet te bereiken: sluit het venster en open "
  + "het opnieuw als u verbinding hebt.";
const NO_EXCEL = "Dit venster hoort in Excel: open daar een werkmap en klik op het tabblad Start op STO.";

/** @type {Python} */
let python;
/** Whether a click is going on. */
let busy = true;

/** @type {import("./click.js").User} */
const user = {
  yes: (question) => ask(question, [answer("Ja", true, true), answer("Nee", false)]),
  choose: (question, kind) => ask(question, [
    ...chooser(kind), answer("Annuleren", /** @type {File[]} */ ([])),
  ]),
  progress: (text) => say({ nl: text || "Een ogenblik …" }, true),
};

/** Start Python while Excel says that it is there. */
async function start() {
  try {
    const problem = await started();
    say({ nl: problem ? "" : "Klaar." });
    if (problem) {
      fail(problem);
    }
    busy = Boolean(problem);
  } catch (problem) {
    console.warn(problem);
    say({ nl: "" });
    fail({ nl: CANNOT_START });
  }
}

/** Start Python within Excel; give what is to be said when that cannot be. */
async function started() {
  say({ nl: STARTING }, true);
  if (!("Office" in self)) {
    return { nl: NO_OFFICE };
  }
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) {
    return { nl: NO_EXCEL };
  }
  await kept((files) => say(
    { nl: `${FIRST_TIME} (${files.kept} van ${files.of} bestanden) …` }, files.kept / files.of,
  ));
  say({ nl: STARTING }, true);
  python = new Python("pane");
  await python.ready;
  if (!excel.suffices()) {
    return python.sentences.old;
  }
  // So that a click begins with one call; if Excel is busy now, the click asks it.
  await excel.prepare().catch(console.warn);
  return null;
}

/** @param {string} button */
async function clicked(button) {
  if (busy) {
    return;
  }
  busy = true;
  byId("failure").hidden = byId("made").hidden = true;
  document.body.setAttribute("aria-busy", "true");
  byId("buttons").inert = byId("forget").inert = true;
  say({ nl: "Een ogenblik …" }, true);
  try {
    const done = await click(python, button, user);
    say({ nl: "" });
    await over(done);
  } catch (problem) {
    console.warn(problem);
    say({ nl: "" });
    fail(sentence(problem));
  } finally {
    byId("question").hidden = true;
    document.body.removeAttribute("aria-busy");
    byId("buttons").inert = byId("forget").inert = false;
    busy = false;
  }
}

/**
 * Say how it ended, and hand over what was made.
 * @param {Answer} answer
 */
async function over({ told, name, data }) {
  if (told.failure) {
    fail({ nl: told.failure });
    return;
  }
  const lines = told.said.split("\n").filter(Boolean).map((/** @type {string} */ line) => made("p", {}, line));
  if (data.length && !(told.open && await opened(data))) {
    const save = link(name, data);
    save.click();
    lines.push(made("p", {}, "Bij uw downloads: ", save));
  }
  if (lines.length) {
    const box = byId("made");
    box.replaceChildren(...lines);
    box.hidden = false;
    box.focus();
  } else {
    say({ nl: "Klaar." });
  }
}

/**
 * Open a new workbook; tell whether this Excel could.
 * @param {Uint8Array} data
 */
async function opened(data) {
  try {
    await excel.openCopy(data);
    return true;
  } catch (problem) {
    console.warn(problem);
    return false;
  }
}

/** @param {unknown} problem */
function sentence(problem) {
  if (problem instanceof GivenUp) {
    return python.sentences[problem.why];
  }
  if (problem instanceof journal.NotKept) {
    return python.sentences.unkept;
  }
  if (problem instanceof OfficeExtension.Error) {
    return problem.code === excel.BUSY
      ? python.sentences.busy
      : filled(python.sentences.refused, { reason: problem.code });
  }
  return { nl: CANNOT_START };
}

/**
 * Ask something, and give what is answered.
 * @template T
 * @param {string} question
 * @param {((answered: (value: T) => void) => HTMLElement[])[]} answers
 * @returns {Promise<T>}
 */
async function ask(question, answers) {
  const box = byId("question");
  say({ nl: "" });
  byId("asked").textContent = question;
  const value = await new Promise((resolve) => {
    byId("answers").replaceChildren(...answers.flatMap((one) => one(resolve)));
    box.hidden = false;
    byId("asked").focus();
  });
  box.hidden = true;
  say({ nl: "Een ogenblik …" }, true);
  return value;
}

/**
 * Give a button that answers.
 * @template T
 * @param {string} text
 * @param {T} value
 * @param {boolean} main
 * @returns {(answered: (value: T) => void) => HTMLElement[]}
 */
function answer(text, value, main = false) {
  return (answered) => {
    const button = made("button", { type: "button", ...(main ? { class: "main" } : {}) }, text);
    button.addEventListener("click", () => answered(value));
    return [button];
  };
}

/**
 * Give what lets files be chosen.
 * @param {"document" | "plans"} kind
 * @returns {((answered: (files: File[]) => void) => HTMLElement[])[]}
 */
function chooser(kind) {
  return [(answered) => {
    const accept = kind === "plans" ? ".xlsx,.xlsm" : ".docx";
    const input = /** @type {HTMLInputElement} */ (
      made("input", { id: "chosen", class: "unseen", type: "file", accept }));
    input.multiple = kind === "plans";
    input.addEventListener("change", () => answered([...input.files ?? []]));
    const text = kind === "plans" ? "Kies bestanden" : "Kies een bestand";
    return [input, made("label", { class: "button main", for: "chosen" }, text)];
  }];
}

async function forget() {
  try {
    await journal.clear();
    say({ nl: "Wat voor Ongedaan maken was bewaard, is verwijderd." });
  } catch (problem) {
    console.warn(problem);
    say({ nl: "Er was niets te verwijderen: dit apparaat bewaart niets van STO." });
  }
}

byId("buttons").addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement} */ (target).closest("button");
  if (button?.dataset.click) {
    clicked(button.dataset.click);
  }
});
byId("forget").addEventListener("click", forget);
byId("version").textContent = `Versie ${PIECES.version} (${PIECES.edition})`;
start();
