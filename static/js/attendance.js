// The attendance list: filters while one types, marks without leaving the page, and keeps the hands on the keyboard.
// Without it the same page works with buttons that lead back to it.
"use strict";
(() => {
  const page = document.querySelector("[data-attendance]");
  if (!page) return;
  const search = page.querySelector("[type=search]");
  const find = search.form;
  const marks = page.querySelector("[data-marks]");
  const people = page.querySelector("[data-people]");
  const last = page.querySelector("[data-last]");
  const wrong = page.querySelector("[data-wrong]");
  const token = marks.querySelector("[name=csrfmiddlewaretoken]").value;
  const WAIT = 120;
  let timer = 0;
  let asked = null;
  let shown = search.value.trim();

  page.querySelector("[data-keys]").hidden = false;

  const buttons = () => [...people.querySelectorAll(".attendee button")];
  const isBadge = (text) => text.includes("/attendance/");
  const complain = () => {
    wrong.textContent = "The portal did not answer. Check the connection, then try again.";
  };

  const refresh = async () => {
    window.clearTimeout(timer);
    timer = 0;
    const sought = search.value.trim();
    if (sought === shown || isBadge(sought)) return true;
    if (asked) asked.abort();
    const mine = new AbortController();
    asked = mine;
    const address = `?${new URLSearchParams({ q: sought })}`;
    try {
      const answer = await fetch(address, { signal: mine.signal, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      people.replaceChildren(...found.querySelector("[data-people]").childNodes);
      const name = found.getElementById("id_name");
      if (name) page.querySelector("#id_name").value = name.value;
      marks.setAttribute("action", address);
      window.history.replaceState(null, "", address);
      shown = sought;
      wrong.textContent = "";
      last.textContent = people.querySelector("[data-said]").textContent;
      return true;
    } catch (error) {
      if (error.name !== "AbortError") complain();
      return false;
    }
  };

  const tell = (words, key) => {
    last.textContent = `${words} `;
    if (!key) return;
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "button";
    undo.textContent = "Undo";
    undo.addEventListener("click", () => send("absent", key));
    last.append(undo);
  };

  const send = async (what, key) => {
    const body = new URLSearchParams({ [what]: key, csrfmiddlewaretoken: token });
    try {
      const answer = await fetch(window.location.pathname, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const result = await answer.json();
      const row = document.getElementById(`attendee-${key}`);
      const made = new DOMParser().parseFromString(result.row, "text/html").querySelector("li");
      if (row && made) row.replaceWith(made);
      page.querySelector("[data-present]").textContent = result.present;
      page.querySelector("[data-listed]").textContent = result.listed;
      wrong.textContent = "";
      tell(result.words, what === "present" ? key : "");
      search.focus();
      search.select();
    } catch {
      complain();
    }
  };

  marks.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    if (!pressed) return;
    event.preventDefault();
    send(pressed.name, pressed.value);
  });

  search.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(refresh, WAIT);
  });

  find.addEventListener("submit", async (event) => {
    if (isBadge(search.value)) return;
    event.preventDefault();
    if (!(await refresh())) return;
    const rows = buttons();
    const open = rows.filter((button) => button.name === "present");
    if (search.value.trim() && open.length === 1 && rows.length === 1) send("present", open[0].value);
    else (open[0] || rows[0])?.focus();
  });

  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = buttons();
    const place = rows.indexOf(document.activeElement);
    const isInSearch = document.activeElement === search;
    if (event.key === "Escape" && place >= 0) search.focus();
    else if (event.key === "ArrowDown" && (isInSearch || place >= 0)) rows[place + 1]?.focus();
    else if (event.key === "ArrowUp" && place === 0) search.focus();
    else if (event.key === "ArrowUp" && place > 0) rows[place - 1].focus();
    else return;
    event.preventDefault();
  });
})();
