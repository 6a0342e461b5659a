// A line of travel: shows what a chosen rate brings, and what days, legs and ticket come to while they are typed.
// Without it the same form works; the server computes everything again when the line is saved.
(() => {
  const form = document.getElementById("travelline_form");
  const place = form && form.querySelector(".field-dsa_days, .field-box.field-dsa_days");
  if (!place) return;

  const field = (name) => form.elements.namedItem(name);
  // Amounts in hundredths, days in tenths, shares in hundredths of a per cent: whole numbers stay exact.
  const whole = (name, digits) => {
    const text = field(name) && field(name).value.trim();
    const number = text ? Math.round(Number(text) * 10 ** digits) : NaN;
    return Number.isFinite(number) && number >= 0 ? number : null;
  };
  const half = (number, by) => Math.floor((number + by / 2) / by);
  const money = (cents) => {
    const digits = cents % 100 ? 2 : 0;
    return (cents / 100).toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  };
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  const output = document.createElement("p");
  output.className = "help travel-sum";
  output.setAttribute("role", "status");
  place.closest(".form-row").append(output);

  const rows = (prefix) => {
    const total = whole(`${prefix}-TOTAL_FORMS`, 0) || 0;
    const deleted = (row) => field(`${prefix}-${row}-DELETE`) && field(`${prefix}-${row}-DELETE`).checked;
    return [...Array(total).keys()].filter((row) => !deleted(row)).map((row) => `${prefix}-${row}`);
  };

  // Days at the two rates: the first 60, and those beyond.
  const byRate = (days) => {
    const first = whole("dsa_amount_per_day", 2);
    const after = whole("dsa_amount_after_60_days", 2);
    if (!days || first === null) return [];
    const beyond = after === null ? 0 : Math.max(days - 600, 0);
    return [[days - beyond, first], [beyond, after]].filter(([number]) => number);
  };

  const allowance = () => {
    const words = [];
    let cents = 0;
    for (const [days, each] of byRate(whole("dsa_days", 1))) {
      cents += half(days * each, 10);
      words.push(`${count(days / 10, "day")} × ${money(each)}`);
    }
    for (const row of rows("deductions")) {
      const share = whole(`${row}-per_cent`, 2);
      for (const [days, each] of share === null ? [] : byRate(whole(`${row}-days`, 1))) {
        cents -= half(days * each * share, 100000);
        words.push(`less ${count(days / 10, "day")} at ${share / 100} per cent`);
      }
    }
    return [cents, words];
  };

  const terminal = () => {
    const words = [];
    let cents = 0;
    for (const row of rows("legs")) {
      const number = whole(`${row}-count`, 0);
      const each = whole(`${row}-amount`, 2);
      if (!number || each === null) continue;
      cents += number * each;
      words.push(`${count(number, "leg")} × ${money(each)}`);
    }
    return [cents, words];
  };

  const show = () => {
    const [dsa, days] = allowance();
    const [legs, journeys] = terminal();
    const parts = [];
    if (days.length) parts.push(`DSA ${days.join(", ")} = ${money(dsa)}`);
    if (journeys.length) parts.push(`TE ${journeys.join(" + ")} = ${money(legs)}`);
    parts.push(`total ${money(dsa + legs + (whole("travel_cost", 2) || 0))}`);
    output.textContent = `As typed now: ${parts.join("; ")}.`;
  };

  // A chosen rate fills the fields that take its amounts.
  const taking = (name) => {
    if (name === "dsa_rate") return ["dsa_amount_per_day", "dsa_amount_after_60_days"];
    const [, row, kind] = /^((?:legs|deductions)-\d+)-(rate|rule)$/.exec(name) || [];
    return row ? [kind === "rule" ? `${row}-per_cent` : `${row}-amount`] : [];
  };

  const take = (name, amounts) => {
    const fields = taking(name);
    const vehicle = field(name.replace(/rate$/, "has_vehicle"));
    const given = vehicle && vehicle.checked && amounts[1] !== null ? [amounts[1]] : amounts;
    fields.forEach((target, position) => {
      if (field(target)) field(target).value = given[position] ?? "";
    });
    show();
  };

  const jquery = window.django && window.django.jQuery;
  if (jquery) {
    jquery(form).on("select2:select", (event) => {
      const { amounts } = event.params.data;
      if (amounts) take(event.target.name, amounts);
    });
    jquery(document).on("formset:added formset:removed", show);
  }
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
})();
