// The view of the files: filters, uploads with their progress, and what reading made of each.
window.heshuFiles = window.heshuFiles || (() => {
  const own = { "x-heshu": "page" };
  const patience = 400;

  const filled = (form, values) => form.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

  async function answer(response) {
    if (response.ok) return response;
    const said = await response.json().catch(() => ({}));
    throw new Error(said.message || `${response.status}`);
  }

  // ---- the table

  function filter(view, words) {
    const form = view.querySelector(".filters");
    if (!form) return;
    const wanted = Object.fromEntries(new FormData(form));
    const seek = (wanted.words || "").trim().toLowerCase();
    const rows = [...view.querySelectorAll("tbody tr")];
    rows.forEach((row) => {
      const fits = ["department", "year", "kind", "outcome"].every((key) => !wanted[key] || row.dataset[key] === wanted[key]);
      row.hidden = !(fits && row.textContent.toLowerCase().includes(seek));
    });
    const shown = rows.filter((row) => !row.hidden).length;
    form.querySelector("output").textContent = filled(words.corpus_count, { shown, total: rows.length });
    view.querySelector("[data-none]").hidden = shown > 0;
  }

  // ---- uploads

  function send(file, progress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("PUT", `/page/files?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader("x-heshu", "page");
      request.setRequestHeader("content-type", "application/octet-stream");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress(Math.floor((100 * event.loaded) / event.total));
      });
      request.addEventListener("load", () => {
        let said = {};
        try { said = JSON.parse(request.responseText); } catch { said = {}; }
        if (request.status < 300) resolve(said.file);
        else reject(new Error(said.message || `${request.status}`));
      });
      request.addEventListener("error", () => reject(new Error("")));
      request.send(file);
    });
  }

  function start(element, changed) {
    let words = {};
    let watching = null;
    const incoming = new Map();  // name on the server -> line of the list
    const view = () => element.querySelector(".corpus");

    async function redraw() {
      const kept = view()?.querySelector(".incoming");
      const values = view()?.querySelector(".filters") && [...new FormData(view().querySelector(".filters"))];
      const html = await answer(await fetch("/page/corpus")).then((response) => response.text());
      const place = element.querySelector("[data-corpus]") || element;
      place.innerHTML = html;
      words = JSON.parse(view().dataset.words);
      if (kept) view().querySelector(".incoming")?.replaceWith(kept);
      (values || []).forEach(([name, value]) => {
        const field = view().querySelector(`.filters [name=${name}]`);
        if (field) field.value = value;
      });
      filter(view(), words);
    }

    function line(name) {
      const item = document.createElement("li");
      item.innerHTML = "<span class='name'></span> <span class='how'></span>";
      item.querySelector(".name").textContent = name;
      view().querySelector(".incoming").append(item);
      return { item, say: (how, state = "") => { item.querySelector(".how").textContent = how; item.className = state; } };
    }

    async function take(file) {
      const shown = line(file.name);
      const limit = Number(view().dataset.largest);
      const suffix = file.name.slice(file.name.lastIndexOf(".")).toLowerCase();
      if (!view().dataset.kinds.split(" ").includes(suffix)) return shown.say(words.wrong_kind, "bad");
      if (file.size > limit) return shown.say(words.too_big, "bad");
      shown.say(filled(words.sending, { percent: 0 }));
      try {
        const name = await send(file, (percent) => shown.say(filled(words.sending, { percent })));
        shown.say(words.waiting);
        incoming.set(name, shown);
      } catch (error) {
        shown.say(error.message || words.not_sent, "bad");
      }
      return undefined;
    }

    async function takeAll(files) {
      for (const file of files) await take(file);
      if (incoming.size) await index();
    }

    // ---- indexing

    async function index() {
      try {
        await answer(await fetch("/page/index", { method: "POST", headers: own }));
        watch();
      } catch (error) { progress(error.message || words.not_sent); }
    }

    function progress(text) {
      const place = view()?.querySelector(".progress");
      if (place) place.textContent = text;
    }

    function watch() {
      clearTimeout(watching);
      watching = setTimeout(async () => {
        let state;
        try { state = await answer(await fetch("/page/state")).then((response) => response.json()); }
        catch { progress(words.not_sent); return; }
        if (state.running) {
          progress(state.total ? filled(words.reading, state) : words.waiting);
          watch();
          return;
        }
        await redraw();
        progress(state.error || words.finished);
        told();
        changed();
      }, patience);
    }

    // What the table says of a file that was sent is said beside its name too.
    function told() {
      incoming.forEach((shown, name) => {
        const rows = [...view().querySelectorAll("tbody tr")];
        const row = rows.find((one) => one.querySelector(`[data-remove="${CSS.escape(name)}"]`));
        if (!row) return;
        const cells = [...row.children].map((cell) => cell.innerText.trim());
        const read = ["read", "warned"].includes(row.dataset.outcome);
        shown.say(read ? [cells[6], cells[1], cells[2]].filter(Boolean).join(" · ") : cells[6], read ? "good" : "bad");
      });
      incoming.clear();
    }

    element.addEventListener("input", (event) => { if (event.target.closest(".filters")) filter(view(), words); });
    element.addEventListener("submit", (event) => event.preventDefault());
    element.addEventListener("change", (event) => {
      if (!event.target.matches("input[type=file]")) return;
      takeAll([...event.target.files]);
      event.target.value = "";
    });
    element.addEventListener("click", async (event) => {
      if (event.target.closest("[data-reindex]")) { await index(); return; }
      const name = event.target.closest("[data-remove]")?.dataset.remove;
      if (name === undefined || !window.confirm(filled(words.remove_sure, { file: name }))) return;
      try {
        await answer(await fetch(`/page/files?name=${encodeURIComponent(name)}`, { method: "DELETE", headers: own }));
        watch();
      } catch (error) { progress(error.message || words.not_sent); }
    });
    ["dragenter", "dragover", "dragleave", "drop"].forEach((kind) => element.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      view()?.querySelector(".drop")?.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop" && view()?.querySelector(".drop")) takeAll([...event.dataTransfer.files]);
    }));
    return { redraw, watch };
  }

  return { start };
})();
