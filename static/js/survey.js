// Keeps what is typed into a survey's form on this device until it is sent, and says when there is no connection.
// The form works without it. Nothing is kept but the answers themselves, for a day at most.
(() => {
  "use strict";
  const DAY = 24 * 60 * 60 * 1000;
  const PATIENCE = 8000;
  const keyOf = (survey) => `survey:${survey}`;

  // A browser may refuse to keep anything; the form goes on without.
  function read(key) {
    try {
      const draft = JSON.parse(localStorage.getItem(key) || "null");
      if (draft && Date.now() - draft.at < DAY) return draft.answers;
      localStorage.removeItem(key);
    } catch { /* nothing is kept then */ }
    return null;
  }
  function write(key, answers) {
    try {
      if (answers.length) localStorage.setItem(key, JSON.stringify({ at: Date.now(), answers }));
      else localStorage.removeItem(key);
    } catch { /* nothing is kept then */ }
  }

  const sent = document.querySelector("[data-sent-draft]");
  if (sent) write(keyOf(sent.dataset.sentDraft), []);
  const form = document.querySelector("form[data-draft]");
  if (!form) return;

  const key = keyOf(form.dataset.draft);
  const told = document.querySelector("[data-told]");
  const clear = form.querySelector("[data-clear]");
  const fields = () => [...form.elements].filter(
    (field) => field.name && field.type !== "hidden" && field.tabIndex !== -1,
  );
  const isTick = (field) => field.type === "radio" || field.type === "checkbox";
  const answers = () => fields()
    .filter((field) => (isTick(field) ? field.checked : field.value))
    .map((field) => [field.name, field.value]);
  const keep = () => write(key, answers());

  function fill(kept) {
    const said = new Set(kept.map(([name, value]) => JSON.stringify([name, value])));
    const words = new Map(kept);
    for (const field of fields()) {
      if (isTick(field)) field.checked = said.has(JSON.stringify([field.name, field.value]));
      else field.value = words.get(field.name) ?? "";
    }
  }
  function empty() {
    fill([]);
    keep();
    told.textContent = told.dataset.cleared;
    fields()[0]?.focus();
  }
  function restore() {
    const kept = read(key);
    if (!kept || "sent" in form.dataset) return;
    fill(kept);
    told.textContent = told.dataset.restored;
  }
  async function isConnected() {
    if (!navigator.onLine) return false;
    try {
      await fetch(form.dataset.alive, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      return true;
    } catch (error) {
      return error.name === "TimeoutError"; // slow, but there: the browser itself may try for longer
    }
  }

  document.querySelector("[data-kept]").hidden = false;
  clear.hidden = false;
  clear.addEventListener("click", () => window.confirm(clear.dataset.clear) && empty());
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  window.addEventListener("pagehide", () => isLeaving || keep());
  let isLeaving = false;
  let isAsking = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    keep();
    if (isAsking) return;
    isAsking = true;
    const isThere = await isConnected();
    isAsking = false;
    if (isThere) {
      isLeaving = true;
      form.submit();
    } else {
      told.textContent = "";
      told.textContent = told.dataset.offline;
      told.scrollIntoView({ block: "center" });
    }
  });
  // A browser that goes back shows the page as it was left, with answers that may have been sent meanwhile.
  window.addEventListener("pageshow", (event) => { if (event.persisted) isLeaving = false; });
  restore();
  if ("sent" in form.dataset) keep();
})();
