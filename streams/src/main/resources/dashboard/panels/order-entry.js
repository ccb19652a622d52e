import { command, newKey, path, Problem } from "../api.js";
import { element } from "../element.js";
import { figure, megatokens } from "../figures.js";
import { participant } from "../settings.js";

/** REST waits no longer for an auction than this, s. */
const LONGEST_WAIT = 300;

/** Places orders through the gateway, and tells what the exchange answered and what the auction gave. */
export class OrderEntry {
  #panel = document.getElementById("entry");
  #form = this.#panel.querySelector("form");
  #outcome = this.#panel.querySelector(".outcome");
  #market;
  #orders;

  constructor(market, orders) {
    this.#market = market;
    this.#orders = orders;
    for (const { tier } of market.tiers) this.#form.tier.append(new Option(tier));
    this.#form.tier.selectedIndex = Math.min(1, market.tiers.length - 1);
    this.#panel.querySelector(".rates tbody").append(...market.tiers.map(({ tier }) => rateRow(tier)));
    this.#form.participant.value = participant.get();
    this.#form.addEventListener("change", () => this.#changed());
    this.#form.addEventListener("submit", event => {
      event.preventDefault();
      this.#send();
    });
    this.#changed();
  }

  get #side() {
    return this.#form.side.value;
  }

  #changed() {
    for (const terms of this.#form.querySelectorAll(".terms")) terms.hidden = terms.dataset.side !== this.#side;
    participant.set(this.#form.participant.value.trim());
    this.#orders.of(participant.get());
  }

  #send() {
    for (const field of this.#form.elements) field.removeAttribute("aria-invalid");
    try {
      const who = this.#text("participant", "Name the participant that the order is of.");
      const body = this.#side === "demand" ? this.#demand() : this.#offer();
      body.intervals = this.#whole("intervals", "Say for how many auctions the order stands, as in 1.");
      this.#submit({ who, side: this.#side, key: newKey(), body });
    } catch (mistake) {
      if (!(mistake instanceof Mistake)) throw mistake;
      mistake.field.setAttribute("aria-invalid", "true");
      mistake.field.focus();
      this.#tell("refused", mistake.message);
    }
  }

  #demand() {
    const tokens = this.#decimal("tokens", "Say how many million tokens are wanted, as in 1.5.");
    return { tier: this.#form.tier.value, tokens: shifted(tokens, 6), limitPrice: this.#decimal("limitPrice", "Give the limit in $ per million tokens, as in 3.00.") };
  }

  #offer() {
    const rates = [...this.#panel.querySelectorAll(".rates tbody tr")].map(row => row.querySelectorAll("input"))
      .filter(([rate, ask]) => rate.value.trim() || ask.value.trim())
      .map(([rate, ask]) => ({ tier: rate.dataset.tier, tokensPerSecondPerMw: whole(rate, "Tokens per second and MW are a whole number."), ask: decimal(ask, "Give the ask in $ per million tokens, as in 1.20.") }));
    return {
      site: this.#text("site", "Name the site of the power."), hardware: this.#text("hardware", "Name the hardware."),
      mw: this.#decimal("mw", "Give the power in MW, as in 1.5."), rates,
    };
  }

  async #submit(order) {
    const wait = Math.min(LONGEST_WAIT, Math.ceil(2 * this.#market.intervalMillis / 1000) + 10);
    this.#busy(true);
    this.#tell("waiting", "Sent. The answer comes with the next auction.");
    try {
      const url = path("participants", order.who, "markets", this.#market.market, order.side) + "?wait=" + wait;
      const answer = await command("POST", url, order.key, order.body);
      this.#orders.placed(order, answer);
      this.#tellOutcome(answer, order);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.#tellProblem(problem, order);
    } finally {
      this.#busy(false);
    }
  }

  #tellOutcome({ orderId, logPosition, outcome }, order) {
    const accepted = `Accepted at position ${figure(logPosition)}. `;
    if (!outcome) return this.#tell("waiting", accepted + "The auction has not been held yet.", orderId);
    const where = ` in interval ${figure(outcome.interval)}.`;
    if (outcome.awards.length === 0) return this.#tell("waiting", accepted + "It got nothing" + where + " Own orders tell why.", orderId);
    const verb = order.side === "demand" ? "Got " : "Sold ";
    const got = outcome.awards.map(award => `${megatokens(award.tokens, 3)} million ${award.tier} at $${figure(award.price, 3)}, $${figure(award.value, 4)} in all`);
    this.#tell("awarded", accepted + verb + got.join("; ") + where, orderId);
  }

  /** What may yet be answered is sent again under the same key: it counts once. */
  #tellProblem(problem, order) {
    const line = this.#tell("refused", problem.message, problem.reason);
    if (!problem.passing) return;
    const again = element("button", { type: "button", textContent: "Send again" });
    again.addEventListener("click", () => this.#submit(order));
    line.append(" ", again, " It counts once.");
  }

  #tell(state, sentence, heading) {
    const line = element("p", { className: state }, ...(heading ? [element("strong", { textContent: heading }), ": "] : []), sentence);
    this.#outcome.replaceChildren(line);
    return line;
  }

  #busy(busy) {
    this.#form.querySelector(".primary").disabled = busy;
  }

  #text(name, mend) {
    return filled(this.#form[name], mend);
  }

  #decimal(name, mend) {
    return decimal(this.#form[name], mend);
  }

  #whole(name, mend) {
    return whole(this.#form[name], mend);
  }
}

/** What cannot be sent. */
class Mistake extends Error {
  constructor(field, mend) {
    super(mend);
    this.field = field;
  }
}

function filled(field, mend) {
  const text = field.value.trim();
  if (!text) throw new Mistake(field, mend);
  return text;
}

function matching(field, pattern, mend) {
  const text = filled(field, mend);
  if (!pattern.test(text)) throw new Mistake(field, mend);
  return text;
}

/** Kept as text: what is traded goes through no floating point. */
const decimal = (field, mend) => matching(field, /^\d{1,12}(\.\d{1,9})?$/, mend);

const whole = (field, mend) => Number(matching(field, /^\d{1,15}$/, mend));

/** A decimal times a power of ten, exactly; REST refuses what is no whole number then. */
function shifted(text, places) {
  const [front, behind = ""] = text.split(".");
  const digits = behind.padEnd(places, "0");
  return Number(front + digits.slice(0, places) + (digits.slice(places).replace(/0+$/, "") && "." + digits.slice(places)));
}

function rateRow(tier) {
  const field = (label, inputMode) => {
    const input = element("input", { autocomplete: "off", inputMode, ariaLabel: `${label} of ${tier}` });
    input.dataset.tier = tier;
    return element("td", {}, input);
  };
  return element("tr", {}, element("th", { scope: "row", textContent: tier }), field("Tokens per second and MW", "numeric"), field("Ask", "decimal"));
}
