import { Chart, legend, priceAxis, tierColour, timeAxis, tip } from "../chart.js";
import { say } from "../element.js";
import { clock, decimalsOf, figure } from "../figures.js";

/** The price of each tier over the last auctions; no line where nothing was sold. */
export class PriceHistory {
  #panel = document.getElementById("price-history");
  #chart = new Chart(this.#panel.querySelector(".plot"));
  #market;
  #decimals;

  constructor(market) {
    this.#market = market;
    this.#decimals = decimalsOf(market.priceStep);
  }

  draw({ timeline: auctions }) {
    say(this.#panel, auctions.length > 0 ? null : "No auction has been held yet.");
    if (auctions.length === 0) return;
    const prices = this.#market.tiers.map(({ tier }) => auctions.map(auction => price(auction, tier)));
    this.#chart.draw(this.#label(auctions, prices), {
      xAxis: timeAxis(auctions), yAxis: priceAxis(prices.flat()),
      grid: { left: 46, right: 14, top: 28, bottom: 24 }, legend: legend(),
      tooltip: { formatter: points => this.#tip(points) },
      series: this.#market.tiers.map(({ tier }, at) => line(tier, tierColour(at), auctions, prices[at])),
    });
  }

  #tip(points) {
    const sold = points.filter(point => point.value[1] !== null);
    return tip(clock(points[0].value[0]) + " UTC", sold.map(point => [point.seriesName, "$" + figure(point.value[1], this.#decimals)]));
  }

  #label(auctions, prices) {
    const now = this.#market.tiers.map(({ tier }, at) => {
      const sold = prices[at].filter(each => each !== null);
      return sold.length > 0 ? `${tier} from $${figure(Math.min(...sold), this.#decimals)} to $${figure(Math.max(...sold), this.#decimals)}` : tier + " not sold";
    });
    return `Prices since ${clock(auctions[0].at)} UTC: ${now.join(", ")}.`;
  }
}

function price(auction, name) {
  const tier = auction.tiers.find(each => each.tier === name);
  return tier?.traded ? Number(tier.price) : null;
}

/** A price between two auctions that sold nothing is a point. */
function line(name, colour, auctions, prices) {
  const alone = at => prices[at] !== null && (prices[at - 1] ?? null) === null && (prices[at + 1] ?? null) === null;
  return {
    name, type: "line", color: colour, symbolSize: 4, lineStyle: { width: 1.6 }, emphasis: { disabled: true },
    data: auctions.map((auction, at) => ({ value: [auction.at, prices[at]], symbol: alone(at) ? "circle" : "none" })),
  };
}
