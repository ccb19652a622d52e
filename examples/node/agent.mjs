// An agent that bids a little above the last price, and never more than its limit.
// usage: node agent.mjs CONNECT.PROPERTIES MARKET PARTICIPANT AUCTIONS
import { Exchange, LOT, TICKS_PER_DOLLAR, settings } from "./exchange.mjs";

const TIER = "MEDIUM";
const [TOKENS, LIMIT, ABOVE] = [500_000, 10, 1.05];
const [connect, market, participant, auctions] = process.argv.slice(2);
const exchange = await Exchange.open(settings(connect), market, participant);
let left = Number(auctions);
let [bought, spent] = [0, 0];
let done;
const end = new Promise(resolve => { done = resolve; });

await exchange.follow("order-events", participant, (record, event) => {
  if (record === "OrderRejected") console.log(record, event.reason, event.detail);
  if (record === "OrderAwarded") {
    bought += Number(event.lots) * LOT;
    spent += Number(event.nanoDollars) / 1e9;
  }
});
await exchange.follow("clearings", market, async (record, clearing) => {
  if (left-- <= 0) return done();
  const last = clearing.tiers.find(tier => tier.tier === TIER);
  const price = last.traded ? Math.min(LIMIT, Number(last.price) / TICKS_PER_DOLLAR * ABOVE) : LIMIT;
  // The id names the interval it was decided in: started again, the agent bids nothing twice.
  await exchange.bid(`${participant}@${clearing.interval}`, TIER, TOKENS, price);
  console.log(`interval ${clearing.interval}: bid ${price.toFixed(4)}`);
});
await end;
console.log(`bought ${bought} tokens for $${spent.toFixed(6)}`);
await exchange.close();
