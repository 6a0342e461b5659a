// Makes tabs of a list of links to the parts of a form (<ul data-tabs="label"> with links that have data-tab, a short
// name, and data-parts, the ids of the parts). Without this script the list leads to the parts of one long page.
// The tab is remembered in the address; a tab with errors says how many, and the first of them is opened.
"use strict";
(() => {
  const list = document.querySelector("ul[data-tabs]");
  if (!list) return;

  // A part is the fieldset of a heading, or the group of rows itself.
  const part = (id) => {
    const found = document.getElementById(id);
    return found && (found.classList.contains("inline-group") ? found : found.closest("fieldset") || found);
  };

  const tabs = [...list.querySelectorAll("a[data-tab]")].map((tab) => {
    const panel = document.createElement("div");
    const parts = tab.dataset.parts.split(" ").map(part).filter(Boolean);
    panel.id = `panel-${tab.dataset.tab}`;
    panel.className = "tab-panel";
    panel.setAttribute("role", "tabpanel");
    tab.id = `tab-${tab.dataset.tab}`;
    panel.setAttribute("aria-labelledby", tab.id);
    panel.append(...parts);
    return { tab, panel, name: tab.dataset.tab };
  });
  list.after(...tabs.map((item) => item.panel));
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", list.dataset.tabs);
  for (const { tab, panel } of tabs) {
    tab.parentElement.setAttribute("role", "presentation");
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    tab.setAttribute("href", `#${tab.dataset.tab}`);
  }

  const open = (chosen, options = {}) => {
    for (const item of tabs) {
      const isChosen = item === chosen;
      item.panel.hidden = !isChosen;
      item.tab.setAttribute("aria-selected", String(isChosen));
      item.tab.tabIndex = isChosen ? 0 : -1;
    }
    if (options.remember) history.replaceState(history.state, "", `#${chosen.name}`);
    if (options.focus) chosen.tab.focus();
  };

  // The tab of an address: its own name, or the part or field in it that the address names.
  const addressed = (hash) => {
    const id = decodeURIComponent(hash.slice(1));
    const target = id && document.getElementById(id);
    return tabs.find((item) => item.name === id) || tabs.find((item) => target && item.panel.contains(target));
  };

  list.addEventListener("click", (event) => {
    const item = tabs.find(({ tab }) => tab.contains(event.target));
    if (!item) return;
    event.preventDefault();
    open(item, { remember: true, focus: true });
  });

  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex(({ tab }) => tab === event.target);
    const isMirrored = getComputedStyle(list).direction === "rtl";
    const step = { ArrowRight: isMirrored ? -1 : 1, ArrowLeft: isMirrored ? 1 : -1 }[event.key];
    const ends = { Home: 0, End: tabs.length - 1 };
    if (event.key === " " && at >= 0) {
      event.preventDefault();
      open(tabs[at], { remember: true });
      return;
    }
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || (step === undefined && !(event.key in ends))) return;
    event.preventDefault();
    const next = step === undefined ? ends[event.key] : (at + step + tabs.length) % tabs.length;
    open(tabs[next], { remember: true, focus: true });
  });

  // A link elsewhere on the page to a field in a closed tab opens the tab first.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || list.contains(link)) return;
    const item = addressed(link.hash);
    if (item) open(item);
  });
  window.addEventListener("hashchange", () => {
    const item = addressed(location.hash);
    if (item) open(item);
  });
  // The browser cannot point at a field that is hidden: show it when it complains.
  document.addEventListener("invalid", (event) => {
    const item = tabs.find(({ panel }) => panel.contains(event.target));
    if (item && item.panel.hidden) open(item);
  }, true);

  let first = null;
  for (const item of tabs) {
    const count = item.panel.querySelectorAll(".errorlist > li").length;
    if (count) {
      const mark = document.createElement("span");
      mark.className = "tab-errors";
      mark.textContent = count === 1 ? "1 error" : `${count} errors`;
      item.tab.append(" ", mark);
      first = first || item;
    }
  }
  open(first || addressed(location.hash) || tabs[0], { remember: Boolean(first) });
  list.classList.add("is-ready");
  // The page was laid out before the tabs: go to what the address names inside its tab.
  const target = location.hash && !first && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && !tabs.some(({ panel }) => panel === target)) target.scrollIntoView();
})();
