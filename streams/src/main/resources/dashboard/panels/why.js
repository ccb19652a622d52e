import { get, path, Problem } from "../api.js";
import { element } from "../element.js";
import { figure, megatokens } from "../figures.js";

/** Tells in a dialog why an order got what it got. */
export class Why {
  #dialog = document.getElementById("why");
  #market;
  #asked = 0;

  constructor(market) {
    this.#market = market;
  }

  async ask(participant, order, interval) {
    const asked = ++this.#asked;
    this.#dialog.querySelector("h2").textContent = `Why order ${order} got what it got in interval ${figure(interval)}`;
    this.#answer(element("p", { textContent: "The auction is held again …" }));
    this.#dialog.showModal();
    const answer = await this.#get(participant, order, interval);
    if (asked === this.#asked) this.#answer(...answer);
  }

  async #get(participant, order, interval) {
    try {
      const why = await get(path("participants", participant, "markets", this.#market.market, "orders", order, "why", interval));
      return this.#tell(why, participant);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return [element("p", { className: "refused", textContent: problem.message })];
    }
  }

  #tell(why, participant) {
    const reasons = why.reasons.filter(each => each.verdict !== "CANNOT_MAKE");
    const left = why.reasons.length - reasons.length;
    return [
      element("p", { textContent: `${why.side === "offer" ? "Offer" : "Demand"} of ${participant}.` }),
      element("ul", { className: "reasons" }, ...reasons.map(each => reason(each, why.side))),
      ...(left > 0 ? [element("p", { className: "note", textContent: `${left} more tiers it cannot make.` })] : []),
    ];
  }

  #answer(...content) {
    this.#dialog.querySelector(".answer").replaceChildren(...content);
  }
}

function reason(each, side) {
  const step = each.step > 0 ? `, step ${each.step + 1}` : "";
  const got = side === "offer"
    ? `Made ${megatokens(each.awarded, 3)} of at most ${megatokens(each.wanted, 3)} million tokens.`
    : `Got ${megatokens(each.awarded, 3)} of ${megatokens(each.wanted, 3)} million tokens.`;
  return element("li", {},
    element("p", {}, element("strong", { textContent: each.tier + step }), element("span", { className: "verdict", textContent: each.verdict.toLowerCase().replaceAll("_", " ") })),
    element("p", { textContent: each.sentence }),
    element("p", { className: "note", textContent: got }));
}
