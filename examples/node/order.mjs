// Places an order, follows it to its outcome, and prints the price at which the market cleared.
// usage: node order.mjs CONNECT.PROPERTIES MARKET PARTICIPANT
import { randomUUID } from "node:crypto";
import { Exchange, LOT, TICKS_PER_DOLLAR, settings } from "./exchange.mjs";

const [connect, market, participant] = process.argv.slice(2);
const exchange = await Exchange.open(settings(connect), market, participant);
const order = randomUUID();
const prices = new Map();
let interval;
let done;
const outcome = new Promise(resolve => { done = resolve; });

// Both are read before anything is sent, so that nothing is missed.
await exchange.follow("order-events", participant, (record, event) => {
  if ((event.orderId ?? event.commandId) !== order) return;
  console.log(record, event.reason ?? "", event.tier ?? "", event.lots ? `${event.lots} lots` : "");
  interval = event.interval ?? interval;
  if (["OrderFilled", "OrderExpired", "OrderCancelled", "OrderRejected"].includes(record)) done();
});
await exchange.follow("clearings", market, (record, clearing) => {
  prices.set(Number(clearing.interval), clearing.tiers.find(tier => tier.tier === "MEDIUM"));
});

await exchange.bid(order, "MEDIUM", 1_000_000, 10.0);
await outcome;
while (interval !== undefined && !prices.has(Number(interval))) {
  await new Promise(resolve => setTimeout(resolve, 100));
}
const tier = prices.get(Number(interval));
if (tier) {
  console.log(`MEDIUM cleared at $${(Number(tier.price) / TICKS_PER_DOLLAR).toFixed(6)} per million tokens,`
    + ` ${Number(tier.lots) * LOT} sold`);
}
await exchange.close();
