// What the editor can hold: every element and attribute that the sanitizer keeps (see events/text.py).

import {
  Blockquote, BulletList, Document, Dropcursor, Extension, Gapcursor, HardBreak, Heading, History, ListItem, Mark,
  Node, Paragraph, Table, TableCell, TableHeader, TableRow, Text, findParentNode,
} from "django-prose-editor/editor"

const attribute = (name, options = {}) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[name] === null ? {} : { [name]: attributes[name] }),
  ...options,
})

const attributes = (...names) => Object.fromEntries(names.map((name) => [name, attribute(name)]))

// One element around words. Those that come first here lie outside the others when they meet.
const word = (tag, { own = [], shortcut, ...options } = {}) =>
  Mark.create({
    name: tag,
    addAttributes: () => attributes(...own),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    addKeyboardShortcuts() {
      return shortcut ? { [shortcut]: () => this.editor.commands.toggleMark(tag) } : {}
    },
    ...options,
  })

const WORDS = [
  word("small", { priority: 200 }),
  word("a", { priority: 190, own: ["href", "hreflang"], inclusive: false }),
  word("span", { priority: 180, excludes: "" }),
  word("strong", { shortcut: "Mod-b" }),
  word("em", { shortcut: "Mod-i" }),
  word("sub", { shortcut: "Mod-," }),
  word("sup", { shortcut: "Mod-." }),
  ..."abbr b cite code del i ins q s u".split(" ").map((tag) => word(tag)),
]

// Items go deeper and back by Ctrl or ⌘ with a bracket: the tabulator is for leaving the text.
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    }
  },
})

const Numbered = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  addAttributes: () => attributes("start"),
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
  addCommands() {
    return { toggleOrderedList: () => ({ commands }) => commands.toggleList(this.name, "listItem") }
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": () => this.editor.commands.toggleOrderedList() }
  },
})

const block = (name, tag, options) =>
  Node.create({
    name,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    ...options,
  })

const TERMS = [
  block("descriptions", "dl", { group: "block", content: "(term|details)+" }),
  block("term", "dt", { content: "inline*", defining: true }),
  block("details", "dd", { content: "block+", defining: true }),
]

export const around = (editor, name) => findParentNode((node) => node.type.name === name)(editor.state.selection)

const Grid = Table.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      deleteTable: () => ({ editor, tr, dispatch }) => {
        const found = around(editor, "captionedTable") || around(editor, "table")
        if (found && dispatch) tr.delete(found.pos, found.pos + found.node.nodeSize)
        return Boolean(found)
      },
      captionTable: () => ({ editor, tr, dispatch, state }) => {
        const found = around(editor, "table")
        if (!found || around(editor, "captionedTable")) return false
        const { captionedTable, tableCaption } = state.schema.nodes
        const framed = captionedTable.create(null, [tableCaption.create(), found.node])
        if (dispatch) tr.replaceWith(found.pos, found.pos + found.node.nodeSize, framed)
        return true
      },
    }
  },
  addKeyboardShortcuts() {
    const { Tab, ...others } = this.parent?.() || {}
    return { ...others, Tab: () => this.editor.commands.goToNextCell() }
  },
})

const Row = TableRow.extend({
  addAttributes: () => ({
    group: {
      default: null,
      parseHTML: (element) => element.dataset.group || null,
      renderHTML: ({ group }) => (group ? { "data-group": group } : {}),
    },
  }),
})

const spans = () => ({
  colspan: { default: 1, parseHTML: (element) => Number(element.getAttribute("colspan")) || 1 },
  rowspan: { default: 1, parseHTML: (element) => Number(element.getAttribute("rowspan")) || 1 },
  colwidth: { default: null, parseHTML: () => null, renderHTML: () => ({}) },
})

const TABLES = [
  block("captionedTable", "captioned-table", { group: "block", content: "tableCaption table", isolating: true }),
  block("tableCaption", "table-caption", { content: "inline*", isolating: true }),
  Grid,
  Row,
  TableCell.extend({ addAttributes: spans }),
  TableHeader.extend({ addAttributes: () => ({ ...spans(), ...attributes("scope") }) }),
]

const BLOCKS = [
  Paragraph, Heading.configure({ levels: [2, 3, 4] }), BulletList, Numbered, Item, Blockquote, ...TERMS, ...TABLES,
]

// Direction, language and title may stand on everything.
const Kept = Extension.create({
  name: "kept",
  addGlobalAttributes: () => [
    {
      types: [...BLOCKS, ...WORDS].map((one) => one.name),
      attributes: { ...attributes("lang", "dir"), title: attribute("title", { keepOnSplit: false }) },
    },
  ],
})

export const extensions = [
  Document, Text, HardBreak, History, Gapcursor, Dropcursor, ...WORDS, ...BLOCKS, Kept,
]
