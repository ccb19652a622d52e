import { get, path } from "../api.js";
import { tierName } from "../chart.js";
import { element, say } from "../element.js";
import { clock, decimalsOf, figure, megatokens } from "../figures.js";
import { Inquiry } from "../inquiry.js";
import { Rows } from "../rows.js";

/** As many as are looked at. */
const MOST = 50;

/** The latest trades; a click on a party tells why its order got what it got. */
export class Trades {
  #panel = document.getElementById("trades");
  #market;
  #rows;
  #trades = [];
  #read;
  #inquiry = new Inquiry(clearing => this.#take(clearing), problem => say(this.#panel, problem.message));

  constructor(market, why) {
    this.#market = market;
    const decimals = decimalsOf(market.priceStep), order = new Map(market.tiers.map((each, at) => [each.tier, at]));
    this.#rows = new Rows(this.#panel.querySelector("tbody"), [
      { className: "text more", cell: trade => clock(trade.at) },
      { className: "text", cell: (trade, place) => { if (!place.firstChild) place.append(element("span", { className: "swatch " + tierName(order.get(trade.tier)) }), trade.tier); } },
      { cell: trade => megatokens(trade.tokens, 3) },
      { cell: trade => figure(trade.price, decimals) },
      { className: "text", cell: (trade, place) => party(place, why, trade.factory, trade.offerId, trade.interval) },
      { className: "text", cell: (trade, place) => party(place, why, trade.consumer, trade.demandId, trade.interval) },
    ]);
  }

  draw({ latest }) {
    if (!latest) say(this.#panel, "No auction has been held yet.");
    else if (latest.interval !== this.#read) this.#inquiry.about(latest);
  }

  async #take({ interval, at }) {
    if (interval === this.#read) return;
    const page = await get(`${path("markets", this.#market.market, "intervals", interval, "trades")}?limit=${MOST}`);
    this.#read = interval;
    this.#trades = [...page.trades.map(trade => ({ ...trade, interval, at })), ...this.#trades].slice(0, MOST);
    say(this.#panel, this.#trades.length > 0 ? null : "Nothing has been traded since this page was opened.");
    this.#rows.show(this.#trades, trade => trade.interval + "/" + trade.number);
  }
}

function party(place, why, participant, order, interval) {
  if (place.firstChild) return;
  const button = element("button", { type: "button", className: "link", textContent: participant, title: "Why order " + order + " got this" });
  button.addEventListener("click", () => why.ask(participant, order, interval));
  place.append(button);
}
