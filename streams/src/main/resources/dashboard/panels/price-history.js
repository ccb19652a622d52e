import { get, path } from "../api.js";
import { Chart, legend, priceAxis, tierColour, timeAxis, tip } from "../chart.js";
import { say } from "../element.js";
import { clock, decimalsOf, figure } from "../figures.js";
import { Inquiry } from "../inquiry.js";

const MINUTE = 60_000;

/** How far back, and over how long a time each point is the average. */
const RANGES = [
  { name: "last auctions" },
  { name: "1 hour", back: 60 * MINUTE, window: MINUTE },
  { name: "1 day", back: 24 * 60 * MINUTE, window: 15 * MINUTE },
  { name: "1 week", back: 7 * 24 * 60 * MINUTE, window: 120 * MINUTE },
];

/** A longer range is read again no more often than this. */
const OFTEN = MINUTE / 4;

/** The price of each tier, auction by auction or averaged over a longer time; no line where nothing was sold. */
export class PriceHistory {
  #panel = document.getElementById("price-history");
  #chart = new Chart(this.#panel.querySelector(".plot"));
  #choice = this.#panel.querySelector("select");
  #market;
  #decimals;
  #timeline = [];
  #averages;
  #readAt = 0;
  #inquiry = new Inquiry(range => this.#read(range), problem => say(this.#panel, problem.message));

  constructor(market) {
    this.#market = market;
    this.#decimals = decimalsOf(market.priceStep);
    for (const { name } of RANGES) this.#choice.append(new Option(name));
    this.#choice.addEventListener("change", () => {
      this.#readAt = 0;
      this.#averages = undefined;
      this.draw({ timeline: this.#timeline });
    });
  }

  get #range() {
    return RANGES[this.#choice.selectedIndex];
  }

  draw({ timeline }) {
    this.#timeline = timeline;
    if (timeline.length === 0) say(this.#panel, "No auction has been held yet.");
    else if (!this.#range.back) this.#draw(this.#market.tiers.map(({ tier }) => timeline.map(auction => ({ at: auction.at, price: price(auction, tier) }))));
    else {
      if (this.#averages) this.#draw(this.#averages);
      if (Date.now() - this.#readAt > OFTEN) this.#inquiry.about(this.#range);
    }
  }

  async #read(range) {
    const lines = await Promise.all(this.#market.tiers.map(({ tier }) => this.#windows(tier, range)));
    if (range !== this.#range) return;
    this.#readAt = Date.now();
    this.#averages = lines.map(line => broken(line, this.#window(range)));
    this.#draw(this.#averages);
  }

  /** A multiple of the market's interval. */
  #window({ window }) {
    const interval = this.#market.intervalMillis;
    return Math.ceil(window / interval) * interval;
  }

  async #windows(tier, range) {
    const asked = new URLSearchParams({ window: `PT${this.#window(range) / 1000}S`, from: new Date(Date.now() - range.back).toISOString(), limit: 1000 });
    const found = [];
    for (let next = ""; next !== null;) {
      if (next) asked.set("cursor", next);
      const page = await get(path("markets", this.#market.market, "tiers", tier, "windows") + "?" + asked);
      found.push(...page.windows.map(({ at, average }) => ({ at, price: average === null ? null : Number(average) })));
      next = page.next;
    }
    return found;
  }

  #draw(lines) {
    const points = lines.flat();
    say(this.#panel, points.length > 0 ? null : "No auction was held in this time.");
    if (points.length === 0) return;
    this.#chart.draw(this.#label(lines), {
      xAxis: timeAxis(lines[0]), yAxis: priceAxis(points.map(point => point.price)), legend: legend(),
      grid: { left: 46, right: 14, top: 28, bottom: 24 },
      tooltip: { formatter: shown => this.#tip(shown) },
      series: this.#market.tiers.map(({ tier }, at) => line(tier, tierColour(at), lines[at])),
    });
  }

  #tip(shown) {
    const sold = shown.filter(point => point.value[1] !== null);
    return tip(clock(shown[0].value[0]) + " UTC", sold.map(point => [point.seriesName, "$" + figure(point.value[1], this.#decimals)]));
  }

  #label(lines) {
    const ranges = this.#market.tiers.map(({ tier }, at) => {
      const sold = lines[at].map(point => point.price).filter(each => each !== null);
      return sold.length > 0 ? `${tier} from $${figure(Math.min(...sold), this.#decimals)} to $${figure(Math.max(...sold), this.#decimals)}` : tier + " not sold";
    });
    return `${this.#averages ? "Average prices" : "Prices"} since ${clock(lines[0][0].at)} UTC: ${ranges.join(", ")}.`;
  }
}

function price(auction, name) {
  const tier = auction.tiers.find(each => each.tier === name);
  return tier?.traded ? Number(tier.price) : null;
}

/** With a point without a price where windows are missing. */
function broken(windows, length) {
  return windows.flatMap((point, at) => {
    const expected = at === 0 ? point.at : new Date(Date.parse(windows[at - 1].at) + length).toISOString();
    return Date.parse(point.at) > Date.parse(expected) ? [{ at: expected, price: null }, point] : point;
  });
}

/** A price between two that are missing is a point. */
function line(name, colour, points) {
  const alone = at => points[at].price !== null && (points[at - 1]?.price ?? null) === null && (points[at + 1]?.price ?? null) === null;
  return {
    name, type: "line", color: colour, symbolSize: 4, lineStyle: { width: 1.6 }, emphasis: { disabled: true },
    data: points.map(({ at, price }, index) => ({ value: [at, price], symbol: alone(index) ? "circle" : "none" })),
  };
}
