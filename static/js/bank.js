// Narrows the list of questions while one types; without this script the button "Search" asks the server.
"use strict";
(() => {
  const box = document.querySelector("[data-bank-search]");
  if (!box) return;
  const count = document.querySelector("[data-bank-count]");
  const narrow = () => {
    const words = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const source of document.querySelectorAll("[data-bank-source]")) {
      let here = 0;
      for (const row of source.querySelectorAll("[data-bank-row]")) {
        const text = row.textContent.toLocaleLowerCase();
        // What is ticked stays in sight.
        row.hidden = !row.querySelector("input").checked && !words.every((word) => text.includes(word));
        here += row.hidden ? 0 : 1;
      }
      source.hidden = here === 0;
      shown += here;
    }
    count.textContent = words.length ? `${shown} shown` : "";
  };
  box.addEventListener("input", narrow);
  box.form.addEventListener("submit", (event) => {
    // What the server left out cannot be shown from here.
    if (new URLSearchParams(location.search).get("q")) return;
    event.preventDefault();
    narrow();
  });
})();
