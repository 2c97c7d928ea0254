// Pyodide itself comes with the site; what it looks like, npm tells.
export * from "pyodide";
