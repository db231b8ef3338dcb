// Playwright's one module in, the same module out without what it reads beside itself: it runs from a bundle, wherever that lies.
//
// It is pinned: where a line is not as expected the build stops, and this has to be read again.

/** `version`: of the package. `browsers`: the text of its browsers.json. Throws where the module is not the one this was written for. */
export function selfContained(module, version, browsers) {
  return [
    // Its version, for a header that nobody is sent here.
    [
      /packageJSON = require\(\w+\.default\.join\(packageRoot, "package\.json"\)\);/,
      `packageJSON = { version: "${version}" };`,
    ],
    [
      /new Registry\(require\(\w+\.default\.join\(packageRoot, "browsers\.json"\)\)\)/,
      `new Registry(${JSON.stringify(JSON.parse(browsers))})`,
    ],
    // Of all it can do only the library runs: no command line, no server of tools.
    [/^init_coreBundle\(\);$/m, 'init_inprocess();'],
  ].reduce((text, [pattern, by]) => {
    if (!pattern.test(text)) throw new Error(`browserBundle.mjs: nothing in Playwright is like ${pattern}`);
    return text.replace(pattern, () => by);
  }, module);
}
