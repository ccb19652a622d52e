import { get, path } from "../api.js";
import { Chart, colour, legend, priceAxis, tip } from "../chart.js";
import { say } from "../element.js";
import { compact, decimalsOf, figure, megatokens, millions } from "../figures.js";
import { Inquiry } from "../inquiry.js";

const LEVELS = 200;

/** Supply and demand of a tier in the last auction. */
export class Curves {
  #panel = document.getElementById("curves");
  #chart = new Chart(this.#panel.querySelector(".plot"));
  #choice = this.#panel.querySelector("select");
  #market;
  #decimals;
  #depth;
  #cleared;
  #inquiry = new Inquiry(clearing => this.#read(clearing), problem => say(this.#panel, problem.message));

  constructor(market) {
    this.#market = market;
    this.#decimals = decimalsOf(market.priceStep);
    for (const { tier } of market.tiers) this.#choice.append(new Option(tier));
    this.#choice.selectedIndex = Math.min(1, market.tiers.length - 1);
    this.#choice.addEventListener("change", () => this.#show());
  }

  choose(tier) {
    this.#choice.value = tier;
    this.#show();
  }

  draw({ latest }) {
    if (!latest) say(this.#panel, "No auction has been held yet.");
    else if (latest.interval !== this.#cleared?.interval) this.#inquiry.about(latest);
    else this.#show();
  }

  async #read(clearing) {
    this.#depth = await get(`${path("markets", this.#market.market, "depth", clearing.interval)}?levels=${LEVELS}`);
    this.#cleared = clearing;
    this.#show();
  }

  #show() {
    const name = this.#choice.value, depth = this.#depth?.tiers.find(each => each.tier === name);
    if (!depth) return;
    const none = depth.demand.length === 0 && depth.supply.length === 0;
    say(this.#panel, none ? `Nobody wanted or offered ${name} in interval ${figure(this.#depth.interval)}.` : null);
    if (!none) this.#draw(depth, this.#cleared.tiers.find(each => each.tier === name));
  }

  #draw(depth, cleared) {
    const bid = millions(depth.tokensBid), reach = bid > 0 ? 1.5 * bid : millions(depth.tokensOffered);
    const demand = steps(depth.demand, reach), supply = steps(depth.supply, reach);
    const price = cleared.traded ? Number(cleared.price) : null;
    this.#chart.draw(this.#label(depth, cleared), {
      xAxis: { type: "value", min: 0, max: reach, name: "million tokens", nameLocation: "middle", nameGap: 22, axisLabel: { formatter: compact, showMaxLabel: false } },
      yAxis: priceAxis([...demand, ...supply].map(point => point[1]).concat(price ?? [])),
      grid: { left: 46, right: 14, top: 26, bottom: 38 },
      legend: legend(),
      tooltip: { formatter: points => tip(figure(points[0].axisValue, 2) + " million tokens", points.map(point => [point.seriesName, "$" + figure(point.value[1], this.#decimals)])) },
      series: [
        curve("demand", colour("accent"), demand), curve("supply", colour("warning"), supply),
        curve("clearing price", colour("ink"), price === null ? [] : [[0, price], [reach, price]], { width: 1, type: "dashed" }),
        { name: "sold", type: "scatter", color: colour("ink"), symbolSize: 9, z: 5, data: price === null ? [] : [[millions(cleared.tokens), price]] },
      ],
    });
  }

  #label(depth, cleared) {
    const wanted = `${depth.tier} in interval ${figure(this.#depth.interval)}: ${megatokens(depth.tokensBid)} million tokens wanted, at most ${megatokens(depth.tokensOffered)} on offer`;
    return cleared.traded ? `${wanted}; ${megatokens(cleared.tokens)} sold at $${figure(cleared.price, this.#decimals)}.` : wanted + "; nothing sold.";
  }
}

/** Corners of a curve through the levels of a book, as far as it is drawn. */
function steps(levels, reach) {
  const corners = [];
  let x = 0;
  for (const level of levels) {
    if (x > reach) break;
    corners.push([x, Number(level.price)]);
    x += millions(level.tokens);
    corners.push([x, Number(level.price)]);
  }
  return corners;
}

function curve(name, colour, data, lineStyle = { width: 2 }) {
  return { name, type: "line", color: colour, showSymbol: false, lineStyle, clip: true, emphasis: { disabled: true }, data };
}
