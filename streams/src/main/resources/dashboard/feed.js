import { get, path, Problem } from "./api.js";
import { connection } from "./connection.js";
import { History } from "./history.js";
import { Stream } from "./stream.js";

/** More rows a map of utilisation cannot show. */
export const MOST_FACTORIES = 24;

/** What happens in a market: its last auctions, then each as it is held. */
export class Feed {
  #market;

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
        const first = !this.history.latest;
        this.history.add(clearing);
        changed();
        if (first) this.#before(clearing).then(changed, passing);
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

  async #before(clearing) {
    const range = `from=${Math.max(0, clearing.interval - this.history.length + 1)}&to=${clearing.interval}&limit=${this.history.length}`;
    const page = await get(path("markets", this.#market.market, "clearings") + "?" + range);
    this.history.prepend(page.clearings);
    const factories = this.history.factories().slice(0, MOST_FACTORIES);
    await Promise.all(factories.map(each => this.#used(each.name, range)));
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
