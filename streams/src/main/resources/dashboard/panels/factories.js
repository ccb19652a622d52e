import { tierName } from "../chart.js";
import { element, say, svg } from "../element.js";
import { figure, percent } from "../figures.js";
import { Rows } from "../rows.js";

/** Rows of a table that is still read. */
const MOST = 100;

/** What each factory sold of its power, by tier, in the last auction. */
export class Factories {
  #panel = document.getElementById("factories");
  #tiers;
  #largest = 0;
  #rows;

  constructor(market) {
    this.#tiers = market.tiers.map(each => each.tier);
    this.#rows = new Rows(this.#panel.querySelector("tbody"), [
      { heading: true, className: "text", cell: name },
      { cell: (factory, place) => this.#bar(factory, place) },
      { cell: factory => figure(factory.sold, 3) },
      { cell: factory => figure(factory.offered, 3) },
      { className: "more", cell: factory => percent(factory.sold, factory.offered) },
      { className: "more", cell: factory => figure(factory.revenue, 2) },
      { className: "more", cell: factory => figure(factory.offered > 0 ? factory.rent / factory.offered : null, 4) },
    ]);
    this.#panel.querySelector(".legend").append(...this.#tiers.map((tier, at) =>
      element("li", {}, element("span", { className: "swatch " + tierName(at) }), tier)));
  }

  draw(history) {
    const factories = history.factories();
    say(this.#panel, factories.length > 0 ? null : history.latest ? "No factory offered power in the last auction." : "No auction has been held yet.");
    this.#largest = Math.max(...factories.map(factory => factory.offered));
    this.#rows.show(factories.slice(0, MOST), factory => factory.name);
  }

  /** As long as the power on offer, the sold part in the colours of its tiers. */
  #bar(factory, place) {
    const scale = 100 / this.#largest;
    const bar = svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": this.#label(factory) });
    bar.append(svg("rect", { class: "unsold", width: factory.offered * scale, height: 10 }));
    let x = 0;
    this.#tiers.forEach((tier, at) => {
      const width = (factory.tiers[tier] ?? 0) * scale;
      if (width > 0) bar.append(svg("rect", { class: tierName(at), x, width, height: 10 }));
      x += width;
    });
    place.replaceChildren(bar);
  }

  #label(factory) {
    const sold = this.#tiers.filter(tier => factory.tiers[tier] > 0).map(tier => `${tier} ${figure(factory.tiers[tier], 3)} MW`);
    return sold.length > 0 ? sold.join(", ") : "nothing sold";
  }
}

function name(factory, place) {
  if (!place.firstChild) place.append(factory.name, element("small"));
  const where = [...factory.where].join(", ");
  if (place.lastChild.textContent !== where) place.lastChild.textContent = where;
}
