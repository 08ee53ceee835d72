// The comparison: which figures, of the reports chosen at the left; the table is sorted here.
window.heshuCompare = window.heshuCompare || (() => {
  // Two exact values, each "numerator/denominator", compared without loss.
  function less(one, other) {
    const [a, b] = one.split("/").map(BigInt);
    const [c, d] = other.split("/").map(BigInt);
    return a * d < c * b ? -1 : a * d > c * b ? 1 : 0;
  }

  function sort(head, table) {
    const place = [...head.parentElement.children].indexOf(head);
    const up = head.getAttribute("aria-sort") === "descending";
    const key = head.querySelector("button").dataset.sort;
    const rows = [...table.querySelectorAll("tbody tr")];
    const of = (row) => (key === "name" ? row.dataset.name : key === "year" ? row.dataset.year : row.children[place].dataset.value);
    const numbers = key !== "name" && key !== "year";
    rows.sort((one, other) => {
      const [a, b] = [of(one), of(other)];
      if (!a || !b) return Number(!a) - Number(!b);  // what is not disclosed comes last either way
      return (numbers ? less(a, b) : a.localeCompare(b, "zh")) * (up ? 1 : -1);
    });
    table.querySelector("tbody").append(...rows);
    table.querySelectorAll("th[aria-sort]").forEach((one) => one.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
  }

  function start(element, chosen) {
    let figures = null;
    let last = "";
    const place = () => element.querySelector("[data-compare]");

    async function redraw() {
      if (!place()) return;
      const asked = new URLSearchParams((figures || []).map((name) => ["figure", name]));
      const reports = chosen();
      (reports || []).forEach((id) => asked.append("report", id.slice(0, 12)));
      if (reports && !reports.length) asked.append("report", "-");
      if (asked.toString() === last && place().firstChild) return;
      last = asked.toString();
      try {
        const response = await fetch(`/page/compare?${asked}`);
        if (!response.ok) throw new Error(response.status);
        const html = await response.text();
        if (asked.toString() === last) place().innerHTML = html;
      } catch {
        last = "";
        const line = document.createElement("p");
        Object.assign(line, { className: "hint", textContent: place().dataset.failed });
        line.setAttribute("role", "alert");
        place().replaceChildren(line);
      }
    }

    function read() {
      figures = [...element.querySelectorAll("[name=figure]:checked")].map((box) => box.value);
    }

    element.addEventListener("change", (event) => {
      if (!event.target.matches("[name=figure]")) return;
      const name = event.target.value;
      read();
      redraw().then(() => element.querySelector(`[name=figure][value="${CSS.escape(name)}"]`)?.focus());
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const other = event.target.querySelector("[name=other]");
      if (!other?.value.trim()) return;
      read();
      figures.push(other.value.trim());
      redraw();
    });
    element.addEventListener("click", (event) => {
      const head = event.target.closest("th[aria-sort]");
      if (head && event.target.closest("[data-sort]")) sort(head, head.closest("table"));
    });
    return { redraw };
  }

  return { start };
})();
