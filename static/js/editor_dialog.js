// A question in a small window over the page: a title, fields with labels and hints, and two buttons.

let count = 0

const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

function control({ name, label, hint, choices, value }, key) {
  const id = `${key}-${name}`
  const input = choices
    ? made("select", { id }, ...choices.map(([code, words]) => made("option", { value: code, textContent: words })))
    : made("input", { id, type: "text", autocomplete: "off" })
  input.value = value
  input.dataset.name = name
  const parts = [made("label", { htmlFor: id, textContent: label }), input]
  if (hint) {
    parts.push(made("p", { className: "help", id: `${id}-hint`, textContent: hint }))
    input.setAttribute("aria-describedby", `${id}-hint`)
  }
  return made("div", { className: "writing-field" }, ...parts)
}

// Resolves to the values by name, or to null. `refuse(values)` says what is wrong, or nothing.
export function ask(place, { title, submit, fields, refuse = () => "" }) {
  const key = `writing-dialog-${++count}`
  const problem = made("p", { className: "errornote", role: "alert", hidden: true })
  const accept = made("button", { type: "button", className: "button default", textContent: submit })
  const cancel = made("button", { type: "button", className: "button", textContent: "Cancel" })
  const dialog = made(
    "dialog",
    { className: "writing-dialog" },
    made("h2", { id: key, textContent: title }),
    problem,
    ...fields.map((field) => control(field, key)),
    made("div", { className: "writing-choices" }, accept, cancel),
  )
  dialog.setAttribute("aria-labelledby", key)
  const inputs = [...dialog.querySelectorAll("[data-name]")]
  const values = () => Object.fromEntries(inputs.map((input) => [input.dataset.name, input.value.trim()]))
  return new Promise((resolve) => {
    let answer = null
    const finish = () => {
      const wrong = refuse(values())
      problem.hidden = !wrong
      problem.textContent = wrong
      if (wrong) return inputs[0].focus()
      answer = values()
      dialog.close()
    }
    accept.addEventListener("click", finish)
    cancel.addEventListener("click", () => dialog.close())
    // The form around the editor is not sent, and does not hear of what is typed here.
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.matches("button")) return
      event.preventDefault()
      finish()
    })
    for (const type of ["input", "change"]) dialog.addEventListener(type, (event) => event.stopPropagation())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    place.append(dialog)
    dialog.showModal()
    inputs[0].focus()
  })
}
