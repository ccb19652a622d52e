import { element, text } from "./element.js";

/** The rows of a table, one for each key. A row that stays is the same element, so it keeps the focus of the keyboard. */
export class Rows {
  #body;
  #cells;
  #rows = new Map();

  /** @param cells for each column `{className, heading, cell(item, place)}`: returns the text, or fills the place itself */
  constructor(body, cells) {
    this.#body = body;
    this.#cells = cells;
  }

  show(items, keyOf) {
    const wanted = new Map(items.map(item => [keyOf(item), item]));
    for (const [key, row] of this.#rows) {
      if (!wanted.has(key)) {
        row.remove();
        this.#rows.delete(key);
      }
    }
    let at = this.#body.firstElementChild;
    for (const [key, item] of wanted) {
      const row = this.#rows.get(key) ?? this.#add(key);
      this.#fill(row, item);
      if (row === at) at = at.nextElementSibling;
      else this.#body.insertBefore(row, at);
    }
  }

  #add(key) {
    const row = element("tr", {}, ...this.#cells.map(({ className = "", heading }) =>
      element(heading ? "th" : "td", heading ? { className, scope: "row" } : { className })));
    this.#rows.set(key, row);
    return row;
  }

  #fill(row, item) {
    this.#cells.forEach(({ cell }, at) => {
      const content = cell(item, row.children[at]);
      if (content !== undefined) text(row.children[at], content);
    });
  }
}
