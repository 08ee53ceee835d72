// What can be done with a turn: ask again, change the question, copy the answer, say whether it was good.
window.heshuFoot = window.heshuFoot || (() => {
  const words = () => JSON.parse(document.querySelector("#heshu-talk [data-words]").dataset.words);
  const asked = (turn) => turn.querySelector("[data-asked]").textContent;

  function told(button, text) {
    button.dataset.said = text;
    setTimeout(() => delete button.dataset.said, 2500);
  }

  async function copied(text, button, said) {
    try { await navigator.clipboard.writeText(text); }
    catch {  // a page that is not served over https may not write the clipboard that way
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    told(button, said);
  }

  // The answer as text, with its numbers of citations and what they stand for.
  function written(turn) {
    const text = [...turn.querySelectorAll(".prose-text p")].map((line) => {
      const copy = line.cloneNode(true);
      copy.querySelectorAll(".cite").forEach((button) => button.replaceWith(`[${button.dataset.marker}]`));
      return copy.textContent;
    });
    const sources = [...turn.querySelectorAll(".source")].map((source) => {
      const [number, ...rest] = [...source.children].map((part) => part.textContent.trim());
      return `[${number}] ${rest.filter(Boolean).join(" · ")}`;
    });
    return [...text, ...(sources.length ? ["", ...sources] : [])].join("\n");
  }

  function judge(turn, verdict) {
    const foot = turn.querySelector(".foot");
    foot.querySelector("form")?.remove();
    ["up", "down"].forEach((one) => foot.querySelector(`[data-do=${one}]`).setAttribute("aria-pressed", String(one === verdict)));
    const form = document.createElement("form");
    form.className = "judge";
    const field = document.createElement("input");
    Object.assign(field, { maxLength: 500, placeholder: words().feedback_word });
    field.setAttribute("aria-label", words().feedback_word);
    const send = document.createElement("button");
    send.textContent = words().feedback_send;
    form.append(field, send);
    form.addEventListener("submit", (event) => { event.preventDefault(); note(turn, verdict, field.value, form); });
    foot.append(form);
    field.focus();
  }

  async function note(turn, verdict, word, form) {
    const before = [...document.querySelectorAll("#heshu-talk .turn")];
    const turns = before.slice(0, before.indexOf(turn) + 1).map((one) => one.dataset.kept);
    const headers = { "x-heshu": "page", "content-type": "application/json" };
    let said = words().feedback_thanks;
    try {
      const response = await fetch("/page/feedback", { method: "POST", headers, body: JSON.stringify({ turns, verdict, word }) });
      if (!response.ok) throw new Error();
    } catch { said = words().feedback_failed; }
    const line = document.createElement("span");
    line.setAttribute("role", "status");
    line.textContent = said;
    form.replaceWith(line);
  }

  return {
    retry: (turn, { ask }) => ask(asked(turn), Number(turn.dataset.place)),
    edit: (turn, { edit }) => edit(Number(turn.dataset.place), asked(turn)),
    copy: (turn) => copied(written(turn), turn.querySelector("[data-do=copy]"), words().copied),
    up: (turn) => judge(turn, "up"),
    down: (turn) => judge(turn, "down"),
    copied,
  };
})();
