import { command, get, newKey, path, Problem } from "../api.js";
import { element, say } from "../element.js";
import { decimalsOf, figure, megatokens } from "../figures.js";
import { Inquiry } from "../inquiry.js";
import { Rows } from "../rows.js";

/** Awards of so many auctions back are shown. */
const BACK = 60;
const MOST = 100;

/** A participant's orders: those that stand, what they got last, and those placed here. */
export class Orders {
  #panel = document.getElementById("orders");
  #market;
  #rows;
  #participant = "";
  #askedAt;
  #inquiry = new Inquiry(participant => this.#read(participant), problem => say(this.#panel, problem.message));
  #latest;
  #placed = [];

  constructor(market, why) {
    this.#market = market;
    const decimals = decimalsOf(market.priceStep);
    this.#rows = new Rows(this.#panel.querySelector("tbody"), [
      { heading: true, className: "text", cell: (order, place) => this.#name(order, place, why) },
      { className: "text", cell: order => terms(order, decimals) },
      { className: "text", cell: order => outcome(order, decimals) },
      { className: "text", cell: (order, place) => this.#cancel(order, place) },
    ]);
    this.of("");
  }

  /** Shows those of another participant. */
  of(participant) {
    if (participant === this.#participant && participant) return;
    this.#participant = participant;
    this.#placed = [];
    this.#rows.show([], each => each);
    say(this.#panel, participant ? "Orders are being read." : "Name a participant in the order entry to see their orders.");
    this.refresh();
  }

  /** An order placed here, which may be gone from the book by now. */
  placed({ side, body }, { orderId, outcome }) {
    const order = { orderId, [side === "demand" ? "demand" : "offer"]: body };
    this.#placed = [{ order, outcome }, ...this.#placed].slice(0, MOST);
    this.refresh();
  }

  draw({ latest }) {
    this.#latest = latest;
    if (latest && latest.interval !== this.#askedAt) this.refresh();
  }

  refresh() {
    this.#askedAt = this.#latest?.interval;
    if (this.#participant) this.#inquiry.about(this.#participant);
  }

  async #read(participant) {
    this.#show(participant, await this.#open(participant), await this.#awards(participant));
  }

  async #open(participant) {
    return (await get(`${path("participants", participant, "orders")}?market=${encodeURIComponent(this.#market.market)}&limit=${MOST}`)).orders;
  }

  async #awards(participant) {
    const from = Math.max(0, (this.#latest?.interval ?? 0) - BACK);
    return (await get(`${path("participants", participant, "markets", this.#market.market, "awards")}?from=${from}&limit=1000`)).awards;
  }

  /** Each order once, the last award of it with it; those that stand first. */
  #show(participant, open, awards) {
    if (participant !== this.#participant) return;
    const all = new Map();
    for (const order of open) all.set(order.orderId, { ...order, open: true });
    for (const { order, outcome } of this.#placed) all.set(order.orderId, { ...order, outcome, ...all.get(order.orderId) });
    for (const award of awards.reverse()) {
      const order = all.get(award.orderId) ?? { orderId: award.orderId };
      if (!order.awards || order.awards[0].interval === award.interval) order.awards = [...(order.awards ?? []), award];
      all.set(award.orderId, order);
    }
    const shown = [...all.values()].slice(0, MOST);
    say(this.#panel, shown.length > 0 ? null : `${participant} has no open order here, and got nothing in the last ${BACK} auctions.`);
    this.#rows.show(shown, order => order.orderId);
  }

  #name(order, place, why) {
    place.order = order;
    if (place.firstChild) return;
    const button = element("button", { type: "button", className: "link", textContent: order.orderId, title: "Why it got what it got" });
    button.addEventListener("click", () => why.ask(this.#participant, order.orderId, this.#auctionOf(place.order)));
    place.append(button);
  }

  /** The last auction that an order stood in. */
  #auctionOf(order) {
    if (order.open && this.#latest && order.logPosition < this.#latest.logPosition) return this.#latest.interval;
    return order.awards?.[0].interval ?? order.outcome?.interval ?? (this.#latest?.interval ?? -1) + 1;
  }

  #cancel(order, place) {
    if (!order.open) return place.replaceChildren();
    if (place.firstChild) return;
    const button = element("button", { type: "button", className: "link", textContent: "cancel", ariaLabel: "Cancel order " + order.orderId });
    button.addEventListener("click", () => this.#send(order, place));
    place.append(button);
  }

  async #send(order, place) {
    const side = order.offer ? "offers" : "demand";
    try {
      await command("DELETE", path("participants", this.#participant, "markets", this.#market.market, side, order.orderId), newKey());
      this.refresh();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      place.replaceChildren(problem.message);
    }
  }
}

function terms({ demand, offer }, decimals) {
  if (demand) return `buy ${megatokens(demand.tokens, 3)} M ${demand.tier} at most $${figure(demand.limitPrice, decimals)}`;
  if (offer) return `sell ${figure(offer.mw, 3)} MW ${offer.hardware} in ${offer.site}`;
  return "no longer in the book";
}

function outcome(order, decimals) {
  const stands = order.open ? (order.auctionsLeft === null ? "stands until cancelled" : `stands for ${figure(order.auctionsLeft)} more`) : null;
  const got = order.awards?.map(award => `${megatokens(award.tokens, 3)} M ${award.tier} at $${figure(award.price, decimals)}`).join(", ");
  const last = got ? `got ${got} in ${figure(order.awards[0].interval)}` : order.outcome ? `got nothing in ${figure(order.outcome.interval)}` : null;
  return [stands, last].filter(Boolean).join("; ") || "–";
}
