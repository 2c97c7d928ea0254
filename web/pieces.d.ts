// What `pieces.js` tells, which is made with the site: the version, and of every file its hash.
export {};
declare global {
  const PIECES: { version: string; edition: string; files: Record<string, string> };
}
