// Run alone: `castor FILE` requires and activates an extension against an editor that does nothing, `sdk NAME` requires a package; ms out.

const Module = require('node:module');

/** An editor in which everything exists, can be called, made and extended, and does nothing. */
const nothing = new Proxy(function nothing() {}, {
  get: (_, name) =>
    name === Symbol.toPrimitive ? () => '' : name === 'then' ? undefined : name === 'prototype' ? {} : nothing,
  apply: () => nothing,
  construct: () => nothing,
});

const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'vscode' ? nothing : load.call(this, request, ...rest);
};

const [, , what, path] = process.argv;
const start = performance.now();
const loaded = require(path);
if (what === 'castor')
  loaded.activate({
    subscriptions: [],
    secrets: nothing,
    globalState: nothing,
    workspaceState: nothing,
    extensionUri: nothing,
  });
const ms = performance.now() - start;
process.stdout.write(JSON.stringify({ ms, loaded: Object.keys(require.cache).filter((file) => file !== __filename) }));
process.exit(0);
