import { path, request } from "../api.js";
import { text } from "../element.js";
import { clock, figure } from "../figures.js";

const OFTEN = 100;

/** A clock that is this wrong, ms, is put right by that of the node, whose answers tell whole seconds. */
const WRONG = 1_500;

/** An auction takes its time; later than this it is late. */
const LATE = 3_000;

/** Which interval is being delivered, and how long it is to the next gate. */
export class Gate {
  #market;
  #origin;
  #history;
  #wrong = 0;
  #places = ["delivering", "elapsed", "countdown"].map(id => document.getElementById(id));

  constructor(market, history) {
    this.#market = market;
    this.#origin = Date.parse(market.origin);
    this.#history = history;
    this.#setClock();
    setInterval(() => this.#draw(), OFTEN);
  }

  async #setClock() {
    const told = await request(path("markets", this.#market.market)).catch(() => null);
    const wrong = Date.parse(told?.headers.get("Date")) - Date.now();
    if (Math.abs(wrong) > WRONG) this.#wrong = wrong;
  }

  #draw() {
    const now = Date.now() + this.#wrong, length = this.#market.intervalMillis;
    const next = Math.max(0, Math.floor((now - this.#origin) / length) + 1);
    const left = this.#origin + next * length - now;
    const [delivering, elapsed, countdown] = this.#places;
    text(delivering, next === 0 ? "Opens at " + clock(this.#origin) + " UTC" : "Interval " + figure(next - 1));
    elapsed.value = Math.min(1, Math.max(0, 1 - left / length));
    text(countdown, this.#late(next - 1, length - left) ?? "gate in " + duration(left, length));
  }

  #late(due, since) {
    const cleared = this.#history.latest?.interval ?? -1;
    return due > cleared && since > LATE ? "auction due for " + duration(since) : null;
  }
}

/** Tenths of a second only where intervals are short. */
function duration(millis, length = millis) {
  if (length < 10_000) return figure(millis / 1000, 1) + " s";
  const seconds = Math.ceil(millis / 1000), two = number => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return (hours > 0 ? hours + ":" : "") + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
}
