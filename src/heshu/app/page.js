// What the chat page does in the browser.  Each part of the page calls its own function here with the element that
// holds it; listeners sit on that element, so that they outlive every redrawing of what is inside.
window.heshu = window.heshu || (() => {
  const narrow = window.matchMedia("(max-width: 1023px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const part = (name) => document.getElementById(`heshu-${name}`);
  const box = () => part("question");
  const patience = { again: 300, begin: 6000, end: 60000 };
  let opener = null;

  // Scroll inside one pane; scrollIntoView would move the panes around it as well.
  function scroll(pane, target, above) {
    const top = pane.scrollTop + target.getBoundingClientRect().top - pane.getBoundingClientRect().top - above;
    pane.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
  }

  // ---- drawers of narrow windows: the shelf and the evidence

  function draw(name, from) {
    if (!narrow.matches) return;
    shut(false);
    opener = from || null;
    document.body.dataset.drawer = name;
    toggles();
    part(`${name}-name`)?.focus({ preventScroll: true });
  }

  function shut(restore = true) {
    if (!document.body.dataset.drawer) return;
    delete document.body.dataset.drawer;
    toggles();
    if (restore) opener?.focus();
  }

  // While a drawer is open the rest cannot be reached, by keyboard either.
  function toggles() {
    const open = document.body.dataset.drawer;
    ["heading", "shelf", "talk", "composer", "audit", "evidence", "corpus", "talks", "compare"].forEach((name) => {
      part(name).inert = Boolean(open) && name !== open && !(name === "talks" && open === "shelf");
    });
    document.querySelectorAll("[data-open]").forEach((button) => {
      button.setAttribute("aria-expanded", String(button.dataset.open === open));
    });
  }

  narrow.addEventListener("change", () => shut(false));

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-open], [data-close]");
    if (button?.dataset.open) draw(button.dataset.open, button);
    else if (button || event.target === document.body) shut();
    else if (document.body.dataset.drawer && !event.target.closest("#heshu-shelf, #heshu-talks, #heshu-evidence, .cite, .source")) {
      shut(false);
    }
  });

  // ---- the two views, chat and audit: the address says which, so that "back" and a bookmark work

  const views = ["chat", "audit", "compare", "corpus"];
  const view = () => views.find((name) => location.hash === `#${name}`) || "chat";
  const opened = {};

  function look() {
    shut(false);
    document.body.dataset.view = view();
    marked();
    if (view() === "audit" && check()) return;
    if (view() === "corpus") { files?.redraw(); return; }
    if (view() === "compare") comparing?.redraw();
    if (show) show(opened[view()] || {});
  }

  function marked() {
    document.querySelectorAll("[data-view]:not(body)").forEach((link) => {
      if (link.dataset.view === view()) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  }

  document.body.dataset.view = view();
  window.addEventListener("hashchange", look);

  // ---- parts

  function heading(element, trigger, watch) {
    const tongue = () => {
      const language = element.querySelector("[data-language]")?.dataset.language;
      if (language) document.documentElement.lang = language;
      marked();
    };
    tongue();
    watch("value", tongue);
    element.addEventListener("click", (event) => {
      if (!event.target.closest("[data-anew]")) return;
      delete opened.chat;
      kept?.anew();
      edit(null);
      offer(trigger, "click", {}, patience.begin);
      box()?.focus();
    });
  }

  const boxes = () => [...document.querySelectorAll("#heshu-shelf input[type=checkbox]")];

  // The ids of the reports to ask; null says all of them.
  function chosen() {
    const picked = boxes().filter((input) => input.checked);
    return picked.length === boxes().length ? null : picked.map((input) => input.value);
  }

  function shelf(element) {
    const count = () => {
      const output = element.querySelector("output");
      if (!output) return;
      const picked = boxes().filter((input) => input.checked).length;
      output.textContent = output.dataset.form.replace("{chosen}", picked).replace("{total}", boxes().length);
    };
    const recount = () => { count(); if (view() === "audit") check(); if (view() === "compare") comparing?.redraw(); };
    element.addEventListener("change", recount);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-check]");
      if (!button) return;
      boxes().filter((input) => !input.closest("[hidden]")).forEach((input) => {
        input.checked = button.dataset.check === "all";
      });
      recount();
    });
    element.addEventListener("input", (event) => {
      if (event.target.matches(".filter")) filter(element, event.target.value.trim().toLowerCase());
    });
  }

  function filter(element, words) {
    element.querySelectorAll("fieldset").forEach((group) => {
      const name = group.querySelector("legend").textContent.toLowerCase().includes(words);
      const rows = [...group.querySelectorAll("label")];
      rows.forEach((row) => {
        row.hidden = !name && !row.querySelector(".year").textContent.toLowerCase().includes(words);
      });
      group.hidden = rows.every((row) => row.hidden);
    });
  }

  // Gradio tells of a lost server in English only; here nothing coming back in time is told in the page's words.
  let waiting = null;
  let offering = null;
  function expect(milliseconds) {
    const line = document.querySelector("#heshu-composer .lost");
    clearTimeout(waiting);
    if (line) line.textContent = "";
    if (milliseconds) waiting = setTimeout(() => { line.textContent = line.dataset.words; here(); }, milliseconds);
  }

  // Who is no longer logged in is sent to the door.
  async function here() {
    const response = await fetch("/page/here").catch(() => null);
    if (response?.status === 401) location.reload();
  }

  // Gradio drops an event while the one before it is still being wound up, so it is offered until it is taken;
  // offering again what was taken does nothing: the server knows it by its name.
  let sending = null;
  function offer(trigger, event, data, time) {
    const sent = { ...data, name: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}` };
    const last = Date.now() + time;
    taken();
    sending = sent.name;
    trigger(event, sent);
    offering = setInterval(() => {
      if (Date.now() > last) taken();
      else trigger(event, sent);
    }, patience.again);
  }

  function submit(trigger, question, at = editing) {
    const time = document.querySelector("#heshu-talk .pending") ? patience.end : patience.begin;
    expect(time);
    offer(trigger, "submit", { question, reports: chosen(), at }, time);
  }

  function taken() {
    clearInterval(offering);
    offering = null;
  }

  // ---- the last question may be changed: its place until it is sent again

  let editing = null;
  function edit(place, question) {
    editing = place;
    document.querySelector(".editing").hidden = place === null;
    if (place === null) return;
    box().value = question;
    grow();
    box().focus();
  }

  // While an answer is made, the button that sends stops it.
  let halted = null;
  function busy() {
    const pending = document.querySelector("#heshu-talk .pending");
    const [send, stop] = ["[type=submit]", "[data-stop]"].map((which) => document.querySelector(`#heshu-composer ${which}`));
    if (send) send.hidden = Boolean(pending) && !box().value.trim();
    if (stop) stop.hidden = !send.hidden;
  }

  function grow() {
    box().style.height = "auto";
    box().style.height = `${box().scrollHeight}px`;
  }

  function composer(element, trigger, watch) {
    const send = () => {
      const question = box().value.trim();
      if (question) submit(trigger, question);
    };
    element.addEventListener("submit", (event) => { event.preventDefault(); send(); });
    element.addEventListener("input", () => { grow(); busy(); });
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-cancel]")) { edit(null); box().value = ""; grow(); }
      if (!event.target.closest("[data-stop]")) return;
      const asked = document.querySelector("#heshu-talk .turn:last-of-type [data-asked]")?.textContent || "";
      expect(null);
      halted = asked;
      offer(trigger, "stop", {}, patience.begin);
    });
    element.addEventListener("keydown", (event) => {
      // Enter that ends the choice of a Chinese character (keyCode 229 in Safari) must not send.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      send();
    });
    const begin = () => {
      if (!narrow.matches && view() === "chat" && document.activeElement === document.body) box()?.focus();
    };
    watch("value", begin);
    setTimeout(begin, 0);
  }

  // The calculation behind a figure opens as a card below the answer.
  function card(figure) {
    const found = figure.closest(".reply").querySelector(`[data-sum="${CSS.escape(figure.dataset.calc)}"]`);
    if (!found) return;
    const details = found.querySelector("details");
    if (details) details.open = true;
    (found.querySelector("summary") || found).focus({ preventScroll: true });
    found.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  }

  function talk(element, trigger, watch) {
    let turns = 0;
    element.addEventListener("click", (event) => {
      const example = event.target.closest(".example");
      if (example) submit(trigger, example.textContent);
      const button = event.target.closest("[data-do]");
      if (button) window.heshuFoot[button.dataset.do](button.closest(".turn"), { edit, ask: (...of) => submit(trigger, ...of) });
      const figure = event.target.closest("[data-calc]");
      if (figure) card(figure);
      cited(event, trigger);
    });
    watch("value", () => {
      const shown = [...element.querySelectorAll(".turn")];
      const last = shown.at(-1);
      const arrived = sending && element.querySelector("[data-taken]")?.dataset.taken === sending;
      // The box is emptied only when its question has arrived, so that nothing typed is ever lost.
      if (arrived && last && box()?.value.trim() === last.querySelector("[data-asked]").textContent) {
        box().value = "";
        grow();
      }
      if (arrived) { taken(); edit(null); sending = null; }
      if (halted !== null && !last?.querySelector(".pending")) {
        if (!box().value) { box().value = halted; grow(); box().focus(); }
        halted = null;
      }
      if (!offering) expect(last?.querySelector(".pending") ? patience.end : null);
      if (last && (arrived || shown.length !== turns)) scroll(part("talk"), last, 16);
      turns = shown.length;
      kept?.shown(shown);
      busy();
      current();
    });
  }

  // What this browser keeps of conversations; a reload goes on with the one at hand.
  let kept = null;
  function talks(element, trigger, watch) {
    const open = (turns) => { edit(null); offer(trigger, "select", { turns }, patience.begin); };
    kept = window.heshuTalks.start(element, open);
    let begun = false;
    const begin = () => {
      kept.draw();
      if (begun || !element.querySelector(".talks")) return;
      begun = true;
      if (kept.last().length) open(kept.last());
    };
    watch("value", begin);
    begin();
  }

  // What is shown is audited again only where the choice of reports has changed.
  let check = () => false;
  function audit(element, trigger, watch) {
    let asked = null;
    let refocus = false;
    const picked = () => element.querySelector("select");
    check = () => {
      const sent = { reports: chosen(), report: picked()?.value || "" };
      if (JSON.stringify(sent) === asked) return false;
      asked = JSON.stringify(sent);
      trigger("submit", sent);
      return true;
    };
    element.addEventListener("change", (event) => {
      if (event.target === picked()) { refocus = true; check(); }
    });
    element.addEventListener("click", (event) => cited(event, trigger));
    watch("value", () => {
      if (element.querySelector("[data-pending]")) {
        asked = null;
        if (view() === "audit") check();
      }
      part("audit").scrollTop = 0;
      if (refocus) picked()?.focus();
      refocus = false;
      current();
    });
    if (view() === "audit" && element.querySelector("[data-pending]")) check();
  }

  let show = null;
  function evidence(element, trigger, watch) {
    show = (sent) => trigger("select", sent);
    element.addEventListener("click", (event) => {
      const copy = event.target.closest("[data-copy]");
      if (copy) window.heshuFoot.copied(copy.dataset.copy, copy, copy.dataset.done);
      cited(event, trigger);
    });
    watch("value", () => {
      const here = element.querySelector(".opened")?.dataset;
      if (here) opened[{ check: "audit", cell: "compare" }[here.of.split(":")[0]] || "chat"] = { of: here.of, marker: Number(here.marker) };
      current();
      toQuote();
    });
  }

  function cited(event, trigger) {
    const button = event.target.closest(".cite, .source");
    if (!button) return;
    trigger("select", { of: button.dataset.of, marker: Number(button.dataset.marker) });
    if (!button.closest("#heshu-evidence")) draw("evidence", button);
    toQuote();
  }

  function toQuote() {
    const pane = document.querySelector("#heshu-evidence .pane-body");
    const quote = pane?.querySelector(".sheet rect") || pane?.querySelector("mark");
    if (quote) scroll(pane, quote, pane.clientHeight / 3);
  }

  function current() {
    const shown = document.querySelector("#heshu-evidence .opened");
    document.querySelectorAll(":is(#heshu-talk, #heshu-audit, #heshu-compare) :is(.cite, .source)").forEach((button) => {
      const same = shown && ["of", "marker"].every((key) => button.dataset[key] === shown.dataset[key]);
      if (same) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }

  // After the index has changed the shelf and the examples are drawn anew from it.
  let files = null;
  function corpus(element, trigger, watch) {
    files = window.heshuFiles.start(element, () => trigger("apply"));
    watch("value", () => { if (view() === "corpus") files.redraw(); });
    if (view() === "corpus") files.redraw();
  }

  let comparing = null;
  function compare(element, trigger, watch) {
    comparing = window.heshuCompare.start(element, chosen);
    element.addEventListener("click", (event) => cited(event, trigger));
    const begin = () => { if (view() === "compare") comparing.redraw(); };
    watch("value", begin);
    begin();
  }

  return { compare, corpus, talks, heading, shelf, composer, talk, audit, evidence };
})();
