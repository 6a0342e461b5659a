// Turns what word processors and mail programs put on the clipboard into plain HTML, as events/pasting.py does for
// every other way in; tests/data/pasted.py holds both to the same results.

import { parsed } from "portal/editor-markup"

const BLOCKS = "h2 h3 h4 p ul ol li dl dt dd blockquote".split(" ")
const TABLES = "table caption thead tbody tfoot tr th td".split(" ")
const WORDS = "a abbr b br cite code del em i ins q s small span strong sub sup u".split(" ")
const BOXES = "address article aside center div figcaption figure footer header main nav pre section".split(" ")
const FLOWING = new Set([...BLOCKS, ...TABLES].filter((tag) => tag !== "dt"))
const KNOWN = new Set([...BLOCKS, ...TABLES, ...WORDS, ...BOXES, "h1", "h5", "h6", "font"])
const KEPT = new Set("colspan dir href hreflang lang rowspan scope start title".split(" "))
const SILENT = "script, style, title, xml, meta, link, noscript, template, head"
const RENAMED = { h1: "h2", h5: "h4", h6: "h4", b: "strong", i: "em" }
const CLASSES = { MsoTitle: "h2", MsoQuote: "blockquote", MsoIntenseQuote: "blockquote" }
const OFFICE = /\bmso-|\bMso[A-Z]|docs-internal/
const UNSEEN = ["display:none", "mso-hide:all", "mso-element:comment", "mso-element:header", "mso-element:footer"]
const LIST = /mso-list:(l\d+) level(\d)/
const ORDERED = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]/i
const MARKER = /^\s*(?:[·•o§▪■‣◦–-]|\(?(?:\d+|[a-z]|[ivxlc]+)[.)])[\s\u00a0]+/i
const ADDRESS = /^(?:https?:|mailto:|tel:|(?!\/\/)[^:/?#]*(?:[/?#]|$))/i
const SPACES = /\u00a0*[ \t\r\n\f][ \t\r\n\f\u00a0]*|\u00a0{2,}/g
const EDGES = /^[ \t\r\n\f\u00a0]+|[ \t\r\n\f\u00a0]+$/g
const MEANT = {
  strong: "font-weight:(?:bold|[6-9]00)", em: "font-style:italic", sup: "vertical-align:super", sub: "vertical-align:sub",
}
const NOT_MEANT = { strong: "font-weight:(?:normal|400)", em: "font-style:normal" }

const isText = (node) => node.nodeType === Node.TEXT_NODE
const isElement = (node) => node.nodeType === Node.ELEMENT_NODE
const isBlank = (node) => isText(node) && !node.data.replace(EDGES, "")
const isBreak = (node) => isElement(node) && node.localName === "br"
const isFlowing = (node) => isElement(node) && FLOWING.has(node.localName)
const style = (element) => (element.getAttribute("data-style") || "").toLowerCase().replace(/\s*([:;])\s*/g, "$1")
const says = (element, declaration) => new RegExp(`(?:^|;)${declaration}(?:$|[;\\s])`).test(style(element))

function made(tag, attributes = {}, children = []) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

// What a browser leaves out of an address before it reads it is left out here too.
const leads = (address) => ADDRESS.test(address.replace(/[\x00-\x20]/g, "").replaceAll("\\", "/"))

function kept(element) {
  const found = [...element.attributes].filter(({ name, value }) => KEPT.has(name) && (name !== "href" || leads(value)))
  return Object.fromEntries(found.map(({ name, value }) => [name, name === "dir" ? value.toLowerCase() : value]))
}

const isEmpty = (element) =>
  !TABLES.includes(element.localName) && !element.querySelector("table") && !element.textContent.replace(EDGES, "")

// Word processors mark every run with the language of the keyboard; it is kept where the script says the same.
function forgetKeyboards(root) {
  const all = [...root.querySelectorAll("*")]
  const isOffice = (element) => element.localName === "font" || OFFICE.test([...element.attributes].map(({ value }) => value).join(" "))
  if (!all.some(isOffice)) return
  for (const element of all) {
    if ((element.getAttribute("dir") || "").toLowerCase() === "rtl") continue
    element.removeAttribute("dir")
    element.removeAttribute("lang")
  }
}

// A mark that leads to a note, which leads back to the mark, becomes the note itself, as <small>.
function setNotes(root) {
  const anchors = [...root.querySelectorAll("a")]
  const names = anchors.map((anchor) => anchor.getAttribute("name") || anchor.id)
  anchors.forEach((mark, place) => {
    const other = names.indexOf((mark.getAttribute("href") || "").replace(/^#/, "") || "\n")
    const note = anchors[other]?.closest([...BLOCKS, ...BOXES].join())
    if (other <= place || !names[place] || anchors[other].getAttribute("href") !== `#${names[place]}` || !note) return
    anchors[other].remove()
    mark.replaceWith(made("small", {}, [...note.childNodes]))
  })
}

function cut(node, length) {
  for (const child of [...node.childNodes]) {
    if (!length) break
    if (isElement(child)) length = cut(child, length)
    else {
      const taken = Math.min(length, child.data.length)
      child.data = child.data.slice(taken)
      length -= taken
    }
  }
  return length
}

// The item that a paragraph pretends to be, with level, list and start; else the element itself.
function listItem(element) {
  const found = LIST.exec(style(element))
  if (!found || !["p", "div", "h2", "h3", "h4"].includes(element.localName)) return element
  const marks = [...element.querySelectorAll("*")].filter((child) => says(child, "mso-list:ignore"))
  const marker = marks.length ? marks[0].textContent : MARKER.exec(element.textContent)?.[0] || ""
  marks.forEach((mark) => mark.remove())
  if (!marks.length) cut(element, marker.length)
  const ordered = ORDERED.exec(marker.replace(EDGES, ""))
  const start = /^\d+$/.test(ordered?.[1]) ? ordered[1] : "1"
  return made("li", { "data-level": found[2], "data-list": `${found[1]} ${ordered ? "ol" : "ul"}`, "data-start": start }, [...element.childNodes])
}

function plain(element) {
  if (UNSEEN.some((unseen) => style(element).includes(unseen))) return []
  const item = listItem(element)
  const tag = CLASSES[item.className] || RENAMED[item.localName] || item.localName
  let children = content(item, tag)
  if (!KNOWN.has(item.localName)) return children
  if (tag === "blockquote") children = paragraphs(children)
  if (BOXES.includes(tag)) return children.some(isFlowing) ? paragraphs(children) : [made("p", kept(item), children)]
  if (item.dataset.level) {
    item.replaceChildren(...children)
    return [item]
  }
  return plainWords(tag, item, children)
}

function plainWords(tag, element, children) {
  const attributes = kept(element)
  if (tag === "font" || tag === "span") {
    for (const [meant, declaration] of Object.entries(MEANT)) {
      if (says(element, declaration)) children = [made(meant, {}, children)]
    }
    return tag === "span" && Object.keys(attributes).length ? [made("span", attributes, children)] : children
  }
  const isDead = tag === "a" && (attributes.href || "#").startsWith("#")
  const elements = children.filter(isElement)
  const holdsNote = tag === "sup" && elements.length === 1 && elements[0].localName === "small"
  if (isDead || holdsNote || (NOT_MEANT[tag] && says(element, NOT_MEANT[tag]))) return children
  return [made(tag, attributes, children)]
}

// What is in an element, plain, with its lists gathered and without what is empty.
function content(element, tag) {
  let found = []
  for (const child of element.childNodes) {
    if (isText(child)) found.push(document.createTextNode(child.data))
    else if (isElement(child)) found.push(...plain(child))
  }
  found = found.filter((child) => isText(child) || isBreak(child) || !isEmpty(child))
  found = folded(found)
  found = ["ul", "ol"].includes(tag) ? nested(found) : gathered(found)
  if (["td", "th", "li", "small"].includes(tag)) found = withoutLoneParagraph(found)
  return FLOWING.has(tag) || BOXES.includes(tag) || tag === "small" ? trimmed(found) : found
}

// With words in one piece, and one blank where there were several.
function folded(children) {
  const found = []
  for (const child of children) {
    if (isText(child) && found.length && isText(found.at(-1))) found.at(-1).data += child.data
    else found.push(child)
  }
  for (const child of found.filter(isText)) child.data = child.data.replace(SPACES, " ")
  return found
}

function withoutLoneParagraph(children) {
  const [first, ...others] = children.filter((child) => !isBlank(child))
  const isLone = others.every((other) => isElement(other) && ["ul", "ol"].includes(other.localName))
  if (first && isElement(first) && first.localName === "p" && !first.attributes.length && isLone) return [...first.childNodes, ...others]
  return children
}

// Without blanks and line breaks at the edges of a block.
function trimmed(children) {
  let [from, to] = [0, children.length]
  while (from < to && (isBlank(children[from]) || isBreak(children[from]))) from += 1
  while (to > from && (isBlank(children[to - 1]) || isBreak(children[to - 1]))) to -= 1
  const found = children.slice(from, to)
  if (found.length && isText(found[0])) found[0].data = found[0].data.replace(/^[ \t\r\n\f\u00a0]+/, "")
  if (found.length && isText(found.at(-1))) found.at(-1).data = found.at(-1).data.replace(/[ \t\r\n\f\u00a0]+$/, "")
  return found
}

// A list that lies beside the items of another belongs into the item before it.
function nested(items) {
  const found = []
  for (const item of items.filter(isElement)) {
    if (["ul", "ol"].includes(item.localName) && found.length) found.at(-1).append(item)
    else found.push(item)
  }
  return found
}

// Items of pretended lists, put into real ones by their levels.
function gathered(children) {
  const found = []
  let lists = []
  for (const child of children) {
    if (isElement(child) && child.dataset.level) intoList(child, lists, found)
    else if (!(lists.length && isBlank(child))) {
      lists = []
      found.push(child)
    }
  }
  return found
}

function intoList(item, lists, found) {
  const { list: key, start } = item.dataset
  const level = Number(item.dataset.level)
  while (lists.length && (lists.at(-1).level > level || (lists.at(-1).level === level && lists.at(-1).key !== key))) lists.pop()
  if (!lists.length || lists.at(-1).level < level) {
    const kind = key.slice(-2)
    const list = made(kind, kind === "ol" && start !== "1" ? { start } : {})
    if (lists.length) lists.at(-1).list.lastChild.append(list)
    else found.push(list)
    lists.push({ level, key, list })
  }
  for (const name of ["data-level", "data-list", "data-start"]) item.removeAttribute(name)
  lists.at(-1).list.append(item)
}

// Blocks, with the words between them in paragraphs.
function paragraphs(children) {
  const found = []
  let loose = []
  for (const child of [...children, null]) {
    if (child && !isFlowing(child)) {
      loose.push(child)
      continue
    }
    const words = trimmed(loose)
    if (words.length) found.push(made("p", {}, words))
    loose = []
    if (child) found.push(child)
  }
  return found
}

// A browser looks at what it parses: it would complain of styles and handlers, and try to load pictures. Elements that
// are not kept go before it parses, and what would have an effect has another name.
const WHOLE = /<!--[\s\S]*?-->|<(style|script|title|xml|template|noscript)\b[\s\S]*?<\/\1\s*>/gi
const TAG = /<\/?([a-z][^\s/>]*)(?:[^<>"']|"[^"]*"|'[^']*')*>/gi
const withoutEffects = (html) =>
  html.replace(WHOLE, "").replace(TAG, (tag, name) =>
    KNOWN.has(name.toLowerCase()) ? tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, "$1data-$2") : "")

// What is malformed may still bring a form, whose fields can stand in for its own properties.
function unwrapForms(root) {
  for (const form of root.querySelectorAll("form")) {
    const range = document.createRange()
    range.selectNodeContents(form)
    Element.prototype.replaceWith.call(form, range.extractContents())
  }
}

export function plainMarkup(html) {
  const root = parsed(withoutEffects(html))
  unwrapForms(root)
  root.querySelectorAll(SILENT).forEach((element) => element.remove())
  forgetKeyboards(root)
  setNotes(root)
  const children = content(root, "body")
  return made("div", {}, children.some(isFlowing) ? paragraphs(children) : children).innerHTML
}
