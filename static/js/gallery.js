/* Uploads pictures one by one and says of each what became of it; without this script, the form sends all at once. */
"use strict";

for (const form of document.querySelectorAll("[data-gallery]")) {
  const input = form.querySelector("input[type=file]");
  const box = form.querySelector(".upload");
  const bar = box.querySelector("progress");
  const status = box.querySelector(".upload-status");
  const list = box.querySelector(".upload-files");
  const drop = form.querySelector(".drop");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const mostBytes = Number(form.dataset.mostBytes);
  const queue = [];
  let done = 0;
  let kept = 0;
  let refused = 0;
  let isBusy = false;

  const send = async (file) => {
    if (file.size > mostBytes) {
      return { is_kept: false, message: `“${file.name}” is larger than 20 MB. Save it smaller and try again.` };
    }
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    body.append("pictures", file);
    try {
      const answer = await fetch(window.location.pathname, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      return (await answer.json()).results[0];
    } catch {
      return { is_kept: false, message: `“${file.name}” could not be sent. Check the connection and try again.` };
    }
  };

  const summary = () => {
    const pictures = (count) => `${count} picture${count === 1 ? "" : "s"}`;
    status.textContent = `${pictures(kept)} added${refused ? `, ${refused} not taken: see below` : ""}. `;
    if (!kept) return;
    const link = document.createElement("a");
    link.href = `${window.location.pathname}#describe`;
    link.textContent = kept === 1 ? "Describe it now" : "Describe them now";
    // The address is the page's own: only its part changes, so the page has to be asked for anew.
    link.addEventListener("click", (event) => {
      event.preventDefault();
      window.history.replaceState(null, "", link.href);
      window.location.reload();
    });
    status.append(link);
  };

  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    while (queue.length) {
      const { file, line } = queue.shift();
      status.textContent = `Uploading picture ${done + 1} of ${done + 1 + queue.length}`;
      line.textContent = `${file.name}: uploading`;
      const result = await send(file);
      line.textContent = result.message;
      line.className = result.is_kept ? "kept" : "refused";
      done += 1;
      if (result.is_kept) kept += 1;
      else refused += 1;
      bar.value = done;
    }
    isBusy = false;
    summary();
  };

  const add = (files) => {
    box.hidden = false;
    for (const file of files) {
      const line = document.createElement("li");
      line.textContent = `${file.name}: waiting`;
      list.append(line);
      queue.push({ file, line });
    }
    bar.max = done + queue.length + (isBusy ? 1 : 0);
    input.value = "";
    work();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add([...input.files]);
  });
  input.addEventListener("change", () => add([...input.files]));
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("is-over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
  // A picture that misses the box would replace the page.
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());

  form.querySelector(".drop-hint").hidden = false;
  form.querySelector(".submit-row").hidden = true;
}
