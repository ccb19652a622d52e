import { get, path, Problem } from "./api.js";
import { connection } from "./connection.js";
import { element, text } from "./element.js";
import { Feed } from "./feed.js";
import { Curves } from "./panels/curves.js";
import { Factories } from "./panels/factories.js";
import { Gate } from "./panels/gate.js";
import { OrderEntry } from "./panels/order-entry.js";
import { Orders } from "./panels/orders.js";
import { PriceHistory } from "./panels/price-history.js";
import { Prices } from "./panels/prices.js";
import { Revenue } from "./panels/revenue.js";
import { Totals } from "./panels/totals.js";
import { Trades } from "./panels/trades.js";
import { Utilisation } from "./panels/utilisation.js";
import { Why } from "./panels/why.js";
import { accessKey } from "./settings.js";
import { onThemeChange, startTheme } from "./theme.js";

/** Auctions on screen. */
const SHOWN = 240;

/** No more pictures a second than an eye follows. */
const SHORTEST = 200;

const place = id => document.getElementById(id);
const pause = millis => new Promise(done => setTimeout(done, millis));

function notice(sentence) {
  text(place("notice"), sentence ?? "");
  place("notice").hidden = !sentence;
}

/** All markets, once there is one. */
async function markets() {
  for (;;) {
    try {
      const known = (await get(path("markets"))).markets;
      if (known.length > 0) return known;
      notice("No market is open on this exchange yet. This page goes on by itself once there is one.");
      connection.live();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      notice(problem.message);
      connection.cutOff();
    }
    await pause(1_000);
  }
}

/** The market named in the address, or the first. */
function chosen(known) {
  const wanted = new URLSearchParams(location.search).get("market");
  const market = known.find(each => each.market === wanted) ?? known[0];
  const choice = place("market");
  for (const each of known) choice.append(new Option(each.market, each.market, false, each === market));
  choice.addEventListener("change", () => { location.search = "?market=" + encodeURIComponent(choice.value); });
  return market;
}

/** @param changed called where there is another key */
function accessDialog(changed) {
  const dialog = place("settings"), field = dialog.querySelector("input");
  place("access").addEventListener("click", () => {
    field.value = accessKey.get();
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "keep") accessKey.set(field.value.trim());
    if (dialog.returnValue === "forget") accessKey.set("");
    field.value = "";
    if (dialog.returnValue) changed();
    dialog.returnValue = "";
  });
}

/** Draws what changed, at once or a little later, and not while held. */
class Screen {
  #panels;
  #history;
  #due = false;
  #drawn = 0;
  #held = false;

  constructor(panels, history) {
    this.#panels = panels;
    this.#history = history;
    place("hold").addEventListener("click", () => this.#hold(!this.#held));
  }

  change() {
    if (this.#due || this.#held) return;
    this.#due = true;
    setTimeout(() => requestAnimationFrame(() => this.#draw()), Math.max(0, this.#drawn + SHORTEST - performance.now()));
  }

  #hold(held) {
    this.#held = held;
    place("hold").setAttribute("aria-pressed", held);
    this.change();
  }

  #draw() {
    this.#due = false;
    this.#drawn = performance.now();
    if (!this.#held) this.#panels.forEach(panel => panel.draw(this.#history));
  }
}

async function start() {
  startTheme();
  const market = chosen(await markets());
  notice(null);
  document.title = market.market + " – Token Market";

  const feed = new Feed(market, SHOWN);
  const why = new Why(market);
  const curves = new Curves(market);
  const orders = new Orders(market, why);
  accessDialog(() => orders.refresh());
  new OrderEntry(market, orders);
  new Gate(market, feed.history);
  const screen = new Screen([
    new Totals(), new Prices(market, tier => curves.choose(tier)), new PriceHistory(market), curves, new Factories(market),
    new Revenue(market), new Utilisation(), orders, new Trades(market, why),
  ], feed.history);
  onThemeChange(() => screen.change());
  screen.change();
  await feed.run(() => screen.change());
}

start();
