// What a pane may do with Excel, each thing alone, for the tests of the host behind Office.js.

export const NEEDED = "1.9";

/**
 * @template T
 * @param {(sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<T>} work
 */
const on = (work) =>
  Excel.run((context) => work(context.workbook.worksheets.getItem("Scholen"), context));

export const unloaded = () => on(async (sheet) => sheet.getRange("A1").values);

export const unsynced = () => on(async (sheet) => sheet.getRange("A1").load("values").values);

export const newer = () => on(async (sheet) => sheet.tables.getItem("tblScholen").resize("A1:B9"));

export const absent = () =>
  Excel.run(async (context) => {
    context.workbook.worksheets.getItem("Nergens").load("name");
    await context.sync();
  });

export const perhaps = () =>
  Excel.run(async (context) => {
    const table = context.workbook.tables.getItemOrNullObject("tblNergens");
    const range = table.getRange().load("address");
    await context.sync();
    return [table.isNullObject, range.isNullObject];
  });

/** Put cells one after the other, and read each back.
 * @param {[string, any][]} puts address and value */
export const put = (puts) =>
  on(async (sheet, context) => {
    for (const [address, value] of puts) {
      sheet.getRange(address).values = value;
    }
    const ranges = puts.map(([address]) => sheet.getRange(address).load("values,formulas"));
    await context.sync();
    return ranges.map(({ values, formulas }) => [values, formulas]);
  });

/** Put a value in each of two syncs.
 * @param {any} first
 * @param {any} second */
export const twice = (first, second) =>
  on(async (sheet, context) => {
    for (const value of [first, second]) {
      sheet.getRange("B2").values = [[value]];
      await context.sync();
    }
  });

/** @param {any[][]} rows */
export const add = (rows) =>
  on(async (sheet, context) => {
    const table = sheet.tables.getItem("tblScholen");
    table.rows.add(undefined, rows);
    const range = table.getRange().load("address");
    await context.sync();
    return range.address;
  });

export const waiting = () =>
  Excel.run({ delayForCellEdit: true }, async (context) => {
    const { workbook } = context;
    workbook.load("name");
    await context.sync();
    return workbook.name;
  });
