// The conversation.  The browser holds it: questions go out one after another, each with those before it, and an answer
// takes the place of its turn that says it is being looked up.
window.heshuChat = window.heshuChat || (() => {
  const PATIENCE = 70000;  // the server gives a question up after 60 seconds and says so
  const headers = { "x-heshu": "page", "content-type": "application/json" };

  // Give what the page's own server draws; who is no longer logged in is sent to the door.
  async function post(what, body, signal) {
    const response = await fetch(`/page/${what}`, { method: "POST", headers, body: JSON.stringify(body), signal });
    if (response.status === 401) location.reload();
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  function drawn(html) {
    const place = document.createElement("template");
    place.innerHTML = html;
    return place.content.firstElementChild;
  }

  // `page` knows what is around: chosen(), show(evidence), changed(arrived), lost(), back(question).
  function start(element, page) {
    let line = Promise.resolve();
    let talk = new AbortController();  // of the conversation as it goes on; aborted where it is stopped or left
    const log = () => element.querySelector("[role=log]");
    const turns = () => [...element.querySelectorAll(".turn")];
    const question = (turn) => turn.querySelector("[data-asked]").textContent;
    const waiting = () => turns().filter((turn) => turn.querySelector(".pending"));
    const answered = (before) => turns().slice(0, before).filter((turn) => !turn.querySelector(".pending, .failed")).map(question);

    function leave() {
      talk.abort();
      talk = new AbortController();
      line = Promise.resolve();
    }

    // ---- a question

    function pending(asked) {
      const turn = log().querySelector("template").content.firstElementChild.cloneNode(true);
      turn.querySelector("[data-asked]").textContent = asked;
      return turn;
    }

    // `at` is the place of the turn that the question replaces, with those after it.
    function ask(asked, at = null) {
      if (!log()) return;
      if (at !== null) turns().slice(at).forEach((turn) => turn.remove());
      element.querySelectorAll(".welcome, .next").forEach((one) => one.remove());
      const turn = pending(asked);
      log().append(turn);
      page.changed(turn);
      const { signal } = talk;
      const reports = page.chosen();
      line = line.then(() => answer(turn, asked, reports, signal));
    }

    async function answer(turn, asked, reports, signal) {
      if (signal.aborted) return;
      const place = turns().indexOf(turn);
      const told = log().querySelector("template").dataset.goes;
      const late = setTimeout(page.lost, PATIENCE);
      try {
        const came = await post("ask", { question: asked, history: answered(place), reports, place, told }, signal);
        if (signal.aborted) return;
        if (came.pending) { await again(came.pending, turn, asked, reports, signal); return; }
        const shown = drawn(came.turn);
        turn.replaceWith(shown);
        page.show(came.evidence);
        page.changed();
        follow(shown, place, reports, signal);
      } catch {
        if (signal.aborted) return;
        turn.remove();
        page.back(asked);
        page.changed();
        page.lost();
      } finally { clearTimeout(late); }
    }

    // The page is told first where a language model sees the question.
    function again(template, turn, asked, reports, signal) {
      log().querySelector("template").replaceWith(drawn(template));
      const other = pending(asked);
      turn.replaceWith(other);
      return answer(other, asked, reports, signal);
    }

    async function follow(turn, place, reports, signal) {
      if (turn.querySelector(".failed")) return;
      try {
        const came = await post("next", { turn: turn.dataset.kept, history: answered(place + 1), reports }, signal);
        if (!signal.aborted && turn === turns().at(-1) && came.next) turn.append(drawn(came.next));
      } catch { /* what nobody asked for is not missed */ }
    }

    // What is being answered is not waited for any more; its question goes back to the box.
    function stop() {
      const left = waiting();
      if (!left.length) return;
      leave();
      left.forEach((turn) => turn.remove());
      if (turns().length) page.changed();
      else open([]);
      page.back(left.map(question).join("\n"));
    }

    // ---- another conversation

    // `kept` are its turns as this browser kept them; without any a new one begins.
    function open(kept) {
      leave();
      turns().forEach((turn) => turn.remove());
      const { signal } = talk;
      line = line.then(() => opened(kept, signal));
    }

    async function opened(kept, signal) {
      try {
        const came = await post("turns", { turns: kept }, signal);
        if (signal.aborted) return;
        const asked = waiting();  // meanwhile
        [...log().children].filter((one) => one.tagName !== "TEMPLATE" && !asked.includes(one)).forEach((one) => one.remove());
        if (kept.length || !asked.length) log().querySelector("template").insertAdjacentHTML("afterend", came.talk);
        page.show(came.evidence);
        page.changed(turns().at(-1));
      } catch { if (!signal.aborted) page.lost(); }
    }

    return { ask, stop, open, turns, waiting, kept: (place) => turns()[place]?.dataset.kept };
  }

  return { start, post, drawn };
})();
