/* The coding page's part that keeps a pass while it is made: in this browser, a step at a time, with undo. */
"use strict";

window.makeCodingSession = (() => {
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
   * pass: `task`, `coder`, `basis`, `version`, `date`, `at`, `finished`, and `rows`: by the number of a
   * sentence its `codes`, `unsure`, `note` and whether it is `coded`
   * onStoreFailure, onForeignChange: called where the browser cannot keep the pass, and where another tab
   * changed it */
  function makeSession({ key, pass, onStoreFailure, onForeignChange }) {
    const steps = [];

    const readRow = (index) => pass.rows[index] ?? { codes: [], unsure: false, note: "", coded: false };

    function store() {
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
        steps.push({ index: pass.at, row: readRow(pass.at) });
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
        pass.rows[step.index] = step.row;
        pass.at = step.index;
        store();
        return true;
      },
      end: () => removeEventListener("storage", receive),
    };
  }

  return Object.assign(makeSession, { readStored });
})();
