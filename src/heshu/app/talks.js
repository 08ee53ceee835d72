// The conversations that this browser keeps: a list that can be searched, renamed, deleted and taken out as files.
window.heshuTalks = window.heshuTalks || (() => {
  const LIMIT = 200;
  const filled = (form, values) => form.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  const user = () => document.querySelector("[data-user]")?.dataset.user || "";
  const shelf = () => `heshu-talks:${user()}`;
  const here = () => `heshu-talk:${user()}`;

  function all() {
    try { return JSON.parse(localStorage.getItem(shelf())) || {}; } catch { return {}; }
  }

  // The oldest go where the browser has no more room.
  function keep(talks) {
    let ids = Object.keys(talks).sort((a, b) => talks[b].time - talks[a].time).slice(0, LIMIT);
    while (ids.length) {
      try {
        localStorage.setItem(shelf(), JSON.stringify(Object.fromEntries(ids.map((id) => [id, talks[id]]))));
        return;
      } catch { ids = ids.slice(0, -1); }
    }
    try { localStorage.removeItem(shelf()); } catch { /* a browser that keeps nothing */ }
  }

  const current = () => { try { return sessionStorage.getItem(here()) || ""; } catch { return ""; } };
  const choose = (id) => { try { sessionStorage.setItem(here(), id); } catch { /* as above */ } };
  const fresh = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;

  async function save(response, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  const fit = (title) => title.replace(/[\\/:*?"<>|\n]/g, "_").slice(0, 60);

  function start(element, open) {
    const list = () => element.querySelector("ul");
    const words = () => JSON.parse(element.querySelector("[data-words]").dataset.words);
    const seek = () => element.querySelector(".filter").value.trim().toLowerCase();

    function draw() {
      if (!list()) return;
      const talks = all();
      const ids = Object.keys(talks).sort((a, b) => talks[b].time - talks[a].time);
      const shown = ids.filter((id) => `${talks[id].title}\n${talks[id].words}`.toLowerCase().includes(seek()));
      list().replaceChildren(...shown.map((id) => item(id, talks[id])));
      element.querySelector(".filter").hidden = ids.length === 0;
      element.querySelector(".hint").textContent = ids.length === 0 ? words().talks_none : shown.length ? "" : words().talks_unfound;
    }

    function item(id, talk) {
      const row = document.createElement("li");
      const title = document.createElement("button");
      Object.assign(title, { type: "button", className: "talk", textContent: talk.title, title: talk.title });
      if (id === current()) title.setAttribute("aria-current", "true");
      title.dataset.talk = id;
      const menu = document.createElement("details");
      menu.innerHTML = "<summary>⋯</summary><div></div>";
      menu.querySelector("summary").setAttribute("aria-label", filled(words().talk_menu, talk));
      ["rename", "export_word", "export_markdown", "delete"].forEach((act) => {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", textContent: words()[act] });
        Object.assign(button.dataset, { act, of: id });
        menu.querySelector("div").append(button);
      });
      row.append(title, menu);
      return row;
    }

    function rename(id, row) {
      const field = document.createElement("input");
      field.value = all()[id].title;
      field.maxLength = 80;
      field.setAttribute("aria-label", words().rename);
      row.replaceChildren(field);
      field.focus();
      field.select();
      const done = (keeping) => {
        const talks = all();
        if (keeping && field.value.trim() && talks[id]) {
          Object.assign(talks[id], { title: field.value.trim(), named: true });
          keep(talks);
        }
        draw();
      };
      field.addEventListener("keydown", (event) => {
        if (event.isComposing || event.keyCode === 229) return;
        if (event.key === "Enter") done(true);
        if (event.key === "Escape") { event.stopPropagation(); done(false); }
      });
      field.addEventListener("blur", () => { if (field.isConnected) done(true); });
    }

    async function take(id, ending) {
      const talk = all()[id];
      try {
        const body = JSON.stringify({ title: talk.title, turns: talk.turns });
        const headers = { "x-heshu": "page", "content-type": "application/json" };
        const response = await fetch(`/page/talk.${ending}`, { method: "POST", headers, body });
        if (!response.ok) throw new Error((await response.json()).message);
        await save(response, `${fit(talk.title)}.${ending}`);
      } catch (error) { element.querySelector(".hint").textContent = error.message || words().export_failed; }
    }

    function remove(id) {
      const talks = all();
      if (!window.confirm(filled(words().delete_sure, talks[id]))) return;
      delete talks[id];
      keep(talks);
      if (id === current()) { choose(fresh()); open([]); }
      draw();
    }

    element.addEventListener("input", (event) => { if (event.target.matches(".filter")) draw(); });
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const { talk, act, of } = button.dataset;
      if (talk) { choose(talk); open(all()[talk]?.turns || []); draw(); }
      if (act === "rename") rename(of, button.closest("li"));
      if (act === "delete") remove(of);
      if (act === "export_word") take(of, "docx");
      if (act === "export_markdown") take(of, "md");
      button.closest("details")?.removeAttribute("open");
    });
    document.addEventListener("click", (event) => {
      element.querySelectorAll("details[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    });
    window.addEventListener("storage", draw);
    draw();

    return {
      draw,
      // Another conversation than the one at hand begins.
      anew() { choose(fresh()); draw(); },
      // What the page shows is kept under the conversation at hand.
      shown(turns) {
        const kept = turns.map((turn) => turn.dataset.kept).filter(Boolean);
        if (!kept.length) return;
        if (!current()) choose(fresh());
        const talks = all();
        const talk = talks[current()] || {};
        if (JSON.stringify(talk.turns) === JSON.stringify(kept)) return;
        const first = turns[0].querySelector("[data-asked]").textContent;
        const text = turns.map((turn) => turn.querySelector(".prose-text")?.textContent || "");
        const asked = turns.map((turn) => turn.querySelector("[data-asked]").textContent);
        talks[current()] = {
          ...talk, title: talk.named ? talk.title : first.slice(0, 60), time: Date.now(), turns: kept,
          words: [...asked, ...text].join("\n"),
        };
        keep(talks);
        draw();
      },
      last: () => all()[current()]?.turns || [],
    };
  }

  return { start, save };
})();
