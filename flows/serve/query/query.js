// Puts an editor in the place of the plain field; what it holds is sent by the same form.
"use strict";
(() => {
  const field = document.getElementById("sparql");
  const room = document.createElement("div");
  field.after(room);
  const editor = new Yasqe(room, {
    value: field.value,
    autocompleters: ["variables"],
    collapsePrefixesOnLoad: false,
    consumeShareLink: null,
    editorHeight: "auto",
    lineWrapping: true,
    createShareableLink: undefined,
    persistenceId: null,
    resizeable: false,
    showQueryButton: false,
    viewportMargin: Infinity,
  });
  const text = editor.getInputField();
  text.setAttribute("aria-label", field.labels[0].textContent);
  field.labels[0].addEventListener("click", () => editor.focus());
  field.hidden = true;
  field.form.addEventListener("submit", () => { field.value = editor.getValue(); });
  editor.setOption("extraKeys", {
    ...editor.getOption("extraKeys"),
    "Ctrl-Enter": () => field.form.requestSubmit(),
    "Cmd-Enter": () => field.form.requestSubmit(),
    // Who walks through the page by keys must come out of the editor again.
    Tab: false,
    "Shift-Tab": false,
  });
})();
