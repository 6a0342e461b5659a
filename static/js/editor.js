// Starts an editor over each text box that asks for one (see events/desk/writing.py).

import { Editor } from "django-prose-editor/editor"
import { fromEditor, meaning, toEditor } from "portal/editor-markup"
import { plainMarkup } from "portal/editor-paste"
import { extensions } from "portal/editor-schema"
import { shortcuts, toolbar } from "portal/editor-toolbar"

const BOXES = "textarea[data-writing]"
const RIGHT_TO_LEFT = /^(ar|fa|he|ps|sd|ug|ur|yi)\b/

const languageOf = (area) => area.lang || area.form?.elements.language?.value || area.form?.querySelector("textarea[lang]")?.lang || ""

// The label of the box, or the head of its column and the row's number.
function nameOf(area) {
  const label = document.querySelector(`label[for="${CSS.escape(area.id)}"]`)
  if (label) {
    label.id ||= `${area.id}_label`
    return { name: label.textContent.trim().replace(/:$/, ""), attributes: { "aria-labelledby": label.id }, label }
  }
  const cell = area.closest("td")
  const head = cell?.closest("table").tHead?.rows[0]
  const row = cell?.closest("tr")
  const column = head && [...head.cells].find((th) => [...cell.classList].some((name) => th.classList.contains(name.replace("field-", "column-"))))
  const number = row ? [...row.parentElement.querySelectorAll(":scope > tr.form-row:not(.empty-form)")].indexOf(row) + 1 : 0
  const name = [column?.textContent.trim().split("\n")[0] || "Text", number ? `row ${number}` : ""].filter(Boolean).join(", ")
  return { name, attributes: { "aria-label": name } }
}

function describe(area, box) {
  const hint = document.createElement("span")
  hint.id = `${area.id}_keys`
  hint.className = "writing-hidden"
  hint.textContent = "The tabulator leaves the text; Alt and F10 lead to its tools."
  box.append(hint)
  return [area.getAttribute("aria-describedby"), hint.id].filter(Boolean).join(" ")
}

// A text that holds what the editor cannot keep is edited as it is written.
function giveUp(area, box) {
  const notice = document.createElement("p")
  notice.id = `${area.id}_plain`
  notice.className = "help writing-notice"
  notice.textContent = "This text has markup that the editor cannot show without loss. It is shown as HTML, and nothing of it is changed."
  area.setAttribute("aria-describedby", [area.getAttribute("aria-describedby"), notice.id].filter(Boolean).join(" "))
  area.dataset.writing = "plain"
  box.replaceWith(area)
  area.before(notice)
}

const stored = (editor, options) => {
  const holder = document.createElement("div")
  holder.innerHTML = editor.getHTML()
  return fromEditor(holder, options)
}

function store(area, editor) {
  const isRightToLeft = RIGHT_TO_LEFT.test(languageOf(area))
  area.value = stored(editor, { finish: true, isRightToLeft })
  area.dispatchEvent(new Event("input", { bubbles: true }))
}

function boxAttributes(area, box, named) {
  const attributes = {
    ...named, role: "textbox", "aria-multiline": "true", "aria-describedby": describe(area, box), dir: "auto",
    class: "writing-text",
  }
  const language = languageOf(area)
  if (language) attributes.lang = language
  if (area.getAttribute("aria-invalid")) attributes["aria-invalid"] = "true"
  if (area.required || area.dataset.required) attributes["aria-required"] = "true"
  return attributes
}

function keys(editor, bar) {
  return (_, event) => {
    const isTools = event.altKey && event.key === "F10"
    const name = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? `Mod-${event.key}` : ""
    if (isTools) bar().querySelector("button[tabindex='0']").focus()
    else if (shortcuts[name]) shortcuts[name](editor())
    else return false
    event.preventDefault()
    return true
  }
}

// A paragraph that is pasted into an empty one keeps its direction and language.
function wholeBlocks(slice, { state: { selection } }) {
  const says = Object.values(slice.content.firstChild?.attrs || {}).some((value) => value !== null)
  const isBlank = selection.$from.parent.isTextblock && !selection.$from.parent.content.size
  return says && isBlank && slice.openStart === 1 ? new slice.constructor(slice.content, 0, slice.openEnd) : slice
}

function start(area) {
  if (area.id.includes("__prefix__") || area.closest(".writing") || area.dataset.writing === "plain") return
  const isLow = area.dataset.writing === "low"
  const hadFocus = document.activeElement === area
  const box = document.createElement("div")
  box.className = isLow ? "writing writing-low" : "writing"
  const { name, attributes, label } = nameOf(area)
  area.before(box)
  box.append(area)
  let bar = null
  const editor = new Editor({
    element: box,
    extensions,
    injectCSS: false,
    enablePasteRules: false,
    content: toEditor(area.value),
    editorProps: {
      attributes: boxAttributes(area, box, attributes),
      transformPastedHTML: (html) => (html.includes("data-pm-slice") ? html : toEditor(plainMarkup(html))),
      transformPasted: wholeBlocks,
      handleKeyDown: keys(() => editor, () => bar),
    },
    onUpdate: () => store(area, editor),
  })
  if (meaning(area.value) !== meaning(stored(editor))) {
    editor.destroy()
    giveUp(area, box)
    return
  }
  bar = toolbar(editor, { isLow, hasNotes: area.dataset.notes === "yes", name })
  box.prepend(bar)
  area.hidden = true
  area.focus = () => editor.view.focus()
  label?.addEventListener("click", () => editor.view.focus())
  if (hadFocus || location.hash === `#${area.id}`) editor.view.focus()
  editors.set(area, editor)
  area.dispatchEvent(new CustomEvent("writing:ready", { bubbles: true, detail: { editor } }))
}

export const editors = new Map()

// A page may have dozens of texts: each editor starts when its place comes near.
const near = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue
      near.unobserve(target)
      start(target)
    }
  },
  { rootMargin: "2000px" },
)

const watch = (place) => place.querySelectorAll(BOXES).forEach((area) => area.id.includes("__prefix__") || near.observe(area))

watch(document)
document.addEventListener("formset:added", (event) => watch(event.target))
addEventListener("hashchange", () => {
  const area = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (editors.has(area)) editors.get(area).view.focus()
})
document.addEventListener("change", ({ target }) => {
  if (target.name !== "language") return
  for (const [area, editor] of editors) {
    if (area.form === target.form && !area.lang) editor.view.dom.lang = target.value
  }
})
