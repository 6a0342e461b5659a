// The grid for paper forms: goes on to the next field after a valid key, and refuses wrong keys beside the field.
// Without it the same form works with Tab and Enter.
(() => {
  const form = document.querySelector("[data-paper]");
  if (!form) return;
  const fields = [...form.querySelectorAll(".paper-field input, .paper-field textarea")];

  const go = (from, step) => {
    const next = fields[fields.indexOf(from) + step];
    if (!next) return;
    next.focus();
    if (next.select) next.select();
  };

  const errorOf = (field) => document.getElementById(`error_${field.name}`);

  const refuse = (field, typed) => {
    const place = errorOf(field);
    place.textContent = `“${typed}” is not possible here. ${place.dataset.possible}`;
    field.setAttribute("aria-invalid", "true");
    field.closest(".paper-field").classList.add("is-wrong");
  };

  const accept = (field) => {
    const place = errorOf(field);
    if (place && place.dataset.possible) place.textContent = "";
    field.removeAttribute("aria-invalid");
    field.closest(".paper-field").classList.remove("is-wrong");
  };

  const numbersOf = (field) => {
    const numbers = field.dataset.numbers ? field.dataset.numbers.split(",") : [];
    return numbers.includes("0") ? numbers : [...numbers, "0"];
  };

  // Whether a text is one of some numbers, and whether it can become another one.
  const judge = (text, numbers) => ({
    is: numbers.includes(text),
    begins: numbers.some((number) => number !== text && number.startsWith(text)),
  });

  const one = (field) => {
    const found = judge(field.value, numbersOf(field));
    if (!found.is && !found.begins) return false;
    if (found.is && !found.begins) go(field, 1);
    return true;
  };

  const several = (field) => {
    const numbers = numbersOf(field);
    const parts = field.value.includes(",") ? field.value.split(",").filter(Boolean) : [...field.value];
    if (!parts.every((part) => judge(part, numbers).is || (field.value.includes(",") && judge(part, numbers).begins))) {
      return false;
    }
    if (field.value === "0") go(field, 1);
    return parts.length === 1 || !parts.includes("0");
  };

  const number = (field) => {
    const lowest = Number(field.dataset.lowest);
    const highest = Number(field.dataset.highest);
    if (field.value === "-") return lowest < 0;
    if (!/^-?\d{1,9}$/.test(field.value)) return false;
    const value = Number(field.value);
    if (value >= 0 ? value > highest && highest >= 0 : value < lowest) return false;
    const canGrow = value >= 0 ? value * 10 <= highest && value !== 0 : value * 10 >= lowest;
    if (value >= lowest && value <= highest && !canGrow) go(field, 1);
    return true;
  };

  const rules = { one, several, number };

  form.addEventListener("input", (event) => {
    const field = event.target;
    const rule = rules[field.dataset.typing];
    if (!rule || !field.value) {
      accept(field);
      return;
    }
    accept(field);
    const typed = field.value;
    if (rule(field)) {
      field.dataset.before = field.value;
      return;
    }
    const before = field.dataset.before || "";
    field.value = typed.startsWith(before) && before !== typed ? before : "";
    refuse(field, typed.slice(field.value.length) || typed);
  });

  form.addEventListener("focusin", (event) => {
    if (fields.includes(event.target)) event.target.dataset.before = event.target.value;
  });

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!fields.includes(field) || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const isText = field.dataset.typing === "text" || field.dataset.typing === "line";
    if (event.key === " " && !isText) {
      event.preventDefault();
      go(field, event.shiftKey ? -1 : 1);
    } else if (event.key === "Backspace" && !field.value && !isText) {
      event.preventDefault();
      go(field, -1);
    } else if (event.key === "Enter" && field.tagName === "TEXTAREA" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
})();
