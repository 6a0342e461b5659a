// Between what is stored and what the editor holds: captions, groups of rows, lone paragraphs.

export const WORDS = new Set(
  "a abbr b cite code del em i ins q s small span strong sub sup u".split(" ")
)
const BLANKS = /[ \t\r\n\f]+/g
const LETTERS = /\p{L}/gu
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/gu
const DIRECTED = "p, h2, h3, h4, ul, ol, dl, dt, dd, td, th, caption"

export const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body

const childrenOf = (element, selector) => [...element.children].filter((child) => child.matches(selector))

function renamed(element, tag) {
  const other = element.ownerDocument.createElement(tag)
  for (const { name, value } of element.attributes) other.setAttribute(name, value)
  other.append(...element.childNodes)
  return other
}

// Stored markup as the editor reads it: a caption stands before its table, a row knows the group it belongs to.
export function toEditor(html) {
  const body = parsed(html)
  for (const table of body.querySelectorAll("table")) {
    childrenOf(table, "thead, tbody, tfoot").forEach((group, place) => {
      for (const row of group.children) row.dataset.group = `${group.localName} ${place}`
    })
    const caption = childrenOf(table, "caption")[0]
    if (caption) {
      const frame = document.createElement("captioned-table")
      table.replaceWith(frame)
      caption.remove()
      frame.append(renamed(caption, "table-caption"), table)
    }
  }
  return body.innerHTML
}

// A row that was added in the editor belongs to the group of the row before it, but never to the head.
function groupRows(table) {
  const rows = [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table)
  const first = rows.find((row) => row.dataset.group)?.dataset.group || "tbody"
  const groups = []
  // The head of a new table is its first row.
  const isHead = rows[0] && !rows[0].dataset.group && childrenOf(rows[0], "td").length === 0
  let last = rows[0]?.dataset.group || (isHead ? "thead" : first)
  for (const row of rows) {
    const group = row.dataset.group || (row === rows[0] ? last : last.startsWith("thead") ? "tbody" : last)
    if (group !== last || !groups.length) groups.push(document.createElement(group.split(" ")[0]))
    groups.at(-1).append(row)
    row.removeAttribute("data-group")
    last = group
  }
  for (const old of childrenOf(table, "thead, tbody, tfoot")) old.remove()
  table.append(...groups)
}

// The head cells of a table that has none marked: those of a first row, and the first of each row.
function nameHeads(table) {
  const rows = [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table)
  rows.forEach((row, place) => {
    const isHead = (place === 0 || row.parentElement.localName === "thead") && row.querySelector("th + th, th:only-child")
    childrenOf(row, "th:not([scope])").forEach((cell) => {
      if (isHead) cell.scope = "col"
      else if (cell === row.firstElementChild) cell.scope = "row"
    })
  })
}

function restoreCaption(frame) {
  const [caption, table] = [childrenOf(frame, "table-caption")[0], frame.querySelector("table")]
  if (!table) return frame.replaceWith(renamed(frame, "p"))
  if (caption?.textContent.trim()) table.prepend(renamed(caption, "caption"))
  frame.replaceWith(table)
}

function unwrapLoneParagraph(element) {
  const [first, ...others] = element.children
  const holdsWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  const isLone = others.every((other) => other.matches("ul, ol"))
  if (!holdsWords && isLone && first?.matches("p") && !first.attributes.length) first.replaceWith(...first.childNodes)
}

const undirected = (node) => {
  if (node.nodeType === 3) return node.data
  return node.hasAttribute("dir") ? "" : [...node.childNodes].map(undirected).join("")
}

// A block that is mostly in a right-to-left script says so, that every reader's program sets it from the right.
function setDirections(root) {
  for (const block of root.querySelectorAll(DIRECTED)) {
    const text = block.closest("[dir]") ? "" : undirected(block)
    const count = (pattern) => text.match(pattern)?.length || 0
    if (count(RIGHT_TO_LEFT) > count(LETTERS) / 2) block.setAttribute("dir", "rtl")
  }
}

// What the editor holds as stored markup; `finish` adds what the writer need not think of.
export function fromEditor(root, { finish = false, isRightToLeft = false } = {}) {
  root.querySelectorAll("captioned-table").forEach(restoreCaption)
  const tables = root.querySelectorAll("table")
  tables.forEach(groupRows)
  root.querySelectorAll("li, td, th, dd").forEach(unwrapLoneParagraph)
  if (finish) {
    tables.forEach(nameHeads)
    for (const block of root.querySelectorAll("p, h2, h3, h4")) {
      if (!block.textContent.trim() && !block.attributes.length && !block.querySelector("br + *")) block.remove()
    }
    if (!isRightToLeft) setDirections(root)
  }
  return root.innerHTML
}

function tokens(node, marks, found) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) found.push([marks, child.data.replace(BLANKS, " ")])
    if (child.nodeType !== 1) continue
    const tag = child.localName
    const attributes = [...child.attributes]
      .filter(({ name, value }) => !(["colspan", "rowspan", "start"].includes(name) && value === "1"))
      .map(({ name, value }) => `${name}=${JSON.stringify(value)}`)
    const opened = [tag, ...attributes.sort()].join(" ")
    if (tag === "small" && child.textContent.trim()) {
      // Two notes side by side are not one.
      found.push("(")
      tokens(child, marks.concat(opened), found)
      found.push(")")
    } else if (WORDS.has(tag)) {
      if (opened !== "span") tokens(child, [...new Set([...marks, opened])].sort(), found)
      else tokens(child, marks, found)
    } else if (tag === "br") {
      found.push("br")
    } else {
      found.push(opened === "p" ? "¶" : `<${opened}>`)
      tokens(child, marks, found)
      found.push(opened === "p" ? "¶" : `</${tag}>`)
    }
  }
  return found
}

// What a text says and how, whatever way it is written down: the order of nested words and lone paragraphs differ.
export function meaning(html) {
  const found = tokens(parsed(html), [], [])
  const written = []
  let run = null
  const close = () => {
    if (run) written.push(`${run.marks}: ${run.text}`)
    run = null
  }
  const isBreak = (place) => {
    while (found[place] && typeof found[place] !== "string" && !found[place][1]) place += 1
    return found[place] === undefined || typeof found[place] === "string"
  }
  let isBlank = true // whether what stands before ends with a blank
  found.forEach((token, place) => {
    if (typeof token === "string") {
      close()
      const last = written.at(-1)
      // An empty paragraph, and the paragraph that a block holds alone, say nothing.
      if (token === "¶" && (last === undefined || last === "¶" || last.startsWith("<"))) return
      if (token.startsWith("<") && last === "¶") written.pop()
      written.push(token)
      isBlank = true
      return
    }
    let text = isBlank ? token[1].replace(/^ /, "") : token[1]
    if (isBreak(place + 1)) text = text.replace(/ $/, "")
    if (!text) return
    isBlank = text.endsWith(" ")
    const marks = token[0].join("+")
    if (run?.marks !== marks) close()
    run = { marks, text: (run?.text || "") + text }
  })
  close()
  if (written.at(-1) === "¶") written.pop()
  return written.join("\n")
}
