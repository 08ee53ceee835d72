// What the chat page does in the browser.  Each part of the page calls its own function here with the element that
// holds it; listeners sit on that element, so that they outlive every redrawing of what is inside.
window.heshu = window.heshu || (() => {
  const narrow = window.matchMedia("(max-width: 1023px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const part = (name) => document.getElementById(`heshu-${name}`);
  const box = () => part("question");
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
    show(opened[view()] || {});
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

  function heading(element, watch) {
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
      lost(false);
      chat?.open([]);
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

  // Gradio tells of a lost server in English only.
  function lost(yes) {
    const line = document.querySelector("#heshu-composer .lost");
    if (line) line.textContent = yes ? line.dataset.words : "";
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
  function busy() {
    const [send, stop] = ["[type=submit]", "[data-stop]"].map((which) => document.querySelector(`#heshu-composer ${which}`));
    if (send) send.hidden = Boolean(chat?.waiting().length) && !box().value.trim();
    if (stop) stop.hidden = !send.hidden;
  }

  function grow() {
    box().style.height = "auto";
    box().style.height = `${box().scrollHeight}px`;
  }

  function submit(question, at = editing) {
    lost(false);
    if (box().value.trim() === question) { box().value = ""; grow(); }
    edit(null);
    chat.ask(question, at);
  }

  // A question that was not answered stands in the box again, before what was typed meanwhile.
  function back(question) {
    box().value = [question, box().value.trim()].filter(Boolean).join("\n");
    grow();
    busy();
    box().focus();
  }

  function composer(element, watch) {
    const send = () => {
      const question = box().value.trim();
      if (question) submit(question);
    };
    element.addEventListener("submit", (event) => { event.preventDefault(); send(); });
    element.addEventListener("input", () => { grow(); busy(); });
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-cancel]")) { edit(null); box().value = ""; grow(); }
      if (event.target.closest("[data-stop]")) chat.stop();
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

  let chat = null;
  function talk(element, watch) {
    chat = window.heshuChat.start(element, { chosen, back, changed, show: (html) => redraw("evidence", html), lost: () => lost(true) });
    element.addEventListener("click", (event) => {
      const example = event.target.closest(".example");
      if (example) submit(example.textContent);
      const button = event.target.closest("[data-do]");
      if (button) window.heshuFoot[button.dataset.do](button.closest(".turn"), { edit, ask: submit });
      const figure = event.target.closest("[data-calc]");
      if (figure) card(figure);
      cited(event);
    });
    watch("value", () => resume());
  }

  // The conversation is another one; `turn` has come to it.
  function changed(turn) {
    if (turn) scroll(part("talk"), turn, 16);
    kept?.shown(chat.turns());
    busy();
    current();
  }

  // A part as the server draws it anew.
  function redraw(name, html) {
    const drawn = window.heshuChat.drawn(html);
    part(name).querySelector(`.${drawn.classList[0]}`)?.replaceWith(drawn);
    if (name === "evidence") evidenced();
  }

  // What this browser keeps of conversations; a reload goes on with the one at hand.
  let kept = null;
  let resume = () => {};
  function talks(element, watch) {
    const open = (turns) => { edit(null); lost(false); chat.open(turns); };
    kept = window.heshuTalks.start(element, open);
    let begun = false;
    resume = () => {
      kept.draw();
      if (begun || !chat || !element.querySelector(".talks") || !document.querySelector("#heshu-talk [role=log]")) return;
      begun = true;
      if (kept.last().length) open(kept.last());
    };
    watch("value", resume);
    resume();
  }

  // What is shown is audited again only where the choice of reports has changed.
  let check = () => false;
  function audit(element, watch) {
    let asked = null;
    const picked = () => element.querySelector("select");
    check = (refocus = false) => {
      if (!element.querySelector(".audit")) return false;
      const sent = { reports: chosen(), report: picked()?.value || "" };
      if (JSON.stringify(sent) === asked) return false;
      asked = JSON.stringify(sent);
      audited(sent, () => JSON.stringify(sent) === asked, refocus);
      return true;
    };
    async function audited(sent, newest, refocus) {
      try {
        const came = await window.heshuChat.post("audit", sent);
        if (!newest()) return;
        redraw("audit", came.audit);
        redraw("evidence", came.evidence);
      } catch {
        if (!newest()) return;
        asked = null;
        element.querySelector("[role=alert]")?.remove();
        const line = document.createElement("p");
        Object.assign(line, { className: "hint", textContent: document.querySelector("#heshu-composer .lost")?.dataset.words });
        line.setAttribute("role", "alert");
        element.querySelector(".audit").append(line);
      }
      part("audit").scrollTop = 0;
      if (refocus) picked()?.focus();
      current();
    }
    element.addEventListener("change", (event) => { if (event.target === picked()) check(true); });
    element.addEventListener("click", cited);
    const begin = () => { if (view() === "audit") check(); };
    watch("value", begin);
    begin();
  }

  // The newest wins of what is asked to be opened.
  let wanted = 0;
  async function show(sent) {
    const mine = ++wanted;
    const turn = /^turn:(\d+)$/.exec(sent.of || "");
    try {
      const came = await window.heshuChat.post("evidence", { ...sent, turn: turn && chat?.kept(Number(turn[1])) });
      if (mine === wanted) redraw("evidence", came.evidence);
    } catch { if (mine === wanted) lost(true); }
  }

  function evidence(element) {
    element.addEventListener("click", (event) => {
      const copy = event.target.closest("[data-copy]");
      if (copy) window.heshuFoot.copied(copy.dataset.copy, copy, copy.dataset.done);
      cited(event);
    });
  }

  function evidenced() {
    wanted += 1;
    const here = part("evidence").querySelector(".opened")?.dataset;
    if (here) opened[{ check: "audit", cell: "compare" }[here.of.split(":")[0]] || "chat"] = { of: here.of, marker: Number(here.marker) };
    current();
    toQuote();
  }

  function cited(event) {
    const button = event.target.closest(".cite, .source");
    if (!button) return;
    show({ of: button.dataset.of, marker: Number(button.dataset.marker) });
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
  function corpus(element, watch) {
    files = window.heshuFiles.start(element, async () => {
      const response = await fetch("/page/shelf", { headers: { "x-heshu": "page" } }).catch(() => null);
      if (response?.ok) redraw("shelf", await response.text());
      if (chat && !chat.turns().length) chat.open([]);
    });
    watch("value", () => { if (view() === "corpus") files.redraw(); });
    if (view() === "corpus") files.redraw();
  }

  let comparing = null;
  function compare(element, watch) {
    comparing = window.heshuCompare.start(element, chosen);
    element.addEventListener("click", cited);
    const begin = () => { if (view() === "compare") comparing.redraw(); };
    watch("value", begin);
    begin();
  }

  return { compare, corpus, talks, heading, shelf, composer, talk, audit, evidence };
})();
