// The workbook that is open in Excel, over Office.js: listed, read, written and taken back.
// It decides nothing: Python says what to read and what to write, and judges what came of it.

/** What Excel must have: from 2021 on all versions can resize a table. */
export const NEEDED = "1.13";
/** How Excel says that a cell is being edited. */
export const BUSY = "InvalidOperationInCellEditMode";
/** How Excel says that an answer is too long for one call. */
const TOO_MUCH = "ResponsePayloadSizeLimitExceeded";

/**
 * Something to do in a sheet: cells to put (null stays as it is), an area to fill with a formula,
 * contents to clear, a table to resize, a filter to take off, a sheet to bring to the front.
 * @typedef {{do: "put" | "fill" | "clear" | "resize" | "unfilter" | "show", sheet: string,
 *   area?: string, cells?: any[][], formula?: string, table?: string | null}} Order
 */
/**
 * Cells as they have to be, by what the formula bar shows.
 * @typedef {{sheet: string, area: string, bars: any[][]}} Held
 */
/**
 * An area as it was read; `merged` has the addresses of merged cells in it.
 * @typedef {{sheet: string, area: string, values: any[][], formulas: any[][], formats: any[][],
 *   types: string[][], merged: string}} Block
 */
/** Sheets and areas that are read at once. @typedef {[sheet: string, area: string][]} Group */

/** The names of sheets and tables, as they were when they were asked for last. */
/** @type {{sheets: string[], tables: string[]} | null} */
let known = null;

/** Tell whether this Excel has what is needed. */
export function suffices() {
  return Office.context.requirements.isSetSupported("ExcelApi", NEEDED);
}

/** Ask for the names of sheets and tables, so that where they reach is one call. */
export function prepare() {
  return Excel.run(async (context) => {
    const sheets = context.workbook.worksheets.load("items/name");
    const tables = context.workbook.tables.load("items/name");
    await context.sync();
    known = { sheets: named(sheets), tables: named(tables) };
    return known;
  });
}

/** Give the names of sheets and tables, and where they reach. */
export async function list() {
  for (;;) {
    const listed = await reaching(known ?? await prepare());
    if (listed) {
      return listed;
    }
  }
}

/**
 * Give where sheets and tables of these names reach; null when the workbook has others.
 * @param {{sheets: string[], tables: string[]}} names
 */
function reaching(names) {
  return Excel.run(async (context) => {
    const book = context.workbook.load("name");
    const active = context.workbook.getActiveCell().load("address");
    // Excel tells in no other way from which year its days count.
    const day1904 = context.workbook.functions.date(1904, 1, 1).load("value");
    const sheets = context.workbook.worksheets.load(
      "items/name,items/visibility,items/protection/protected,items/autoFilter/isDataFiltered",
    );
    const tables = context.workbook.tables.load(
      "items/name,items/showHeaders,items/showTotals,items/worksheet/name,"
        + "items/autoFilter/isDataFiltered",
    );
    const used = names.sheets.map((name) =>
      context.workbook.worksheets.getItem(name).getUsedRangeOrNullObject(true).load("address"));
    const areas = names.tables.map((name) =>
      context.workbook.tables.getItem(name).getRange().load("address"));
    const absent = await context.sync().then(() => false, isNotFound);
    // A sheet or table may have been added, renamed or removed since its name was asked for.
    known = now(sheets, tables);
    if (absent || !known || !same(known.sheets, names.sheets) || !same(known.tables, names.tables)) {
      return null;
    }
    return {
      name: book.name,
      active: active.address,
      day1904: day1904.value,
      sheets: sheets.items.map((sheet, at) => ({
        name: sheet.name,
        visibility: sheet.visibility,
        protected: sheet.protection.protected,
        filtered: sheet.autoFilter.isDataFiltered,
        used: used[at].isNullObject ? "" : used[at].address,
      })),
      tables: tables.items.map((table, at) => ({
        name: table.name,
        sheet: table.worksheet.name,
        area: areas[at].address,
        header: table.showHeaders,
        totals: table.showTotals,
        filtered: table.autoFilter.isDataFiltered,
      })),
    };
  });
}

/**
 * Read areas, each group in one call.
 * @param {Group[]} groups
 * @returns {Promise<Block[]>}
 */
export async function read(groups) {
  const blocks = [];
  for (const group of groups) {
    try {
      blocks.push(...await Excel.run(async (context) => {
        const asked = ask(context, group);
        await context.sync();
        return asked.map(told);
      }));
    } catch (problem) {
      // Long texts may be too much for one call, though the cells are not too many.
      if (group.length < 2 || reason(problem) !== TOO_MUCH) {
        throw problem;
      }
      blocks.push(...await read(group.map((one) => [one])));
    }
  }
  return blocks;
}

/**
 * Carry orders out, the orders of a call together, where all is still held as it was; give what
 * stands there then. A call that Excel refuses may have been carried out in part.
 * @param {{held: Held[][], calls: Order[][], back: Group[]}} orders
 * @returns {Promise<{changed?: string, refused?: string, blocks?: Block[]}>}
 */
export async function carryOut({ held, calls, back }) {
  const changed = await differing(held);
  if (changed !== null) {
    return { changed };
  }
  try {
    const [first = [], ...rest] = back;
    const blocks = await write(calls, first);
    return { blocks: [...blocks, ...await read(rest)] };
  } catch (problem) {
    return { refused: reason(problem) };
  }
}

/**
 * Take back what was carried out; tell whether all is as it was.
 * @param {{held: Held[][], calls: Order[][]}} orders
 */
export async function takeBack({ held, calls }) {
  const [first = [], ...rest] = held;
  try {
    const now = await write(calls.length ? calls : [[]], first.map(({ sheet, area }) => [sheet, area]));
    return first.every((one, at) => holds(one, now[at])) && await differing(rest) === null;
  } catch (problem) {
    console.warn(problem);
    return false;
  }
}

/**
 * Open a new workbook, not saved yet, that holds what a file holds.
 * @param {Uint8Array} data
 */
export function openCopy(data) {
  let text = "";
  for (let at = 0; at < data.length; at += 0x8000) {
    text += String.fromCharCode(...data.subarray(at, at + 0x8000));
  }
  return Excel.createWorkbook(btoa(text));
}

/**
 * Give the sheet of the first cells that are not as they have to be; null when all are.
 * @param {Held[][]} held
 */
async function differing(held) {
  for (const group of held) {
    const changed = await Excel.run(async (context) => {
      const now = group.map(({ sheet, area }) =>
        context.workbook.worksheets.getItem(sheet).getRange(area).load("formulas"));
      await context.sync();
      return group.find((one, at) => !holds(one, now[at]));
    });
    if (changed) {
      return changed.sheet;
    }
  }
  return null;
}

/**
 * Carry orders out, and read a group along with the last call.
 * @param {Order[][]} calls
 * @param {Group} group
 * @returns {Promise<Block[]>}
 */
async function write(calls, group) {
  /** @type {Block[]} */
  let blocks = [];
  for (const [at, orders] of calls.entries()) {
    blocks = await Excel.run(async (context) => {
      context.application.suspendScreenUpdatingUntilNextSync();
      for (const order of orders.filter((one) => one.do !== "show")) {
        obey(context, order);
      }
      const asked = at === calls.length - 1 ? ask(context, group) : [];
      for (const order of orders.filter((one) => one.do === "show")) {
        context.workbook.worksheets.getItem(order.sheet).activate();
      }
      await context.sync();
      return asked.map(told);
    });
  }
  return blocks;
}

/**
 * @param {Excel.RequestContext} context
 * @param {Order} order
 */
function obey(context, order) {
  const sheet = context.workbook.worksheets.getItem(order.sheet);
  const table = order.table ? sheet.tables.getItem(order.table) : null;
  if (order.do === "unfilter") {
    (table ?? sheet).autoFilter.clearCriteria();
    return;
  }
  const range = sheet.getRange(order.area);
  if (order.do === "resize") {
    table?.resize(range);
  } else if (order.do === "clear") {
    range.clear("Contents");
  } else if (order.do === "fill") {
    // Of an array with formulas Excel would fill a whole column of a table.
    range.formulas = /** @type {any} */ (order.formula);
  } else {
    range.values = order.cells ?? [];
  }
}

/**
 * @param {Excel.RequestContext} context
 * @param {Group} group
 */
function ask(context, group) {
  return group.map(([sheet, area]) => {
    const range = context.workbook.worksheets.getItem(sheet).getRange(area);
    range.load("values,formulas,numberFormat,valueTypes");
    return { sheet, area, range, merged: range.getMergedAreasOrNullObject().load("address") };
  });
}

/**
 * @param {ReturnType<typeof ask>[number]} asked
 * @returns {Block}
 */
function told({ sheet, area, range, merged }) {
  const { values, formulas, numberFormat: formats, valueTypes: types } = range;
  return { sheet, area, values, formulas, formats, types, merged: merged.isNullObject ? "" : merged.address };
}

/**
 * Tell that something is not there; throw what else went wrong.
 * @param {unknown} problem
 */
function isNotFound(problem) {
  if (problem instanceof OfficeExtension.Error && problem.code === "ItemNotFound") {
    return true;
  }
  throw problem;
}

/**
 * Give the names that were told; null when they were not, as of a call that was refused.
 * @param {Excel.WorksheetCollection} sheets
 * @param {Excel.TableCollection} tables
 */
function now(sheets, tables) {
  try {
    return { sheets: named(sheets), tables: named(tables) };
  } catch {
    return null;
  }
}

/** @param {{items: {name: string}[]}} collection */
function named(collection) {
  return collection.items.map(({ name }) => name);
}

/**
 * Tell whether cells are as they have to be.
 * @param {Held} held
 * @param {{formulas: any[][]}} now
 */
function holds({ bars }, { formulas }) {
  return bars.every((row, r) => same(row, formulas[r]));
}

/**
 * @param {any[]} one
 * @param {any[]} other
 */
function same(one, other) {
  return one.length === other.length && one.every((cell, at) => cell === other[at]);
}

/** @param {unknown} problem */
function reason(problem) {
  return problem instanceof OfficeExtension.Error ? problem.code : String(problem);
}
