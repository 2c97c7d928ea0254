// What Python found, as people see it on the page. No text becomes markup.

import { both, put, text } from "./language.js";

/** @import { Key } from "./language.js" */

/**
 * @typedef {"fout" | "waarschuwing" | "tip"} Severity
 * @typedef {{severity: Severity, code: string, sheet: string, cells: string[], message: string,
 *   remedy: string}} Group
 * @typedef {{kind: "roster" | "plan", file: string, title: string, summary: string,
 *   counts: Record<Severity, number>, groups: Group[], attention?: string, unchecked?: string,
 *   schools?: [string, string, string, string][], school?: string, beside?: string}} Seen
 */

/** How each severity is counted: one, several, none. */
/** @type {Record<Severity, [Key, Key, Key]>} */
const SEVERITIES = {
  fout: ["fout", "fouten", "geen_fouten"],
  waarschuwing: ["waarschuwing", "waarschuwingen", "geen_waarschuwingen"],
  tip: ["tip", "tips", "geen_tips"],
};
const NAMES = /** @type {Severity[]} */ (Object.keys(SEVERITIES));
/** @type {Key[]} */
const OF_FINDINGS = ["sheet", "cell", "finding", "remedy"];
/** @type {Key[]} */
const OF_SCHOOLS = ["vestiging", "school", "signal", "step"];
/** How many cells of a finding are named before the rest is folded away. */
const NAMED = 6;
/** How many rows are shown at first: more than people read, and few enough to draw at once. */
const SHOWN = 100;

/**
 * Give the element of the page that has this id.
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Make an element that holds these texts and elements.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(string | Node)[]} content
 */
export function made(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  element.append(...content);
  return element;
}

/**
 * Say how many there are of a severity.
 * @param {Severity} severity
 * @param {number} count
 */
function counted(severity, count) {
  const [one, several, none] = SEVERITIES[severity];
  return text(count ? (count === 1 ? one : several) : none, { count });
}

/**
 * Show a workbook: what it is, what was found, and who asks for attention.
 * @param {Seen} seen
 */
export function show(seen) {
  const roster = seen.kind === "roster";
  byId("kind").textContent = text(seen.kind);
  byId("title").textContent = seen.title || seen.file;
  byId("about").textContent = [seen.file, seen.school].filter(Boolean).join(" · ");
  byId("counts").replaceChildren(
    ...NAMES.map((severity) => {
      const count = seen.counts[severity];
      return made("li", { class: count ? severity : "none" }, counted(severity, count));
    }),
  );
  byId("roster-does").hidden = !roster;
  byId("plan-does").hidden = roster;
  if (seen.beside) {
    put(byId("beside-name"), both("laid_beside", { file: seen.beside }));
  }
  byId("unchecked").textContent = seen.unchecked ?? "";
  byId("in-dutch").textContent = inDutch(seen);
  byId("findings").replaceChildren(findings(seen));
  byId("schools-part").hidden = !roster;
  if (roster) {
    byId("attention").textContent = seen.attention ?? "";
    byId("schools").replaceChildren(...(seen.schools?.length ? [schools(seen.schools)] : []));
  }
  byId("outcome").hidden = false;
}

/**
 * Tell who reads the page in another language why the findings are in Dutch.
 * @param {Seen} seen
 */
function inDutch({ kind, groups }) {
  const buttons = kind === "roster" ? text("buttons_in_dutch") : "";
  return groups.length ? `${text("findings_in_dutch")} ${buttons}`.trim() : "";
}

/** @param {Seen} seen */
function findings(seen) {
  if (!seen.groups.length) {
    return made("p", {}, text("nothing_found"));
  }
  const bodies = NAMES.flatMap((severity) => {
    const groups = seen.groups.filter((group) => group.severity === severity);
    const heading = counted(severity, seen.counts[severity]);
    return groups.length ? [body(severity, heading, groups.map(finding))] : [];
  });
  return table("findings-title", OF_FINDINGS, bodies);
}

/** @param {Group} group */
function finding(group) {
  const { cells } = group;
  const named = cells.slice(0, NAMED).join(", ");
  const rest = cells.slice(NAMED);
  const more = text("more_cells", { count: rest.length });
  const folded = made("details", {},
    made("summary", { lang: document.documentElement.lang }, more), rest.join(", "));
  return row([
    [group.sheet],
    rest.length ? [named, " ", folded] : [named],
    [group.message, " ", made("span", { class: "code" }, group.code)],
    [group.remedy],
  ], OF_FINDINGS);
}

/** @param {[string, string, string, string][]} listed */
function schools(listed) {
  const rows = listed.map((cells) => row(cells.map((cell) => [cell]), OF_SCHOOLS));
  return table("schools-title", OF_SCHOOLS, [limited(made("tbody", { role: "rowgroup" }), rows)]);
}

// On a narrow screen cells stand beneath one another, and then browsers forget that they are a
// table's: so what each is, is said.

/**
 * @param {string} titled
 * @param {Key[]} headings
 * @param {HTMLElement[]} bodies
 */
function table(titled, headings, bodies) {
  const cells = headings.map((heading) =>
    made("th", { scope: "col", role: "columnheader" }, text(heading)));
  const head = made("thead", { role: "rowgroup" }, made("tr", { role: "row" }, ...cells));
  return made("table", { role: "table", "aria-labelledby": titled }, head, ...bodies);
}

/**
 * @param {string} severity
 * @param {string} heading
 * @param {HTMLElement[]} rows
 */
function body(severity, heading, rows) {
  const cell = made("th", { scope: "rowgroup", role: "rowheader", colspan: "4" }, heading);
  const first = made("tr", { role: "row", class: "severity" }, cell);
  return limited(made("tbody", { role: "rowgroup", class: severity }, first), rows);
}

/**
 * Put rows in a part of a table; of very many the rest follows when it is asked for.
 * @param {HTMLElement} part
 * @param {HTMLElement[]} rows
 */
function limited(part, rows) {
  part.append(...rows.slice(0, SHOWN));
  const rest = rows.slice(SHOWN);
  if (rest.length) {
    const button = made("button", { type: "button" }, text("more_rows", { count: rest.length }));
    const cell = made("td", { role: "cell", colspan: "4", class: "more" }, button);
    const more = made("tr", { role: "row", class: "more" }, cell);
    const show = () => {
      more.replaceWith(...rest);
      // Whoever reads on does so where the button was.
      rest[0].tabIndex = -1;
      rest[0].focus();
    };
    button.addEventListener("click", show);
    addEventListener("beforeprint", show, { once: true });
    part.append(more);
  }
  return part;
}

/**
 * Make a row of what Python said, which it does in Dutch.
 * @param {(string | Node)[][]} cells
 * @param {Key[]} headings
 */
function row(cells, headings) {
  const shown = cells.map((content, column) =>
    made("td", { role: "cell", lang: "nl", "data-heading": text(headings[column]) }, ...content));
  return made("tr", { role: "row" }, ...shown);
}
