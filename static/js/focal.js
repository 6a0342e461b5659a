/* Lets a click on a picture choose its focal point; without this script, nine radio buttons over it do. */
"use strict";

for (const field of document.querySelectorAll("[data-focus]")) {
  const image = field.querySelector("img");
  const exact = field.querySelector(".focus-exact");
  const dot = field.querySelector(".focus-dot");
  if (!image) continue;

  const radio = exact.querySelector("input");

  const show = () => {
    const chosen = field.querySelector("input:checked");
    const [left, top] = (chosen ? chosen.value : "50,50").split(",");
    dot.hidden = false;
    dot.style.left = `${left}%`;
    dot.style.top = `${top}%`;
  };

  const choose = (event) => {
    const box = image.getBoundingClientRect();
    const part = (value, start, length) => Math.round(Math.min(1, Math.max(0, (value - start) / length)) * 100);
    radio.value = `${part(event.clientX, box.left, box.width)},${part(event.clientY, box.top, box.height)}`;
    exact.querySelector("b").textContent = radio.value;
    exact.hidden = false;
    radio.checked = true;
    show();
  };

  field.querySelector(".focus-grid").addEventListener("click", (event) => {
    // The keyboard, too, makes clicks: those have no place of their own and are left to the radio buttons.
    if (event.detail === 0) return;
    event.preventDefault();
    choose(event);
  });
  field.addEventListener("change", show);
  show();
}
