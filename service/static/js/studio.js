/* The recording studio: record, listen, keep, go on. A take lies in memory until the service has it; nothing is stored
   in the browser. Without this script the page takes a file. */
"use strict";

(() => {
  const RETRIES = [3, 6, 12, 24, 48];
  const CLICK = 0.1; // seconds at the start that hold the click of the key
  let context = null;
  let microphone = null;
  let blocks = null; // what is being recorded
  let take = null; // {samples, rate}
  let playing = null;
  let told = new Set();
  let retry = { timer: 0, count: 0 };
  let state = "idle";
  let voice = ""; // as changed on this page

  const studio = () => document.getElementById("studio");
  const part = (name) => studio().querySelector(`[data-part="${name}"]`);
  const number = (name) => Number(studio().dataset[name]);
  const words = (name) => document.getElementById("studio-words").content.querySelector(`[data-word="${name}"]`);

  const tell = (name, kind) => {
    const place = part("told");
    place.className = name ? `notice notice--${kind}` : "";
    place.textContent = name ? words(name).textContent : "";
  };

  /* Which buttons there are follows from the state alone. Focus never stays on one that went. */
  const become = (next) => {
    state = next;
    studio().dataset.state = next;
    for (const each of studio().querySelectorAll("[data-when]")) {
      each.hidden = !each.dataset.when.split(" ").includes(next);
    }
    const before = part("before-take");
    if (before) before.hidden = next !== "idle";
    part("turn").hidden = next === "recording" || next === "sending";
    if (document.activeElement && document.activeElement.closest("[hidden]")) studio().focus({ preventScroll: true });
  };

  /* --- the microphone --- */

  const open = async () => {
    if (microphone) return true;
    if (!window.isSecureContext || !navigator.mediaDevices) {
      tell(window.isSecureContext ? "unsupported" : "insecure", "danger");
      return false;
    }
    try {
      microphone = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: false },
      });
      context = context || new AudioContext();
      await awake(context);
      await context.audioWorklet.addModule(studio().dataset.tap);
      const tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0 });
      tap.port.onmessage = (event) => hear(event.data);
      context.createMediaStreamSource(microphone).connect(tap);
      microphone.getAudioTracks()[0].addEventListener("ended", lost);
      return true;
    } catch (problem) {
      close();
      const known = { NotAllowedError: "refused", NotFoundError: "none", NotReadableError: "busy" };
      tell(known[problem.name] || "failed", "danger");
      return false;
    }
  };

  /* Without a loudspeaker some browsers never begin; then the page must say so. */
  const awake = (sleeping) =>
    Promise.race([sleeping.resume(), new Promise((_, fail) => setTimeout(() => fail(new Error("asleep")), 5000))]);

  const close = () => {
    if (microphone) microphone.getTracks().forEach((track) => track.stop());
    microphone = null;
  };

  /* Somebody pulled the plug: what was said so far stays. */
  const lost = () => {
    microphone = null;
    if (state === "recording") stop();
    tell("none", "danger");
  };

  const hear = (block) => {
    if (state !== "recording") return;
    blocks.push(block);
    const seconds = (blocks.length * block.length) / context.sampleRate;
    show(block, seconds);
    if (seconds >= number("longest")) stop();
  };

  const show = (block, seconds) => {
    const level = decibels(block);
    const peak = block.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const word = peak >= number("loud") ? "loud" : level > number("quiet") ? "good" : "soft";
    part("bar").style.inlineSize = `${Math.max(0, Math.min(100, ((level + 60) / 60) * 100))}%`;
    part("level").dataset.level = word;
    part("level-word").textContent = words(`level-${word}`).textContent;
    part("time").textContent = clock(seconds);
  };

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

  const decibels = (samples) => {
    let power = 0;
    for (const sample of samples) power += sample * sample;
    return 10 * Math.log10(Math.max(power / Math.max(samples.length, 1), 1e-12));
  };

  /* --- record, listen --- */

  const record = async () => {
    quiet();
    if (!(await open())) return;
    take = null;
    told = new Set();
    blocks = [];
    part("time").textContent = clock(0);
    part("level-word").textContent = "";
    tell("");
    become("recording");
  };

  const stop = () => {
    const skipped = Math.round(CLICK * context.sampleRate);
    const size = blocks.reduce((sum, block) => sum + block.length, 0);
    const samples = new Float32Array(size);
    blocks.reduce((at, block) => (samples.set(block, at), at + block.length), 0);
    blocks = null;
    take = { samples: samples.subarray(Math.min(skipped, size)), rate: context.sampleRate };
    part("bar").style.inlineSize = "0";
    become("taken");
    const fault = judge(take);
    if (fault) mind(fault);
    else tell("taken", "good");
  };

  /* The same measures as the service's, in short; it judges again what it gets. */
  const judge = ({ samples, rate }) => {
    const size = Math.round(rate / 100);
    const levels = [];
    for (let at = 0; at + size <= samples.length; at += size) levels.push(decibels(samples.subarray(at, at + size)));
    const loudest = Math.max(-120, ...levels);
    const voice = levels.filter((level) => level > Math.max(loudest - 35, number("silent")));
    if (loudest < number("silent") || !voice.length) return "silent";
    let run = 0;
    let flat = 0;
    for (const sample of samples) {
      run = Math.abs(sample) >= number("full") ? run + 1 : 0;
      if (run === number("flat")) flat += 1;
    }
    if (flat >= number("flattened")) return "clipped";
    const power = voice.reduce((sum, level) => sum + 10 ** (level / 10), 0) / voice.length;
    if (10 * Math.log10(power) < number("quiet")) return "quiet";
    return voice.length / 100 < number("shortest") ? "short" : "";
  };

  const mind = (fault) => {
    told.add(fault);
    tell(fault, "warn");
  };

  const quiet = () => {
    const sounding = playing;
    playing = null;
    if (sounding) sounding.stop();
    const kept = part("kept");
    if (kept) kept.pause();
  };

  const listen = () => {
    if (playing) {
      quiet();
      return;
    }
    if (!take.samples.length) return;
    const buffer = context.createBuffer(1, take.samples.length, take.rate);
    buffer.copyToChannel(take.samples, 0);
    playing = context.createBufferSource();
    playing.buffer = buffer;
    playing.connect(context.destination);
    playing.addEventListener("ended", () => (playing = null));
    playing.start();
  };

  /* --- keep --- */

  const wav = ({ samples, rate }) => {
    const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
    const write = (at, text) => [...text].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)));
    write(0, "RIFF");
    view.setUint32(4, 36 + samples.length * 2, true);
    write(8, "WAVEfmt ");
    [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, rate, 4], [28, rate * 2, 4], [32, 2, 2], [34, 16, 2]].forEach(
      ([at, value, bytes]) => (bytes === 4 ? view.setUint32(at, value, true) : view.setUint16(at, value, true)),
    );
    write(36, "data");
    view.setUint32(40, samples.length * 2, true);
    samples.forEach((sample, n) => view.setInt16(44 + n * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true));
    return new Blob([view], { type: "audio/wav" });
  };

  const keep = async () => {
    if (!take || state === "sending") return;
    clearTimeout(retry.timer);
    quiet();
    become("sending");
    tell("sending", "plain");
    const form = part("keep-form");
    const body = new FormData(form);
    body.set("take", wav(take), "take.wav");
    body.set("told", [...told].join(" "));
    try {
      const reply = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
      if ((reply.headers.get("content-type") || "").startsWith("application/json")) answered(await reply.json());
      else await refused(reply.status, form);
    } catch {
      unsaved("unsaved");
    }
  };

  const answered = (reply) => {
    document.dispatchEvent(new Event("kb-active"));
    retry = { timer: 0, count: 0 };
    if (reply.kept) {
      take = null;
      go(reply.next);
    } else {
      become("taken");
      mind(reply.fault);
    }
  };

  /* Signed in again in another tab: the form's token is another one now. */
  const refused = async (status, form) => {
    if (status === 401) return unsaved("signed-out");
    if (status === 403) {
      const fresh = parse(await (await fetch(location.href, { cache: "no-store" })).text());
      const token = fresh.querySelector("#studio [name=csrf]");
      if (token) form.elements.csrf.value = token.value;
    }
    return unsaved("unsaved");
  };

  const unsaved = (why) => {
    become("taken");
    tell(why, "danger");
    const wait = RETRIES[retry.count];
    if (wait === undefined) return;
    retry.count += 1;
    retry.timer = setTimeout(keep, wait * 1000);
  };

  /* --- from text to text --- */

  const parse = (html) => new DOMParser().parseFromString(html, "text/html");

  const go = async (address) => {
    try {
      const reply = await fetch(address, { cache: "no-store" });
      const next = parse(await reply.text());
      if (!reply.ok || !next.getElementById("studio")) throw new Error("another page");
      document.getElementById("main").replaceChildren(...next.getElementById("main").childNodes);
      document.title = next.title;
      history.pushState(null, "", reply.url);
      document.dispatchEvent(new Event("kb-active"));
      begin();
      studio().focus({ preventScroll: true });
      window.scrollTo(0, 0);
    } catch {
      location.assign(address);
    }
  };

  const leave = (event, link) => {
    event.preventDefault();
    if (take && !window.confirm(words("lose").textContent)) return;
    clearTimeout(retry.timer);
    quiet();
    take = null;
    go(link.href);
  };

  const acts = { record, stop, listen, again: record, keep };

  document.addEventListener("click", (event) => {
    if (!studio()) return;
    const button = event.target.closest("[data-act]");
    if (button) {
      acts[button.dataset.act]();
      if (event.detail) studio().focus({ preventScroll: true });
    }
    const link = event.target.closest("a[data-go]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) leave(event, link);
  });

  document.addEventListener("keydown", (event) => {
    if (!studio() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("a, button, input, select, textarea, summary, audio")) return;
    const act = {
      " ": { idle: record, recording: stop, taken: listen }[state],
      Enter: { recording: stop, taken: keep }[state],
      Backspace: { taken: record }[state],
      ArrowRight: () => turn("next"),
      ArrowLeft: () => turn("before"),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  /* Whose voice it is stays from text to text. */
  const name = (whose) => {
    voice = whose;
    part("keep-form").elements.voice.value = whose;
    part("voice").textContent = whose;
  };

  document.addEventListener("change", (event) => {
    if (event.target.name === "voice" && studio()) name(event.target.value.trim());
  });

  /* Enter in the field of the voice is no sending of a file. */
  document.addEventListener("submit", (event) => {
    const file = event.target.elements.take;
    if (!studio() || !file || file.files.length) return;
    event.preventDefault();
    if (document.activeElement.name !== "voice") tell("missing", "warn");
    studio().focus({ preventScroll: true });
  });

  const turn = (name) => {
    const link = part(name);
    if (link && !part("turn").hidden) link.click();
  };

  window.addEventListener("beforeunload", (event) => {
    if (take || state === "recording") event.preventDefault();
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("popstate", () => location.reload());
  window.addEventListener("online", () => {
    if (take && retry.count) keep();
  });

  const begin = () => {
    if (!studio()) return;
    retry = { timer: 0, count: 0 };
    part("file").open = false;
    if (voice) name(voice);
    become("idle");
    if (!window.isSecureContext) tell("insecure", "danger");
    else if (!navigator.mediaDevices) tell("unsupported", "danger");
  };

  begin();
})();
