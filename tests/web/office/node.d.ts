// What of node the tests use.

declare module "node:fs" {
  export function readFileSync(path: string, encoding: "utf8"): string;
}
declare module "node:readline" {
  export function createInterface(from: { input: unknown }): AsyncIterable<string>;
}
declare module "node:url" {
  export function pathToFileURL(path: string): URL;
}
declare module "node:vm" {
  export function runInThisContext(code: string, options: { filename: string }): unknown;
}
declare const process: {
  argv: string[];
  stdin: unknown;
  stdout: { write(text: string): void };
  exit(code: number): never;
};
