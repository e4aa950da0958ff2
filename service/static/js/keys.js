// Keys on the screen write where the cursor is. Nothing is kept.
"use strict";
(() => {
  const BOXES = ".input, .gap__field";
  let open = false, last;

  const one = (name) => document.querySelector(name);
  const box = () => last?.isConnected ? last : one(BOXES);

  function show() {
    document.documentElement.dataset.keys = open;
    one(".keys-open")?.setAttribute("aria-expanded", open);
  }

  // A phone's own keyboard stays away.
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
    let { selectionStart: from, selectionEnd: to, value } = field;
    if (!text && from === to) from = value.slice(0, to).replace(/(\P{M}\p{M}*|.)$/su, "").length;
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  addEventListener("focusin", ({ target }) => target.matches(BOXES) && settle(target));
  addEventListener("mousedown", (event) => event.target.closest(".tap") && event.preventDefault());
  // `detail` is 0 for whoever presses keys by keyboard.
  addEventListener("click", ({ target, detail }) => {
    const key = target.closest(".tap"), row = one(".keys__forms"), forms = key?.dataset.forms;
    if (!key) return;
    if (key.value === "keys") toggle();
    else if (forms && key.parentNode !== row) {
      row.replaceChildren(...[...forms].map((form) => Object.assign(key.cloneNode(), { textContent: form })));
      if (!detail) row.firstChild.focus();
    } else {
      write(key.value === "back" ? "" : key.value || key.textContent);
      if (detail && open) box().focus();
    }
  });
  new MutationObserver(show).observe(document.body, { childList: true });
  show();
})();
