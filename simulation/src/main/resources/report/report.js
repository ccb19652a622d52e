"use strict";
// Draws the tables of the report. Names come from whoever wrote the scenario: they reach the page as text only.

const report = JSON.parse(document.getElementById("report").textContent);
const tables = new Map(report.tables.map(table => [table.name, table]));
const tiers = report.tiers;

// Okabe and Ito's colours, which stay apart for colour-blind eyes.
const TIER_COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#b8a800", "#8c8c8c"];
const HARDWARE_COLOURS = ["#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#e15759", "#76b7b2", "#edc948", "#9c755f"];
const HEAT = ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"];
const PRICE = "$ per million tokens";

const dark = matchMedia("(prefers-color-scheme: dark)");
const charts = new Map();

const element = id => document.getElementById(id);
const index = (table, column) => table.columns.findIndex(each => each.name === column);
const values = (table, column) => { const at = index(table, column); return table.rows.map(row => row[at]); };
const pairs = (table, x, y) => { const at = index(table, y), from = index(table, x); return table.rows.map(row => [row[from], row[at]]); };
const number = (value, digits = 4) => value == null ? "–" : Number(value).toLocaleString("en", { maximumSignificantDigits: digits });
const colour = (colours, at) => colours[at % colours.length];
const escaped = text => String(text).replace(/[&<>"']/g, sign => "&#" + sign.charCodeAt(0) + ";");
const time = text => text.replace("T", " ").replace("Z", "").replace(report.intervalSeconds % 60 === 0 ? /:00$/ : "", "");
const ink = () => dark.matches ? "#e6edf3" : "#1b1f24";

function text(id, content) { element(id).textContent = content; }

function add(parent, name, content) {
  const child = parent.appendChild(document.createElement(name));
  if (content !== undefined) child.textContent = content;
  return child;
}

/** A logarithmic axis where prices lie far apart. */
function priceAxis(prices) {
  const positive = prices.filter(price => price > 0);
  const low = Math.min(...positive), high = Math.max(...positive);
  const wide = high / low > 20;
  const hidden = wide && prices.some(price => price === 0) ? ", 0 not shown" : "";
  return axis(PRICE + (wide ? ", log scale" + hidden : ""), {
    type: wide ? "log" : "value",
    min: wide ? 10 ** Math.floor(Math.log10(low)) : undefined,
    axisLabel: { formatter: value => number(value) },
  });
}

function axis(name, more) {
  return { name, nameLocation: "middle", nameGap: 52, nameTextStyle: { fontWeight: 500 }, ...more };
}

const timeAxis = () => axis("time, UTC", {
  type: "time", nameGap: 26,
  axisLabel: { hideOverlap: true, formatter: { year: "{yyyy}", month: "{MMM}", day: "{MMM} {d}", hour: "{HH}:{mm}", minute: "{HH}:{mm}", second: "{HH}:{mm}:{ss}" } },
});
const slider = () => [{ type: "slider", height: 18, bottom: 8, brushSelect: false, showDetail: false }];

function draw(id, label, option) {
  const place = element(id).querySelector(".plot");
  charts.get(id)?.dispose();
  const chart = echarts.init(place, dark.matches ? "dark" : null);
  charts.set(id, chart);
  place.setAttribute("role", "img");
  chart.setOption({
    animation: false,
    useUTC: true,
    backgroundColor: "transparent",
    textStyle: { fontFamily: "system-ui, sans-serif" },
    legend: { type: "scroll", top: 0, icon: "roundRect", itemWidth: 16, itemHeight: 9 },
    grid: { left: 72, right: 20, top: 40, bottom: 48 },
    aria: { enabled: true, label: { description: label } },
    ...option,
  });
}

/** Heading and lines of a tooltip; all of it is text. */
function tip(heading, lines) {
  return "<b>" + escaped(heading) + "</b>" + lines.map(line => "<br>" + line.map(escaped).join(": ")).join("");
}

function tooltip(unit, more = {}) {
  return { trigger: "axis", confine: true, valueFormatter: value => number(value) + " " + unit, ...more };
}

function drawPrices() {
  const table = tables.get("prices");
  const spread = report.intervalsPerPoint > 1;
  const reach = tiers.map((tier, at) => ({
    name: tier, type: "custom", color: colour(TIER_COLOURS, at), silent: true, tooltip: { show: false }, encode: { x: 0, y: [1, 2] }, z: 1,
    data: table.rows.map(row => [row[0], row[2 + 3 * at], row[3 + 3 * at]]).filter(row => row[1] != null),
    renderItem: (params, api) => {
      const [x, low] = api.coord([api.value(0), api.value(1)]);
      const [, high] = api.coord([api.value(0), api.value(2)]);
      return { type: "line", shape: { x1: x, y1: low, x2: x, y2: high }, style: { stroke: colour(TIER_COLOURS, at), opacity: .3 } };
    },
  }));
  const lines = tiers.map((tier, at) => ({
    name: tier, type: "line", showSymbol: false, z: 2, color: colour(TIER_COLOURS, at), lineStyle: { width: 1.5 }, data: pairs(table, "time", tier),
  }));
  element("prices").querySelector("figcaption p").textContent = spread
    ? "Average by volume; the bars reach from the lowest to the highest price of the point’s intervals. No line: nothing was sold."
    : "Clearing price of each interval. No line: nothing was sold.";
  draw("prices", "Price of each tier over time.", {
    xAxis: timeAxis(), yAxis: priceAxis(tiers.flatMap(tier => values(table, tier))), dataZoom: slider(),
    grid: { left: 72, right: 20, top: 40, bottom: 76 }, tooltip: tooltip(PRICE), series: spread ? [...reach, ...lines] : lines,
  });
}

function drawPower() {
  const table = tables.get("power");
  const areas = tiers.map((tier, at) => ({
    name: tier, type: "line", step: "end", stack: "sold", showSymbol: false, color: colour(TIER_COLOURS, at), lineStyle: { width: .5 }, areaStyle: { opacity: .85 },
    data: pairs(table, "time", tier),
  }));
  const offered = {
    name: "on offer", type: "line", step: "end", showSymbol: false, color: ink(), lineStyle: { width: 1.5, type: "dashed" },
    data: pairs(table, "time", "on offer"),
  };
  draw("power", "Power sold by tier and power on offer over time.", {
    xAxis: timeAxis(), yAxis: axis("MW", { type: "value" }), dataZoom: slider(), grid: { left: 72, right: 20, top: 40, bottom: 76 },
    tooltip: tooltip("MW"), series: [...areas, offered],
  });
}

function drawDuration() {
  const table = tables.get("duration");
  draw("duration", "Price duration curve of each tier.", {
    xAxis: axis("% of intervals", { type: "value", min: 0, max: 100, nameGap: 28 }), yAxis: priceAxis(tiers.flatMap(tier => values(table, tier))),
    tooltip: tooltip(PRICE), grid: { left: 72, right: 24, top: 40, bottom: 48 },
    series: tiers.map((tier, at) => ({
      name: tier, type: "line", showSymbol: false, color: colour(TIER_COLOURS, at), data: pairs(table, "share of intervals", tier),
    })),
  });
}

function drawRevenue() {
  const table = tables.get("revenue");
  draw("revenue", "Revenue of each hardware by tier.", {
    xAxis: axis("$", { type: "value", nameGap: 28, axisLabel: { formatter: compact, hideOverlap: true } }),
    yAxis: { type: "category", data: values(table, "hardware"), inverse: true },
    grid: { left: 12, right: 28, top: 40, bottom: 32, containLabel: true },
    tooltip: { trigger: "axis", confine: true, axisPointer: { type: "shadow" }, formatter: bars => revenueTip(table, bars[0].dataIndex) },
    series: tiers.map((tier, at) => ({ name: tier, type: "bar", stack: "revenue", color: colour(TIER_COLOURS, at), data: values(table, tier) })),
  });
}

function revenueTip(table, at) {
  const row = table.rows[at];
  const cell = column => row[index(table, column)];
  const sum = tiers.reduce((total, tier) => total + cell(tier), 0);
  return tip(row[0], [
    ...tiers.map(tier => [tier, "$" + number(cell(tier))]), ["all", "$" + number(sum)],
    ["energy sold", number(cell("energy sold")) + " of " + number(cell("energy offered")) + " MWh"],
    ["revenue", cell("energy sold") ? "$" + number(sum / cell("energy sold")) + " per MWh sold" : "none"],
  ]);
}

const compact = value => Number(value).toLocaleString("en", { notation: "compact", maximumSignificantDigits: 3 });

function drawUtilisation() {
  const table = tables.get("utilisation");
  const factories = table.columns.slice(1).map(column => column.name);
  const cells = table.rows.flatMap((row, x) => row.slice(1).map((value, y) => [x, y, value])).filter(cell => cell[2] != null);
  element("utilisation").querySelector(".plot").style.height = Math.max(15, 9 + 1.4 * factories.length) + "rem";
  draw("utilisation", "Utilisation of each factory over time.", {
    legend: { show: false },
    xAxis: axis("time, UTC", { type: "category", data: table.rows.map(row => time(row[0])), nameGap: 40, axisLabel: { hideOverlap: true, lineHeight: 14, formatter: text => text.slice(5).replace(" ", "\n") } }),
    yAxis: { type: "category", data: factories, inverse: true, axisLabel: { width: 110, overflow: "truncate" } },
    grid: { left: 12, right: 20, top: 12, bottom: 88, containLabel: true },
    visualMap: { min: 0, max: 100, orient: "horizontal", left: "center", bottom: 0, itemHeight: 200, text: ["100 %", "0 %"], inRange: { color: HEAT } },
    tooltip: { confine: true, formatter: cell => tip(factories[cell.value[1]], [[time(table.rows[cell.value[0]][0]), number(cell.value[2], 3) + " %"]]) },
    series: [{ type: "heatmap", data: cells, progressive: 0 }],
  });
}

// One auction of those that were kept.

function chosen(name) {
  const table = tables.get(name);
  const interval = Number(element("auction").value), tier = element("tier").value;
  return table.rows
    .filter(row => row[index(table, "interval")] === interval && row[index(table, "tier")] === tier)
    .map(row => Object.fromEntries(table.columns.map((column, at) => [column.name, row[at]])));
}

/** Corners of a curve that goes through blocks of a width and a height. */
function steps(blocks, width, height) {
  let x = 0;
  return blocks.flatMap(block => { const from = x; x += block[width]; return [[from, block[height]], [x, block[height]]]; });
}

const sum = (rows, column) => rows.reduce((total, row) => total + row[column], 0);

/** Across the plot, at the clearing price. */
function clearingLine(auction, width) {
  const price = auction["clearing price"];
  return {
    name: "clearing price", type: "line", color: ink(), symbol: "none", silent: true, z: 4, lineStyle: { type: "dashed", width: 1.5 },
    data: auction.traded ? [[0, price], [width, price]] : [],
  };
}

function drawAuction() {
  const auction = chosen("auctions")[0], supply = chosen("supply"), demand = chosen("demand");
  text("outcome", auction.traded
    ? `Cleared at $${number(auction["clearing price"], 8)} per million tokens: ${number(auction.sold)} of ${number(auction["bid for"])} million tokens bid for were sold.`
    : `Nothing was sold of this tier; ${number(auction["bid for"])} million tokens were bid for.`);
  drawCurves(auction, supply, demand);
  drawMerit(auction, supply);
}

function drawCurves(auction, supply, demand) {
  const wanted = sum(demand, "quantity");
  const reach = wanted > 0 ? 1.3 * wanted : sum(supply, "quantity") || 1;
  const offered = steps(supply, "quantity", "entry price").filter(([x], at, all) => at === 0 || all[at - 1][0] <= reach);
  const asked = [...steps(demand, "quantity", "limit price")];
  draw("curves", "Supply and demand of the chosen auction and tier.", {
    xAxis: axis("million tokens in the interval", { type: "value", min: 0, max: reach, nameGap: 28, axisLabel: { formatter: compact, showMaxLabel: false } }),
    yAxis: priceAxis([...asked, ...offered].map(point => point[1]).concat(auction["clearing price"])),
    grid: { left: 72, right: 24, top: 40, bottom: 48 },
    tooltip: { trigger: "axis", confine: true, formatter: points => tip(number(points[0].axisValue) + " million tokens", points.map(point => [point.seriesName, "$" + number(point.value[1])])) },
    series: [
      curve("demand", "#0072b2", asked), curve("supply", "#d55e00", offered), clearingLine(auction, reach),
      { name: "sold", type: "scatter", symbolSize: 11, color: "#009e73", z: 5, data: auction.traded ? [[auction.sold, auction["clearing price"]]] : [] },
    ],
  });
}

function curve(name, colour, data) {
  return { name, type: "line", color: colour, showSymbol: false, lineStyle: { width: 2 }, clip: true, data };
}

function drawMerit(auction, supply) {
  const ordered = [...supply].sort((a, b) => a.ask - b.ask);
  let x = 0;
  const blocks = ordered.map(block => { const from = x; x += block.power; return { ...block, from, to: x }; });
  const hardware = [...new Set(tables.get("supply").rows.map(row => row[index(tables.get("supply"), "hardware")]))].sort();
  const series = hardware.filter(name => blocks.some(block => block.hardware === name)).map(name => ({
    name, type: "custom", color: colour(HARDWARE_COLOURS, hardware.indexOf(name)), encode: { x: [0, 1], y: 2 }, clip: true,
    data: blocks.filter(block => block.hardware === name).map(block => ({ value: [block.from, block.to, block.ask], block })),
    renderItem: (params, api) => {
      const [left, top] = api.coord([api.value(0), api.value(2)]), [right] = api.coord([api.value(1), api.value(2)]);
      const bottom = params.coordSys.y + params.coordSys.height;
      return { type: "rect", shape: { x: left + .5, y: top, width: Math.max(1, right - left - 1), height: Math.max(1, bottom - top) }, style: { fill: api.visual("color"), opacity: .85 } };
    },
  }));
  series.push(clearingLine(auction, x));
  draw("merit", "Merit order of the chosen auction and tier.", {
    xAxis: axis("MW", { type: "value", min: 0, max: x || 1, nameGap: 28, axisLabel: { showMaxLabel: false } }),
    yAxis: priceAxis(blocks.map(block => block.ask).concat(auction["clearing price"])),
    tooltip: { trigger: "item", confine: true, formatter: item => item.data?.block ? meritTip(item.data.block) : "" },
    series,
  });
}

function meritTip(block) {
  return tip(block.factory, [
    ["hardware", block.hardware], ["power", number(block.power) + " MW"], ["makes", number(block.quantity) + " million tokens"],
    ["ask", "$" + number(block.ask)], ["entry price", "$" + number(block["entry price"])],
  ]);
}

// What stands around the plots.

function fillHeader() {
  const totals = report.summary.totals;
  text("description", report.description);
  const tokens = Object.values(totals.tokens).reduce((sum, each) => sum + each, 0);
  const facts = [
    ["auctions", number(totals.auctions, 9) + ", one every " + number(report.intervalSeconds) + " s"], ["tokens sold", compact(tokens)], ["revenue", "$" + compact(totals.revenue)],
    ["energy sold", totals.mwhOffered ? compact(totals.mwhSold) + " MWh (" + number(100 * totals.mwhSold / totals.mwhOffered, 3) + " %)" : "none"],
    ["orders", number(totals.orders, 9)], ["trades", number(totals.trades, 9)], ["seed", String(report.summary.seed)], ["market", report.market],
  ];
  for (const [name, value] of facts) {
    const fact = add(element("totals"), "div");
    add(fact, "dt", name);
    add(fact, "dd", value);
  }
  text("thinned", report.intervalsPerPoint === 1
    ? "Plots over time have a point an interval."
    : `Thinned: a point of a plot over time stands for ${number(report.intervalsPerPoint, 9)} intervals. Duration curves count every interval, to three digits.`);
  for (const line of report.summary.assumptions) add(element("assumptions"), "li", line);
}

function fillChoices() {
  const table = tables.get("auctions");
  const seen = new Map(table.rows.map(row => [row[index(table, "interval")], row]));
  const revenue = index(table, "revenue of the auction");
  const richest = [...seen.values()].reduce((best, row) => row[revenue] > best[revenue] ? row : best);
  for (const [interval, row] of seen) {
    const option = add(element("auction"), "option", `${interval}: ${time(row[index(table, "time")])}, $${compact(row[revenue])}` + (row === richest ? " (most revenue)" : ""));
    option.value = interval;
    option.selected = row === richest;
  }
  for (const tier of tiers) add(element("tier"), "option", tier).value = tier;
  element("tier").selectedIndex = Math.min(1, tiers.length - 1);
  element("auction").addEventListener("change", drawAuction);
  element("tier").addEventListener("change", drawAuction);
}

function fillTables() {
  for (const table of report.tables) {
    const details = add(element("tables"), "details");
    add(details, "summary", `${table.name} (${number(table.rows.length, 9)} rows)`);
    details.addEventListener("toggle", () => fillTable(details, table), { once: true });
  }
  element("json").addEventListener("click", () => save(JSON.stringify(report, null, 1), "report.json", "application/json"));
}

const heading = column => column.unit ? `${column.name} (${column.unit})` : column.name;

function fillTable(details, table) {
  const csv = add(add(details, "p"), "button", "Save as CSV");
  csv.type = "button";
  csv.addEventListener("click", () => save(asCsv(table), table.name + ".csv", "text/csv"));
  const scroll = add(details, "div");
  scroll.className = "scroll";
  scroll.tabIndex = 0;
  const grid = add(scroll, "table");
  const head = add(add(grid, "thead"), "tr");
  for (const column of table.columns) add(head, "th", heading(column)).scope = "col";
  const body = add(grid, "tbody");
  for (const row of table.rows) {
    const line = add(body, "tr");
    for (const value of row) add(line, "td", value == null ? "" : String(value));
  }
}

function asCsv(table) {
  const quoted = value => value == null ? "" : /[",\n]/.test(value) ? '"' + String(value).replaceAll('"', '""') + '"' : String(value);
  return [table.columns.map(heading), ...table.rows].map(row => row.map(quoted).join(",")).join("\n") + "\n";
}

function save(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function drawAll() {
  drawPrices();
  drawPower();
  drawDuration();
  drawRevenue();
  drawUtilisation();
  drawAuction();
}

fillHeader();
fillChoices();
fillTables();
drawAll();
dark.addEventListener("change", drawAll);
addEventListener("resize", () => charts.forEach(chart => chart.resize()));
