const { relative } = require('node:path');
const { Runner, reporters } = require('mocha');

const { EVENT_HOOK_END, EVENT_TEST_END } = Runner.constants;
/** Files that are named at the end. */
const MOST_NAMED = 10;

/** The usual report and, last, the files that took longest: tests and hooks together, in seconds. */
class SlowestFiles extends reporters.Spec {
  #took = new Map();

  constructor(runner, options) {
    super(runner, options);
    for (const event of [EVENT_TEST_END, EVENT_HOOK_END])
      runner.on(event, ({ file, duration = 0 }) => this.#took.set(file, (this.#took.get(file) ?? 0) + duration));
  }

  epilogue() {
    super.epilogue();
    const slowest = [...this.#took].sort(([, a], [, b]) => b - a).slice(0, MOST_NAMED);
    for (const [file, took] of slowest)
      reporters.Base.consoleLog(
        `${(took / 1000).toFixed(1).padStart(8)} s  ${file ? relative('', file) : 'hooks of all files'}`,
      );
  }
}

module.exports = SlowestFiles;
