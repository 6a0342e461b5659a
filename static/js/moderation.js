// Keys for reading open answers: they work only while an answer has the focus, and never while somebody types.
"use strict";
(() => {
  const answers = [...document.querySelectorAll("article.answer")];
  if (!answers.length) return;
  document.querySelector(".keys").hidden = false;
  for (const answer of answers) answer.tabIndex = 0;
  const press = (answer, act) => answer.querySelector(`button[value="${act}"]`)?.click();
  const acts = {
    p: (answer) => press(answer, "publish"),
    h: (answer) => press(answer, "hide"),
    e: (answer) => {
      const box = answer.querySelector("textarea");
      box.closest("details").open = true;
      box.focus();
    },
    j: (answer) => answers[answers.indexOf(answer) + 1]?.focus(),
    k: (answer) => answers[answers.indexOf(answer) - 1]?.focus(),
  };
  document.addEventListener("keydown", (event) => {
    const answer = event.target.closest("article.answer");
    const isTyping = event.target.matches("textarea, select, input[type=text]");
    if (!answer || isTyping || event.ctrlKey || event.altKey || event.metaKey || !(event.key in acts)) return;
    event.preventDefault();
    acts[event.key](answer);
  });
  // After a decision the page opens at the next answer: there the keys go on, unless a message wants to be read first.
  const next = location.hash && document.getElementById(location.hash.slice(1));
  if (next && next.matches("article.answer") && !document.querySelector(".errornote")) next.focus();
})();
