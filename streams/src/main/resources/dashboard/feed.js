import { get, path, Problem } from "./api.js";
import { connection } from "./connection.js";
import { History } from "./history.js";
import { Stream } from "./stream.js";

/** More rows a map of utilisation cannot show. */
export const MOST_FACTORIES = 24;

/** What happens in a market: its last auctions, then each as it is held. */
export class Feed {
  #market;
  #auctions;
  #seen = new Set();

  constructor(market, length) {
    this.#market = market;
    this.history = new History(length);
  }

  /** Calls back whenever there is something new; never ends. */
  async run(changed) {
    const stream = new Stream(path("markets", this.#market.market, "clearings", "stream"), {
      connected: () => this.#connected(),
      heard: () => connection.live(),
      cutOff: () => connection.cutOff(),
      event: clearing => {
        this.history.add(clearing);
        changed();
        this.#before(clearing, changed).catch(passing);
      },
    });
    await stream.run();
  }

  /** A node that comes back with another exchange behind it has another story to tell. */
  async #connected() {
    const now = await get(path("markets", this.#market.market));
    if (now.origin !== this.#market.origin) location.reload();
    connection.live();
  }

  /** What was before the page was opened: the auctions once, and of each factory once it is seen. */
  async #before(clearing, changed) {
    const range = `from=${Math.max(0, clearing.interval - this.history.length + 1)}&to=${clearing.interval}&limit=${this.history.length}`;
    this.#auctions ??= this.#auctionsOf(range).then(changed);
    try {
      await this.#auctions;
    } catch (problem) {
      this.#auctions = undefined;
      throw problem;
    }
    const unseen = this.history.factories().map(each => each.name).filter(name => !this.#seen.has(name)).slice(0, MOST_FACTORIES - this.#seen.size);
    if (unseen.length === 0) return;
    unseen.forEach(name => this.#seen.add(name));
    await Promise.all(unseen.map(name => this.#used(name, range)));
    changed();
  }

  async #auctionsOf(range) {
    this.history.prepend((await get(path("markets", this.#market.market, "clearings") + "?" + range)).clearings);
  }

  async #used(factory, range) {
    const market = "&market=" + encodeURIComponent(this.#market.market);
    this.history.used(factory, (await get(path("factories", factory, "utilisation") + "?" + range + market)).intervals);
  }
}

/** What came before is missing then, and nothing else. */
function passing(problem) {
  if (!(problem instanceof Problem)) throw problem;
}
