import { element, text } from "../element.js";
import { clock, figure, megatokens, percent } from "../figures.js";

const sum = (rows, field) => rows.reduce((total, row) => total + Number(row[field]), 0);

/** The last auction in a line of figures. */
const FIGURES = [
  ["Auction", last => figure(last.interval), last => clock(last.at) + " UTC"],
  ["Power sold", last => figure(last.mwSold, 2), last => "of " + figure(last.mwOffered, 2) + " MW"],
  ["Utilisation", last => percent(last.mwSold, last.mwOffered), () => ""],
  ["Tokens sold", last => megatokens(sum(last.tiers, "tokens")), last => "of " + megatokens(sum(last.tiers, "tokensBid")) + " M"],
  ["Revenue", last => "$" + figure(last.revenue, 2), () => "paid"],
  ["Fees", last => "$" + figure(last.fees, 4), () => "kept of it"],
  ["Trades", last => figure(last.trades), () => ""],
  ["From the optimum", last => gap(last.certificate.gap), () => "at most"],
];

const LEAST = 0.0001;

/** Never a 0 that is none. */
const gap = value => value > 0 && value < LEAST ? "under $" + LEAST : "$" + figure(value, 4);

export class Totals {
  #places;

  draw({ latest }) {
    if (!latest) return;
    this.#places ??= FIGURES.map(([name]) => this.#add(name));
    FIGURES.forEach(([, value, more], at) => {
      text(this.#places[at][0], value(latest));
      text(this.#places[at][1], more(latest));
    });
    text(document.getElementById("position"), ", read up to position " + figure(latest.logPosition) + " of the market's log");
  }

  #add(name) {
    const value = element("span"), more = element("small");
    document.getElementById("totals").append(element("div", {}, element("dt", { textContent: name }), element("dd", {}, value, " ", more)));
    return [value, more];
  }
}
