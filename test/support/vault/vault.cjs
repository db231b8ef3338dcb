// The folder in CASTOR_VAULT in, its files under the scheme `vault` out: for VS Code they are on no disk.
const {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { join } = require('node:path');
const { EventEmitter, FileSystemError, FileType, workspace } = require('vscode');

const at = ({ path }) => join(process.env.CASTOR_VAULT, path);
const kindOf = (found) => (found.isDirectory() ? FileType.Directory : FileType.File);

/** Fails as the API wants it. */
function on(uri, act) {
  try {
    return act(at(uri));
  } catch (error) {
    throw error.code === 'ENOENT' ? FileSystemError.FileNotFound(uri) : FileSystemError.NoPermissions(uri);
  }
}

exports.activate = ({ subscriptions }) => {
  const changes = new EventEmitter();
  const tell = (type, uri) => changes.fire([{ type, uri }]);
  const provider = {
    onDidChangeFile: changes.event,
    watch: () => ({ dispose() {} }),
    stat: (uri) =>
      on(uri, (path) => {
        const found = statSync(path);
        return { type: kindOf(found), ctime: found.ctimeMs, mtime: found.mtimeMs, size: found.size };
      }),
    readDirectory: (uri) =>
      on(uri, (path) => readdirSync(path, { withFileTypes: true }).map((entry) => [entry.name, kindOf(entry)])),
    createDirectory: (uri) => on(uri, (path) => void mkdirSync(path)),
    readFile: (uri) => on(uri, (path) => readFileSync(path)),
    writeFile: (uri, content) => {
      on(uri, (path) => writeFileSync(path, content));
      tell(1, uri);
    },
    delete: (uri, { recursive }) => {
      on(uri, (path) =>
        recursive ? rmSync(path, { recursive: true }) : statSync(path).isDirectory() ? rmdirSync(path) : rmSync(path),
      );
      tell(3, uri);
    },
    rename: (from, to) => {
      on(from, (path) => renameSync(path, at(to)));
      tell(3, from);
      tell(2, to);
    },
  };
  subscriptions.push(changes, workspace.registerFileSystemProvider('vault', provider, { isCaseSensitive: true }));
};
