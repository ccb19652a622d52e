import * as echarts from "/libraries/echarts-6.1.0/echarts.esm.min.js";
import { compact } from "./figures.js";

/** A colour of the style sheet as it is in the theme of the moment. */
export function colour(name) {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = `var(--${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** The colour of a tier, the same all over the page. */
export const tierName = at => "tier-" + at % 8;

export const tierColour = at => colour(tierName(at));

/** Text of a tooltip. It is drawn, not laid out: what stands in it can be nothing but text, and needs no inline style. */
export const tip = (heading, lines) => [heading, ...lines.map(line => line.join("  "))].join("\n");

const axis = (more = {}) => ({
  nameTextStyle: { color: colour("soft") },
  axisLine: { lineStyle: { color: colour("line") } },
  axisTick: { lineStyle: { color: colour("line") } },
  splitLine: { lineStyle: { color: colour("line") } },
  ...more,
  axisLabel: { color: colour("soft"), fontSize: 11, hideOverlap: true, ...more.axisLabel },
});

/** A canvas that is as large as its place. */
export class Chart {
  #chart;
  #place;

  constructor(place) {
    this.#place = place;
    place.setAttribute("role", "img");
    new ResizeObserver(() => this.#chart?.resize()).observe(place);
  }

  /** @param label what it shows, for those who do not see it */
  draw(label, { xAxis, yAxis, tooltip, ...option }) {
    if (this.#place.offsetParent === null) return;
    this.#chart ??= echarts.init(this.#place);
    this.#place.setAttribute("aria-label", label);
    this.#chart.setOption({
      animation: false, useUTC: true, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 46, right: 12, top: 14, bottom: 24 },
      xAxis: axis(xAxis), yAxis: axis(yAxis),
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, transitionDuration: 0,
        backgroundColor: colour("raised"), borderColor: colour("line"), textStyle: { color: colour("ink"), fontSize: 12 },
        axisPointer: { lineStyle: { color: colour("soft") } }, ...tooltip,
      },
      ...option,
    }, { replaceMerge: ["series"] });
  }
}

/** Of a list of auctions; days and seconds are told only where they matter. */
export function timeAxis(auctions) {
  const span = Date.parse(auctions.at(-1).at) - Date.parse(auctions[0].at);
  const from = span > 86_400_000 ? 5 : 11, to = span < 900_000 ? 19 : 16;
  const formatter = time => new Date(time).toISOString().slice(from, to).replace("T", " ");
  return { type: "time", splitNumber: 4, splitLine: { show: false }, axisLabel: { formatter, showMaxLabel: false } };
}

/** Names of the lines on top. */
export const legend = () => ({ top: 0, right: 0, icon: "rect", itemWidth: 12, itemHeight: 4, itemGap: 12, textStyle: { color: colour("soft"), fontSize: 11 } });

/** Logarithmic where prices lie far apart. */
export function priceAxis(prices) {
  const positive = prices.filter(price => price > 0);
  const low = Math.min(...positive), high = Math.max(...positive);
  const wide = positive.length > 0 && high / low > 20;
  return { type: wide ? "log" : "value", min: wide ? 10 ** Math.floor(Math.log10(low)) : null, minorSplitLine: { show: false }, axisLabel: { formatter: value => compact(value) } };
}
