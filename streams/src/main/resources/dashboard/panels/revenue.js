import { Chart, tierColour, timeAxis, tip } from "../chart.js";
import { say, text } from "../element.js";
import { clock, figure } from "../figures.js";

/** What buyers paid in the last auctions, by tier. */
export class Revenue {
  #panel = document.getElementById("revenue");
  #chart = new Chart(this.#panel.querySelector(".plot"));
  #tiers;

  constructor(market) {
    this.#tiers = market.tiers.map(each => each.tier);
  }

  draw({ auctions, timeline }) {
    say(this.#panel, auctions.length > 0 ? null : "No auction has been held yet.");
    if (auctions.length === 0) return;
    const total = auctions.reduce((sum, auction) => sum + Number(auction.revenue), 0);
    text(this.#panel.querySelector("h2 small"), `$ per auction, by tier; $${figure(total, 2)} in the last ${auctions.length}`);
    this.#chart.draw(`$${figure(total, 2)} were paid in the last ${auctions.length} auctions.`, {
      xAxis: timeAxis(auctions), yAxis: { type: "value", axisLabel: { formatter: value => figure(value, value < 10 ? 1 : 0) } },
      tooltip: { formatter: points => this.#tip(points) },
      series: this.#tiers.map((tier, at) => ({
        name: tier, type: "line", step: "end", stack: "revenue", symbol: "none", color: tierColour(at), lineStyle: { width: 0 }, areaStyle: { opacity: .85 },
        emphasis: { disabled: true }, data: timeline.map(auction => [auction.at, Number(auction.tiers[at]?.revenue ?? 0)]),
      })),
    });
  }

  #tip(points) {
    const sum = points.reduce((total, point) => total + point.value[1], 0);
    return tip(clock(points[0].value[0]) + " UTC", [...points.map(point => [point.seriesName, "$" + figure(point.value[1], 2)]), ["all", "$" + figure(sum, 2)]]);
  }
}
