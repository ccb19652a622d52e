import { Chart, colour, tip } from "../chart.js";
import { say, text } from "../element.js";
import { clock, figure } from "../figures.js";
import { MOST_FACTORIES } from "../feed.js";

const SHOWN = 120;

/** The share of its power that each factory sold, auction by auction; blank where it offered none. */
export class Utilisation {
  #panel = document.getElementById("utilisation");
  #chart = new Chart(this.#panel.querySelector(".plot"));

  draw({ auctions, utilisation }) {
    const shown = auctions.slice(-SHOWN), rows = utilisation.slice(0, MOST_FACTORIES);
    say(this.#panel, rows.length > 0 ? null : auctions.length > 0 ? "No factory offered power in these auctions." : "No auction has been held yet.");
    this.#tellOfOthers(utilisation.length - rows.length);
    if (rows.length === 0) return;
    const cells = rows.flatMap(([, shares], y) => shown.map(({ interval }, x) => [x, y, shares.get(interval)])).filter(cell => cell[2] !== undefined);
    this.#chart.draw(label(rows, shown), {
      xAxis: { type: "category", data: shown.map(auction => clock(auction.at)), splitLine: { show: false } },
      yAxis: { type: "category", data: rows.map(([name]) => name), inverse: true, splitLine: { show: false }, axisLabel: { width: 80, overflow: "truncate" } },
      grid: { left: 6, right: 22, top: 6, bottom: 44, containLabel: true },
      visualMap: {
        min: 0, max: 1, orient: "horizontal", left: "center", bottom: 0, itemWidth: 10, itemHeight: 140, hoverLink: false,
        text: ["100 %", "0 %"], textStyle: { color: colour("soft"), fontSize: 11 }, inRange: { color: [colour("cold"), colour("hot")] },
      },
      tooltip: {
        trigger: "item",
        formatter: ({ value: [x, y, share] }) => tip(rows[y][0], [[clock(shown[x].at) + " UTC", figure(100 * share, 1) + " %"]]),
      },
      series: [{ type: "heatmap", data: cells, progressive: 0, emphasis: { disabled: true } }],
    });
  }

  #tellOfOthers(more) {
    const note = this.#panel.querySelector(".note");
    note.hidden = more <= 0;
    text(note, `${more} more factories are not shown.`);
  }
}

function label(rows, shown) {
  const last = shown.at(-1).interval;
  return "Utilisation in the last auction: " + rows.map(([name, shares]) => name + (shares.has(last) ? " " + figure(100 * shares.get(last)) + " %" : " offered nothing")).join(", ") + ".";
}
