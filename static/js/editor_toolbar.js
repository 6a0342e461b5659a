// The tools above a text: one stop of the tabulator, arrows between them, a name and a state on each.

import { ask } from "portal/editor-dialog"
import { around } from "portal/editor-schema"

const LANGUAGES = {
  "": "As the whole text", ar: "Arabic", zh: "Chinese", en: "English", fr: "French", ru: "Russian", es: "Spanish",
  id: "Indonesian", ja: "Japanese", km: "Khmer", ko: "Korean", lo: "Lao", mn: "Mongolian", fa: "Persian",
  pt: "Portuguese", th: "Thai", ur: "Urdu", uz: "Uzbek", vi: "Vietnamese",
}
const DIRECTIONS = { "": "As its letters run", ltr: "Left to right", rtl: "Right to left" }
const LINK = /^(https?:\/\/[^\s/]|mailto:\S+@|tel:\+?\d|\/(?![/\\])|\/$|#)/i

const linked = (address) => {
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return `mailto:${address}`
  return /^(www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/|$))/i.test(address) ? `https://${address}` : address
}

async function editLink(editor) {
  const old = editor.getAttributes("a")
  const answer = await ask(editor.view.dom.parentElement, {
    title: old.href ? "Change the link" : "Link",
    submit: "Set the link",
    fields: [
      { name: "href", label: "Address", value: old.href || "",
        hint: "https://…, a page of this site such as /events/, or an e-mail address." },
      { name: "hreflang", label: "Language of the page it leads to", value: old.hreflang || "",
        choices: choices({ ...LANGUAGES, "": "The same" }, old.hreflang) },
    ],
    refuse: ({ href }) => (LINK.test(linked(href)) ? "" : "Write an address that a reader can follow: https://…, /… or an e-mail address."),
  })
  if (!answer) return editor.view.focus()
  const mark = { ...old, href: linked(answer.href), hreflang: answer.hreflang || null }
  const chain = editor.chain().focus()
  if (editor.state.selection.empty && !old.href) {
    return chain.insertContent({ type: "text", text: answer.href, marks: [{ type: "a", attrs: mark }] }).run()
  }
  return chain.extendMarkRange("a").setMark("a", mark).run()
}

const choices = (known, current) =>
  Object.entries(current && !(current in known) ? { ...known, [current]: current } : known)

// The blocks that are chosen, each by the list around it where there is one: bullets stand on the side of their text.
function chosenBlocks({ state: { doc, selection } }) {
  const found = new Map()
  doc.nodesBetween(selection.from, selection.to, (node, pos) => {
    if (!node.isTextblock) return
    const $pos = doc.resolve(pos)
    for (let depth = 1; depth <= $pos.depth; depth += 1) {
      if (/List$/.test($pos.node(depth).type.name)) return void found.set($pos.before(depth), $pos.node(depth))
    }
    found.set(pos, node)
  })
  return found
}

function setOnBlocks(editor, values) {
  editor.chain().focus().command(({ tr }) => {
    for (const [pos, node] of chosenBlocks(editor)) tr.setNodeMarkup(pos, undefined, { ...node.attrs, ...values })
    return true
  }).run()
}

const isPartOfBlock = ({ state: { selection } }) =>
  !selection.empty && selection.$from.sameParent(selection.$to) &&
  selection.to - selection.from < selection.$from.parent.content.size

async function editLanguage(editor) {
  const inside = isPartOfBlock(editor)
  const [block] = chosenBlocks(editor).values()
  const old = (inside ? editor.getAttributes("span") : block?.attrs) || {}
  const answer = await ask(editor.view.dom.parentElement, {
    title: inside ? "Language of the chosen words" : "Language of the paragraph",
    submit: "Set",
    fields: [
      { name: "lang", label: "Language", value: old.lang || "", choices: choices(LANGUAGES, old.lang) },
      { name: "dir", label: "Direction", value: old.dir || "", choices: choices(DIRECTIONS, old.dir) },
    ],
  })
  if (!answer) return editor.view.focus()
  const values = { lang: answer.lang || null, dir: answer.dir || null }
  if (!inside) return setOnBlocks(editor, values)
  const chain = editor.chain().focus().unsetMark("span")
  return (values.lang || values.dir ? chain.setMark("span", { ...old, ...values }) : chain).run()
}

const isRightToLeft = (editor) => [...chosenBlocks(editor).values()].some((node) => node.attrs.dir === "rtl")

const mark = (name, label, icon, keys) => ({
  label, icon, keys,
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
  active: (editor) => editor.isActive(name),
})

const command = (name, label, icon, more = {}) => ({
  label, icon,
  run: (editor) => editor.chain().focus()[name]().run(),
  enabled: (editor) => editor.can()[name](),
  ...more,
})

const inTable = { shown: (editor) => editor.isActive("table") }
const HEADINGS = [2, 3, 4].map((level) => ({
  label: `Heading ${level}`, text: `H${level}`, keys: `Control+Alt+${level}`,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  active: (editor) => editor.isActive("heading", { level }),
}))
const BOLD = mark("strong", "Bold", "format_bold", "Control+B")
const ITALIC = mark("em", "Italic", "format_italic", "Control+I")
const BULLETS = command("toggleBulletList", "List", "format_list_bulleted", { active: (editor) => editor.isActive("bulletList"), enabled: undefined })
const NUMBERS = command("toggleOrderedList", "Numbered list", "format_list_numbered", { active: (editor) => editor.isActive("orderedList"), enabled: undefined })
const ITEMS = ["sinkListItem", "liftListItem"].map((name, place) => ({
  label: ["Move the item in", "Move the item out"][place],
  icon: ["format_indent_increase", "format_indent_decrease"][place],
  keys: ["Control+]", "Control+["][place],
  shown: (editor) => editor.isActive("listItem"),
  enabled: (editor) => editor.can()[name]("listItem"),
  run: (editor) => editor.chain().focus()[name]("listItem").run(),
}))
const LINKS = [
  { label: "Link", icon: "insert_link", keys: "Control+K", run: editLink, active: (editor) => editor.isActive("a") },
  { label: "Remove the link", icon: "link_off", shown: (editor) => editor.isActive("a"),
    run: (editor) => editor.chain().focus().extendMarkRange("a").unsetMark("a").run() },
]
const NOTE = mark("small", "Footnote", "", "")
Object.assign(NOTE, { icon: undefined, text: "n¹" })
const TABLE = [
  { label: "Table", icon: "table_chart", shown: (editor) => !editor.isActive("table"),
    run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
  command("addRowBefore", "Row above", "", { text: "+↑", icon: undefined, ...inTable }),
  command("addRowAfter", "Row below", "", { text: "+↓", icon: undefined, ...inTable }),
  command("addColumnBefore", "Column before", "", { text: "+←", icon: undefined, ...inTable }),
  command("addColumnAfter", "Column after", "", { text: "+→", icon: undefined, ...inTable }),
  command("toggleHeaderRow", "Head of the table", "", { text: "Head", icon: undefined, ...inTable }),
  { label: "Caption of the table", text: "Caption", shown: (editor) => editor.isActive("table") && !editor.isActive("captionedTable"),
    run: (editor) => {
      const { pos } = around(editor, "table")
      editor.chain().focus().captionTable().setTextSelection(pos + 2).run()
    } },
  command("deleteRow", "Delete the row", "", { text: "−row", icon: undefined, ...inTable }),
  command("deleteColumn", "Delete the column", "", { text: "−col", icon: undefined, ...inTable }),
  command("deleteTable", "Delete the table", "delete", inTable),
]
const LANGUAGE = [
  { label: "Right to left", icon: "format_textdirection_r_to_l", active: isRightToLeft,
    run: (editor) => setOnBlocks(editor, { dir: isRightToLeft(editor) ? null : "rtl" }) },
  { label: "Language", icon: "translate", run: editLanguage,
    active: (editor) => editor.isActive("span") || [...chosenBlocks(editor).values()].some((node) => node.attrs.lang) },
]
const PAST = [
  command("undo", "Undo", "undo", { keys: "Control+Z" }),
  command("redo", "Redo", "redo", { keys: "Control+Shift+Z" }),
]
const QUOTE = command("toggleBlockquote", "Quotation", "format_quote", { active: (editor) => editor.isActive("blockquote"), enabled: undefined })

const groups = (isLow, hasNotes) => {
  const notes = hasNotes ? [NOTE] : []
  if (isLow) return [[BOLD, ITALIC, BULLETS, ...ITEMS], [...LINKS, ...notes], LANGUAGE, PAST]
  const raised = [mark("sup", "Superscript", "superscript", "Control+."), mark("sub", "Subscript", "subscript", "Control+,")]
  return [HEADINGS, [BOLD, ITALIC, ...raised], [BULLETS, NUMBERS, ...ITEMS, QUOTE], [...LINKS, ...notes], TABLE, LANGUAGE, PAST]
}

function button(tool, editor) {
  const element = document.createElement("button")
  const keys = tool.keys?.replace("Control", /Mac/.test(navigator.platform) ? "⌘" : "Ctrl").replaceAll("+", " ")
  element.type = "button"
  element.tabIndex = -1
  element.title = keys ? `${tool.label} (${keys})` : tool.label
  element.setAttribute("aria-label", tool.label)
  if (tool.keys) element.setAttribute("aria-keyshortcuts", tool.keys)
  const face = document.createElement("span")
  face.className = tool.icon ? "material-icons" : "writing-word"
  face.textContent = tool.icon || tool.text
  face.setAttribute("aria-hidden", "true")
  element.append(face)
  element.addEventListener("mousedown", (event) => event.preventDefault())
  element.addEventListener("click", () => {
    if (element.getAttribute("aria-disabled") === "true") return
    editor.view.focus()
    tool.run(editor)
  })
  return element
}

function refresh(buttons, editor) {
  for (const [element, tool] of buttons) {
    element.hidden = tool.shown ? !tool.shown(editor) : false
    if (tool.active) element.setAttribute("aria-pressed", String(Boolean(tool.active(editor))))
    if (tool.enabled && !element.hidden) element.setAttribute("aria-disabled", String(!tool.enabled(editor)))
  }
  const seen = [...buttons.keys()].filter((element) => !element.hidden)
  if (!seen.some((element) => element.tabIndex === 0)) seen[0].tabIndex = 0
  for (const element of buttons.keys()) if (element.hidden) element.tabIndex = -1
}

function move(event, bar, editor) {
  const seen = [...bar.querySelectorAll("button:not([hidden])")]
  const place = seen.indexOf(document.activeElement)
  const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: seen.length - 1 }[event.key]
  if (event.key === "Escape") editor.view.focus()
  if (next === undefined) return
  event.preventDefault()
  const target = seen[(next + seen.length) % seen.length]
  for (const element of seen) element.tabIndex = element === target ? 0 : -1
  target.focus()
}

// The tools of one editor, ready to stand before its text.
export function toolbar(editor, { isLow, hasNotes, name }) {
  const bar = document.createElement("div")
  bar.className = "writing-tools"
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", `Tools for ${name}`)
  const buttons = new Map()
  for (const tools of groups(isLow, hasNotes)) {
    const group = document.createElement("div")
    group.className = "writing-group"
    for (const tool of tools) {
      const element = button(tool, editor)
      buttons.set(element, tool)
      group.append(element)
    }
    bar.append(group)
  }
  bar.addEventListener("keydown", (event) => move(event, bar, editor))
  let waiting = false
  editor.on("transaction", () => {
    if (waiting) return
    waiting = true
    requestAnimationFrame(() => {
      waiting = false
      if (!editor.isDestroyed) refresh(buttons, editor)
    })
  })
  refresh(buttons, editor)
  return bar
}

// Keys that the tools answer to from inside the text.
export const shortcuts = {
  "Mod-k": (editor) => void editLink(editor) || true,
}
