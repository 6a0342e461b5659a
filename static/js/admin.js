/* Names for those parts of Django's admin that a screen reader would find without one. */
"use strict";
{
  /** The words of a column's head, without the mark that only explains them. */
  const headOf = (cell) => {
    const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
    return head ? head.textContent.trim() : "";
  };

  const nameHead = (table) => {
    for (const head of table.tHead ? table.tHead.rows[0].cells : []) {
      if (!head.textContent.trim()) {
        const words = document.createElement("span");
        words.className = "visually-hidden";
        words.textContent = head.classList.contains("original") ? "Row" : "Remove";
        head.append(words);
      }
    }
  };

  const isNamed = (control) =>
    control.labels?.length || control.ariaLabel || control.getAttribute("aria-labelledby");

  /** In a table of rows each control is named after its column and its row. */
  const nameRow = (row) => {
    const number = [...row.parentElement.querySelectorAll(":scope > tr.form-row")].indexOf(row) + 1;
    for (const control of row.querySelectorAll("td > :is(input, select, textarea), td .related-widget-wrapper > :is(input, select, textarea), td p :is(input, select)")) {
      if (control.type !== "hidden" && (control.dataset.named || !isNamed(control))) {
        control.ariaLabel = `${headOf(control.closest("td"))}, row ${number}`;
        control.dataset.named = "yes";
      }
    }
  };

  /** What one types into to find a person, an event, an organization. */
  const nameSearched = (select) => {
    const box = select.nextElementSibling?.querySelector(".select2-selection");
    if (!box) {
      return;
    }
    const shown = box.querySelector(".select2-selection__rendered");
    const label = select.labels?.[0];
    const words = label ? label.textContent.trim().replace(/:$/, "") : select.ariaLabel || "Choice";
    // The box is named after what it shows; what it shows says first what it is about.
    if (shown) {
      shown.ariaLabel = shown.title ? `${words}: ${shown.title}` : words;
    }
    select.dataset.words = words;
  };

  /** A moment is typed into two fields below one label. */
  const nameMoment = (moment) => {
    const label = moment.closest(".flex-container, .form-row, td")?.querySelector("label, legend");
    const [day, time] = moment.querySelectorAll("input");
    for (const [control, part] of [[day, "date"], [time, "time"]]) {
      if (control && !isNamed(control)) {
        control.ariaLabel = `${label ? label.textContent.trim().replace(/:$/, "") : "Moment"}, ${part}`;
      }
    }
  };

  const nameAll = (root) => {
    root.querySelectorAll("p.datetime").forEach(nameMoment);
    root.querySelectorAll(".tabular table").forEach(nameHead);
    document.querySelectorAll(".tabular tr.form-row:not(.empty-form)").forEach(nameRow);
    root.querySelectorAll("select.admin-autocomplete").forEach(nameSearched);
    // What opens over the page is appended to its end, outside every part that has a name.
    root.querySelectorAll(".calendarbox, .clockbox").forEach((box) => {
      box.setAttribute("role", "dialog");
      box.ariaLabel = box.classList.contains("calendarbox") ? "Calendar" : "Clock";
    });
    // An explaining icon is a picture, and may then have words.
    root.querySelectorAll("span.help-tooltip[aria-label]").forEach((icon) => icon.setAttribute("role", "img"));
  };

  window.addEventListener("load", () => {
    nameAll(document);
    const jQuery = window.django?.jQuery;
    if (jQuery) {
      jQuery(document).on("select2:open", (event) => {
        const words = event.target.dataset.words || "Choice";
        const box = event.target.nextElementSibling.querySelector(".select2-selection");
        const field = document.querySelector(".select2-container--open .select2-search__field");
        if (box.hasAttribute("aria-owns")) {
          box.setAttribute("aria-controls", box.getAttribute("aria-owns"));
          box.ariaHasPopup = "dialog";
        }
        if (field) {
          const dialog = field.closest(".select2-container");
          dialog.setAttribute("role", "dialog");
          dialog.ariaLabel = words;
          field.ariaLabel = `Search: ${words}`;
          field.focus();
        }
      });
      jQuery(document).on("change", "select.admin-autocomplete", (event) => nameSearched(event.target));
    }
  });
  document.addEventListener("formset:added", (event) => nameAll(event.target.closest("fieldset") || document));
}
