// Keys write at the cursor. Nothing is kept.
"use strict";
(() => {
  const BOXES = ".input, .gap__field";
  let open = false, last;

  const one = (name) => document.querySelector(name);

  // Fresh: its end.
  function box() {
    if (!last?.isConnected) settle(one(BOXES)), last.selectionStart = 99;
    return last;
  }

  function show() {
    document.documentElement.dataset.keys = open;
    one(".keys-open")?.setAttribute("aria-expanded", open);
  }

  // No phone's own keyboard.
  function settle(field) {
    last = field;
    if (one(".keys")) field.inputMode = open ? "none" : "";
  }

  function toggle() {
    open = !open;
    show();
    settle(box());
    last.focus();
    last.scrollIntoView();
  }

  function write(text) {
    const field = box();
    let { selectionStart: from, selectionEnd: to } = field;
    if (!text && from === to) from = field.value.slice(0, to).replace(/(\P{M}\p{M}*|.)$/su, "").length;
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The code in groups of four.
  addEventListener("input", ({ target, target: { id, value, selectionEnd } }) => {
    if (id === "code" && selectionEnd === value.length)
      target.value = value.replace(/\P{Nd}/gu, "").slice(0, 20).replace(/(.{4})(?=.)/g, "$1 ");
  });

  addEventListener("focusin", ({ target }) => target.matches(BOXES) && settle(target));
  addEventListener("mousedown", (e) => e.target.closest(".tap") && e.preventDefault());
  // By keyboard: 0.
  addEventListener("click", ({ target, detail }) => {
    const key = target.closest(".tap"), row = one(".keys__forms"), forms = key?.dataset.forms;
    if (!key) return;
    if (key.value === "keys") toggle();
    else if (forms && key.parentNode !== row) {
      row.replaceChildren(...[...forms].map((textContent) => Object.assign(key.cloneNode(), { textContent })));
      if (!detail) row.firstChild.focus();
    } else {
      write(key.value === "back" ? "" : key.value || key.textContent);
      if (detail && open) box().focus();
    }
  });
  new MutationObserver(show).observe(document.body, { childList: true });
  show();
})();
