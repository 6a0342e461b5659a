// Asks the browser for a passkey, or to make one, and sends the answer with the form around the button.
"use strict";
(() => {
  const toBytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (character) => character.charCodeAt(0));
  };
  const toText = (buffer) => {
    const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const withBytes = (list) => (list || []).map((item) => ({ ...item, id: toBytes(item.id) }));

  const make = (options) => {
    const asked = options.publicKey;
    return navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: toBytes(asked.challenge),
        user: { ...asked.user, id: toBytes(asked.user.id) },
        excludeCredentials: withBytes(asked.excludeCredentials),
        // The passkey alone opens the account, so it is kept on the device and asks who is there.
        authenticatorSelection: {
          ...asked.authenticatorSelection,
          residentKey: "required",
          requireResidentKey: true,
          userVerification: "required",
        },
      },
    });
  };
  const show = (options) => {
    const asked = options.publicKey;
    return navigator.credentials.get({
      publicKey: {
        ...asked,
        challenge: toBytes(asked.challenge),
        allowCredentials: withBytes(asked.allowCredentials),
      },
    });
  };
  const written = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };
  const optionsOf = async (form) => {
    const data = document.getElementById(form.dataset.options);
    if (data) return JSON.parse(data.textContent)[`${form.dataset.passkey === "create" ? "creation" : "request"}_options`];
    const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status === 429 ? await answer.text() : "");
    return (await answer.json()).request_options;
  };
  const words = (error) => {
    if (error.name === "InvalidStateError") return "This device has a passkey for your account already.";
    if (error.name === "SecurityError") return "Passkeys do not work at this address: open the portal by its name.";
    if (error.name === "Error" && error.message) return error.message;
    return "No passkey was used. Try again, or take another way.";
  };

  if (!window.isSecureContext || !window.PublicKeyCredential) return;
  for (const note of document.querySelectorAll(".passkey-cannot")) note.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const problem = form.querySelector(".passkey-problem");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.hidden = true;
      try {
        const options = await optionsOf(form);
        const credential = await (form.dataset.passkey === "create" ? make : show)(options);
        form.elements.credential.value = written(credential);
        form.submit();
      } catch (error) {
        problem.textContent = words(error);
        problem.hidden = false;
      }
    });
  }
})();
