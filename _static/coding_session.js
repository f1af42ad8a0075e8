/* The coding page's part that keeps a pass while it is made: in this browser, a step at a time, with undo. */
"use strict";

window.makeCodingSession = (() => {
  const MAX_STEPS = 500;
  /* A pause that is longer does not count as time spent. */
  const MAX_PAUSE = 120_000;

  /* Returns the stored pass of a task, or null. */
  function readStored(key) {
    try {
      const stored = JSON.parse(localStorage.getItem(key));
      return stored && typeof stored.rows === "object" ? stored : null;
    } catch {
      return null;
    }
  }

  /* key: the name under which the browser keeps the pass
     pass: `task`, `coder`, `basis`, `version`, `date`, `at`, `seconds`, `finished`, and `rows`: by the number of a sentence
     its `codes`, `unsure`, `note` and whether it is `coded`
     onStoreFailure, onForeignChange: called where the browser cannot keep the pass, and where another tab changed it */
  function makeSession({ key, pass, onStoreFailure, onForeignChange }) {
    const steps = [];
    let lastStep = Date.now();

    const readRow = (index) => pass.rows[index] ?? { codes: [], unsure: false, note: "", coded: false };

    function store() {
      const now = Date.now();
      if (now - lastStep < MAX_PAUSE) pass.seconds += (now - lastStep) / 1000;
      lastStep = now;
      try {
        localStorage.setItem(key, JSON.stringify(pass));
      } catch {
        onStoreFailure();
      }
    }

    function receive(event) {
      if (event.key !== key && event.key !== null) return;
      const stored = readStored(key);
      if (stored) Object.assign(pass, stored);
      steps.length = 0;
      onForeignChange(stored !== null);
    }
    addEventListener("storage", receive);

    return {
      pass,
      readRow,
      store,
      /* Changes the row of the current sentence. */
      change(changes) {
        steps.push({ index: pass.at, row: pass.rows[pass.at] });
        if (steps.length > MAX_STEPS) steps.shift();
        pass.rows[pass.at] = { ...readRow(pass.at), ...changes };
        store();
      },
      moveTo(index) {
        pass.at = index;
        store();
      },
      /* Takes the last change back, and returns to its sentence. Returns whether there was one. */
      undo() {
        const step = steps.pop();
        if (!step) return false;
        if (step.row) pass.rows[step.index] = step.row;
        else delete pass.rows[step.index];
        pass.at = step.index;
        store();
        return true;
      },
      end: () => removeEventListener("storage", receive),
    };
  }

  return Object.assign(makeSession, { readStored });
})();
