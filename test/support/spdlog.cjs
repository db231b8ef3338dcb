// A log file's name in, a logger in plain JavaScript out: stands in for VS Code's native `@vscode/spdlog`, so that setting a
// server up needs no compiler. Same interface; one file, no rotation: these servers live for minutes.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let initial = 2;

class Logger {
  constructor(_type, _name, path) {
    this.path = path;
    this.level = initial;
    this.plain = false;
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, '');
  }
  write(level, message) {
    if (level < this.level) return;
    const at = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.path, this.plain ? message : `${at} [${names[level]}] ${message}\n`);
  }
  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.plain = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

async function createLogger(name, path) {
  return new Logger('rotating', name, path);
}

// One assignment a name: that is what Node's loader can see when an ES module imports this file.
exports.version = 0;
exports.Logger = Logger;
exports.setFlushOn = () => {};
exports.setLevel = (level) => {
  initial = level;
};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
