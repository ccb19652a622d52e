import { tierName } from "../chart.js";
import { element, say } from "../element.js";
import { decimalsOf, figure, megatokens, percent } from "../figures.js";
import { Rows } from "../rows.js";

/** The price of each tier in the last auction, and how it moved since the last one that sold some. */
export class Prices {
  #panel = document.getElementById("prices");
  #decimals;
  #rows;
  #before = new Map();

  /** @param choose called with the tier that is clicked */
  constructor(market, choose) {
    this.#decimals = decimalsOf(market.priceStep);
    const order = new Map(market.tiers.map((each, at) => [each.tier, at]));
    this.#rows = new Rows(this.#panel.querySelector("tbody"), [
      { heading: true, className: "text", cell: (row, place) => this.#name(place, row.tier, order.get(row.tier), choose) },
      { cell: row => figure(row.traded ? row.price : null, this.#decimals) },
      { cell: (row, place) => this.#change(row, place) },
      { cell: row => megatokens(row.tokens) },
      { className: "more", cell: row => megatokens(row.tokensBid) },
      { cell: row => percent(row.tokens, row.tokensBid) },
      { className: "more", cell: row => figure(row.mw, 3) },
    ]);
  }

  draw({ latest, auctions }) {
    say(this.#panel, latest ? null : "No auction has been held yet.");
    if (!latest) return;
    this.#before = previous(auctions, latest);
    this.#rows.show(latest.tiers, row => row.tier);
  }

  #name(place, tier, at, choose) {
    if (place.firstChild) return;
    const button = element("button", { type: "button", className: "link", textContent: tier, title: "Supply and demand of " + tier });
    button.addEventListener("click", () => choose(tier));
    place.append(element("span", { className: "swatch " + tierName(at) }), button);
  }

  #change(row, place) {
    const before = this.#before.get(row.tier);
    const change = row.traded && before !== undefined ? Number(row.price) - before : null;
    place.className = change > 0 ? "up" : change < 0 ? "down" : "";
    return change === null ? "–" : change === 0 ? "=" : (change > 0 ? "▲ " : "▼ ") + figure(Math.abs(change), this.#decimals);
  }
}

/** The price before, by tier. */
function previous(auctions, latest) {
  const found = new Map();
  for (const auction of auctions) {
    if (auction.interval >= latest.interval) break;
    for (const tier of auction.tiers) if (tier.traded) found.set(tier.tier, Number(tier.price));
  }
  return found;
}
