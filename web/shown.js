// What Python found, as people see it on the page. No text becomes markup.

/**
 * @typedef {{severity: string, code: string, sheet: string, cells: string[], message: string,
 *   remedy: string}} Group
 * @typedef {{kind: "roster" | "plan", file: string, title: string, summary: string,
 *   counts: Record<string, number>, groups: Group[], attention?: string, unchecked?: string,
 *   schools?: [string, string, string, string][], school?: string, beside?: string}} Seen
 */

/** @type {Record<string, [string, string]>} */
const SEVERITIES = {
  fout: ["fout", "fouten"],
  waarschuwing: ["waarschuwing", "waarschuwingen"],
  tip: ["tip", "tips"],
};
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
 * @param {string} severity
 * @param {number} count
 */
function counted(severity, count) {
  return `${count || "geen"} ${SEVERITIES[severity][count === 1 ? 0 : 1]}`;
}

/**
 * Show a workbook: what it is, what was found, and who asks for attention.
 * @param {Seen} seen
 */
export function show(seen) {
  const roster = seen.kind === "roster";
  byId("kind").textContent = roster ? "Regiobestand" : "Techniekplan";
  byId("title").textContent = seen.title || seen.file;
  byId("about").textContent = [seen.file, seen.school].filter(Boolean).join(" · ");
  byId("counts").replaceChildren(
    ...Object.entries(seen.counts).map(([severity, count]) =>
      made("li", { class: count ? severity : "none" }, counted(severity, count))),
  );
  byId("roster-does").hidden = !roster;
  byId("plan-does").hidden = roster;
  if (seen.beside) {
    byId("beside-name").textContent = `Vergeleken met ‘${seen.beside}’.`;
  }
  byId("unchecked").textContent = seen.unchecked ?? "";
  byId("findings").replaceChildren(findings(seen));
  byId("schools-part").hidden = !roster;
  if (roster) {
    byId("attention").textContent = seen.attention ?? "";
    byId("schools").replaceChildren(...(seen.schools?.length ? [schools(seen.schools)] : []));
  }
  byId("outcome").hidden = false;
}

/** @param {Seen} seen */
function findings(seen) {
  if (!seen.groups.length) {
    return made("p", {}, "Er is niets gevonden dat u hoeft te verbeteren.");
  }
  const bodies = Object.keys(SEVERITIES).flatMap((severity) => {
    const groups = seen.groups.filter((group) => group.severity === severity);
    const heading = counted(severity, seen.counts[severity]);
    return groups.length ? [body(severity, heading, groups.map(finding))] : [];
  });
  return table("findings-title", ["Blad", "Cel", "Bevinding", "Wat te doen"], bodies);
}

/** @param {Group} group */
function finding(group) {
  const { cells } = group;
  const named = cells.slice(0, NAMED).join(", ");
  const rest = cells.slice(NAMED);
  const folded = made("details", {},
    made("summary", {}, `en nog ${rest.length}`), rest.join(", "));
  return row([
    [group.sheet],
    rest.length ? [named, " ", folded] : [named],
    [group.message, " ", made("span", { class: "code" }, group.code)],
    [group.remedy],
  ], ["Blad", "Cel", "Bevinding", "Wat te doen"]);
}

/** @param {[string, string, string, string][]} listed */
function schools(listed) {
  const headings = ["Vestiging", "School", "Signaal", "Volgende stap"];
  const rows = listed.map((cells) => row(cells.map((cell) => [cell]), headings));
  return table("schools-title", headings, [limited(made("tbody", { role: "rowgroup" }), rows)]);
}

// On a narrow screen cells stand beneath one another, and then browsers forget that they are a
// table's: so what each is, is said.

/**
 * @param {string} titled
 * @param {string[]} headings
 * @param {HTMLElement[]} bodies
 */
function table(titled, headings, bodies) {
  const cells = headings.map((heading) =>
    made("th", { scope: "col", role: "columnheader" }, heading));
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
    const button = made("button", { type: "button" }, `Toon ook de andere ${rest.length}`);
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
 * @param {(string | Node)[][]} cells
 * @param {string[]} headings
 */
function row(cells, headings) {
  const shown = cells.map((content, column) =>
    made("td", { role: "cell", "data-heading": headings[column] }, ...content));
  return made("tr", { role: "row" }, ...shown);
}
