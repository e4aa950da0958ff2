// Makes the kiosk nicer; everything works without it. Nothing is ever kept in the browser.
"use strict";
(function () {
  const one = (selector) => document.querySelector(selector);
  const offline = one("#offline");
  const idle = one("#idle");
  const lost = offline?.firstElementChild.textContent;
  let sending = false;
  let unsaved = false;

  // A page that comes back from the browser's memory asks the server again before anybody can read it.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) { blank(); location.reload(); }
  });
  // What the browser keeps of a page for Back is kept empty.
  window.addEventListener("pagehide", blank);

  function blank() { document.body.textContent = ""; }

  function pause(milliseconds) { return new Promise((done) => setTimeout(done, milliseconds)); }

  // A silent line counts as gone: after 8 s at the first try, then 16, and so on.
  function patience(wait, line = new AbortController()) {
    setTimeout(() => line.abort(), 8 * wait);
    return line.signal;
  }

  // Nothing to read from now on, whether the server can be reached or not. What was being sent is still sent; then the
  // server is asked until `over` holds, as long as it takes, and only then the page gives way to the next one.
  let gone = false;
  async function goBlank(over) {
    if (gone) return;
    gone = true;
    queue.filter(({ action }) => LOOKS.includes(action)).forEach(drop);
    blank();
    stopLooking();
    for (let wait = 1000; ; wait = Math.min(wait * 2, 15000)) {
      try {
        if (!sending && await over(patience(wait))) break;
      } catch { /* not reached yet */ }
      await pause(wait);
    }
    unsaved = false;
    location.replace("/");
  }

  // What was pressed and is not acknowledged yet. The last press counts: an answer takes the place of another one and
  // of a button; a button waits for the answer before it. A hand, languages and looks take nobody's place.
  const queue = [];
  const LOOKS = ["/language", "/look", "/next"];
  const leads = ({ kind }) => ["answer", "move"].includes(kind);
  // Of this page: how often another answer was sent, and the last one.
  let page = { times: -1, sent: "" };
  let hurry = () => {};

  function press(form, button, action) {
    const kind = kindOf(form, button, action);
    // Time that runs out takes nobody's place.
    if (!button && queue.some(leads)) return;
    const pressed = fields(form, button);
    const said = told(pressed);
    if (kind === "answer") {
      if (said !== page.sent) page = { times: page.times + 1, sent: said };
      pressed.set("press", page.times);
    } else if (page.times >= 0) pressed.set("after", "1");
    // A language or a look takes along what stands on the page when it is sent.
    const lasting = ["answer", "move", "hand"].includes(kind);
    const now = { kind, action, said: kind + said, body: () => (lasting ? pressed : fields(form, button)) };
    now.label = (button?.textContent.trim() || one(".foot .button--primary")?.textContent || "").replace(/\s+/g, " ");
    const same = queue.find((other) => other.said === now.said);
    const giveWay = queue.filter((other) => other !== same
      && (other.kind === kind || (kind === "answer" && other.kind === "move")));
    if (!same) queue.push(now);
    giveWay.forEach(drop);
    listWaiting();
    if (sending) hurry(); else run();
  }

  function kindOf(form, button, action) {
    if (form.matches(".hand")) return "hand";
    if (action === "/answer") return "answer";
    if (LOOKS.includes(action)) return action + (button?.name || "");
    return ["beside", "fold"].includes(button?.value) ? button.value : "move";
  }

  function told(body) {
    return [...body].filter(([name]) => !["left", "listens", "press", "after"].includes(name)).join("&");
  }

  function drop(waiting) {
    queue.splice(queue.indexOf(waiting), 1);
    waiting.line?.abort();
    hurry();
  }

  // An answer that is changed while it is being sent waits for Next again.
  document.addEventListener("input", ({ target }) => {
    const last = queue.slice().reverse().find(leads);
    if (target.form?.id !== "answer" || target.name !== "answer" || last?.kind !== "answer") return;
    unsaved = true;
    drop(last);
    tell("");
  });

  // One after the other, as long as it takes; the page stays until it is known what comes next.
  async function run() {
    sending = true;
    stopLooking();
    let leaving = false;
    for (let wait = 1000, broken = 0; queue.length;) {
      const now = queue[0];
      const looks = LOOKS.includes(now.action);
      if (leads(now)) unsay();
      now.line = new AbortController();
      try {
        const body = now.body();
        const reply = await post(now.action, body, patience(wait, now.line), looks ? "manual" : "follow");
        if (reply.status >= 500) throw reply;
        const next = looks ? null : await screenOf(reply);
        // Something else was pressed, or chosen, meanwhile.
        if (now !== queue[0] || (!gone && told(now.body()) !== told(body))) continue;
        queue.shift();
        wait = 1000;
        broken = 0;
        if (!queue.length) unsaved = false;
        if (gone) continue;
        if (looks) {
          leaving = true;
          if (now.action === "/next") queue.length = 0;
        } else if (now.kind === "hand") showHand(reply, next);
        else if (!reply.ok || !queue.some(leads) || next?.querySelector("[data-first]")) {
          queue.filter(leads).forEach(drop);
          swap(reply, next);
        }
        listWaiting();
      } catch (problem) {
        if (now !== queue[0]) continue;
        unsaved = true;
        unsay();
        // The third time it is no chance: the server's own words; the buttons work again, with the same key.
        if (problem.status === 500 && ++broken > 2) {
          queue.length = 0;
          tell((await documentOf(problem)).querySelector(".lead")?.textContent || lost);
          break;
        }
        tell(lost);
        await Promise.race([pause(wait), new Promise((soon) => { hurry = soon; })]);
        wait = Math.min(wait * 2, 15000);
      }
    }
    sending = false;
    if (gone) return;
    if (leaving) goOn();
    else if (!unsaved) offline.hidden = true;
  }

  // Above the buttons, where it covers nothing.
  function tell(text) {
    const [words, anew] = offline.children;
    words.textContent = text;
    words.hidden = !text;
    anew.hidden = page.times < 0 || !one("#answer [name=answer]") || queue.some(({ kind }) => kind === "move");
    listWaiting();
    offline.hidden = false;
    settle();
  }

  function listWaiting() {
    const chips = queue.map(({ label }) => Object.assign(document.createElement("bdi"), { textContent: label }));
    offline.lastElementChild.replaceChildren(...chips);
  }

  function settle() {
    const at = one(".foot") || one("main");
    if (!at || offline.parentNode === at) return;
    if (at.matches(".foot")) at.prepend(offline); else at.append(offline);
  }

  function unsay() {
    const saved = one(".saved");
    if (saved) saved.textContent = "";
  }

  function goOn() {
    queue.length = 0;
    unsaved = false;
    location.replace("/");
  }

  function fields(form, button) {
    const body = new URLSearchParams(new FormData(form));
    const looks = LOOKS.includes(form.getAttribute("action"));
    const beside = typedBeside(form, looks ? "#answer, #agree, #enter, #practice" : ".question--gaps");
    for (const [name, value] of beside) body.append(name, value);
    if (button?.name) body.set(button.name, button.value);
    return body;
  }

  function post(action, body, signal, redirect = "follow") {
    return fetch(action, { method: "POST", body, signal, redirect, headers: { "kb-part": "1" } });
  }

  async function documentOf(reply) { return new DOMParser().parseFromString(await reply.text(), "text/html"); }

  async function screenOf(reply) { return (await documentOf(reply)).getElementById("screen"); }

  // What a screen needs besides is fetched once and stays.
  const from = ({ src, href }) => src || href;
  const loaded = new Set([...document.querySelectorAll("script, link")].map(from));
  function load(screen) {
    for (const part of screen.querySelectorAll("script, link")) {
      part.remove();
      if (loaded.has(from(part))) continue;
      loaded.add(from(part));
      document.head.append(part.src ? Object.assign(document.createElement("script"), { src: part.src }) : part);
    }
  }

  function swap(reply, next) {
    // Sent elsewhere is out of the sitting: its head goes too.
    const out = reply.redirected && !next?.querySelector("#notice");
    if (!reply.ok || !next || out) { goOn(); return; }
    const before = one("#screen");
    const actions = before.querySelector(".top__actions");
    if (actions && !next.querySelector(".top__actions")) next.querySelector(".top__where").after(actions);
    load(next);
    const code = next.querySelector("#code");
    if (code) code.value = one("#code")?.value || "";
    document.body.append(offline);
    before.replaceWith(next);
    page = { times: -1, sent: "" };
    if (!offline.hidden) settle();
    const lang = next.getAttribute("lang");
    if (lang && lang !== document.documentElement.lang) { goOn(); return; }
    window.scrollTo(0, 0);
    const first = code || next.querySelector("[role=alert]") || next.querySelector("[role=status]:not(:empty), h1");
    if (first && !code) first.tabIndex = -1;
    first?.focus();
    dress();
  }

  // A raised hand changes nothing else on the screen, so that what was chosen or typed stays.
  function showHand(reply, next) {
    if (!reply.ok || !next?.querySelector(".top")) { goOn(); return; }
    const before = one(".hand");
    const after = next.querySelector(".hand");
    if (!after) { before.remove(); return; }
    before.replaceWith(after);
    freeButtons();
    after.querySelector("button").focus();
  }

  // Whoever leaves a text with gaps sends what was typed along; who changes how a page looks, of any page.
  function typedBeside(form, wanted) {
    const other = one(wanted);
    if (form.matches(".hand") || !other || other === form) return [];
    return [...new FormData(other)].filter(([name]) => name !== "csrf");
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const action = event.submitter?.getAttribute("formaction") || form.getAttribute("action");
    if (action === "/leave") {
      event.preventDefault();
      const body = fields(form, event.submitter);
      goBlank(async (signal) => (await post("/leave", body, signal)).status < 500);
      return;
    }
    if (!offline || !["/answer", "/go", "/find", "/enter", ...LOOKS].includes(action)) return;
    event.preventDefault();
    press(form, event.submitter, action);
  });

  // F2 shows and hides the second language. In a text with gaps Enter goes to the next gap, from the last to the button.
  document.addEventListener("keydown", (event) => {
    if (event.key === "F2") one("button.also")?.click();
    // In a long list the first button of the form is the one that looks; from a choice Enter goes on, as everywhere.
    if (event.key === "Enter" && event.target.name === "answer" && one("#finder")) {
      event.preventDefault();
      one(".foot .button--primary").click();
    }
    if (event.key !== "Enter" || event.isComposing || !event.target.matches(".gap__field")) return;
    event.preventDefault();
    const fields = [...document.querySelectorAll(".gap__field")];
    const next = fields[fields.indexOf(event.target) + 1] || one(".foot .button--primary");
    next.focus();
  });

  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  // Without this script the head's buttons send the text themselves; with it they stay for other screens too.
  function freeButtons() {
    for (const button of document.querySelectorAll(".top__actions [formaction], .hand [formaction]")) {
      button.removeAttribute("form");
      button.removeAttribute("formaction");
    }
  }

  // Long lists: the server is asked what fits while one types, until one chooses; the field itself stays.
  let looking = null;
  function stopLooking() {
    if (!looking) return;
    clearTimeout(looking.timer);
    looking.abort();
    looking = null;
  }

  document.addEventListener("change", ({ target }) => { if (target.name === "answer") stopLooking(); });

  function look(finder) {
    stopLooking();
    const mine = looking = new AbortController();
    mine.timer = setTimeout(async () => {
      try {
        const reply = await post("/find", fields(finder.form), mine.signal);
        const next = await screenOf(reply);
        if (mine !== looking || !reply.ok || !next?.querySelector("#found")) return;
        for (const part of [".hear", "#found", ".headings"]) one(part)?.replaceWith(next.querySelector(part));
        one("#told").textContent = next.querySelector("#told").textContent.trim();
      } catch { /* no line, or more was typed: what stands there holds */ }
    }, 200);
  }

  function dress() {
    freeButtons();
    const finder = one("#finder");
    finder?.addEventListener("input", () => look(finder));
  }

  // A server that heard later of the client would show the sitting again: it is asked until it does not.
  async function isOut(signal) { return /data-idle="0"/.test(await (await fetch("/", { signal })).text()); }

  // Who reads for long is not gone: the server is told, about once a minute.
  function stillHere() {
    const token = one("input[name=csrf]");
    if (token) post("/go", new URLSearchParams({ csrf: token.value, to: "here" })).catch(() => {});
  }

  // Nobody there: warn, then go, also without a server, and not later than it: it counts from what it was told.
  const limit = Number(document.body.dataset.idle || 0) * 1000;
  if (limit) {
    let told = Date.now();
    const here = ({ target }) => {
      if (!idle.hidden || Date.now() - told > 60000) { told = Date.now(); stillHere(); }
      idle.hidden = !target.closest?.("#idle .listen");
    };
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, here);
    one("#idle-stay").addEventListener("click", (event) => { event.preventDefault(); here(event); });
    setInterval(() => {
      const quiet = Date.now() - told;
      if (quiet > limit) goBlank(isOut);
      else if (quiet > limit - 90000) idle.hidden = false;
    }, 1000);
  }

  dress();

  // Another tab may show the sitting too: when it has ended in one, all give way.
  const tabs = new BroadcastChannel("klantbeeld");
  tabs.onmessage = async () => { if (limit && await isOut().catch(() => true)) goBlank(isOut); };
  if (document.body.dataset.idle === "0") tabs.postMessage("");
})();
