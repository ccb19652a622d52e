"""An agent that bids a little above the last price, and never more than its limit.

usage: python3 agent.py CONNECT.PROPERTIES MARKET PARTICIPANT AUCTIONS
"""
import sys

from exchange import TICKS_PER_DOLLAR, Exchange, settings

TIER, TOKENS, LIMIT, ABOVE = "MEDIUM", 500_000, 10.0, 1.05

connect, market, participant, auctions = sys.argv[1:]
exchange = Exchange(settings(connect), market, participant)
clearings = exchange.reader("clearings")
awards = exchange.reader("order-events")

left = int(auctions)
for _, clearing in exchange.events(clearings, market):
    tier = next(tier for tier in clearing["tiers"] if tier["tier"] == TIER)
    price = min(LIMIT, tier["price"] / TICKS_PER_DOLLAR * ABOVE) if tier["traded"] else LIMIT
    if left == 0:
        break
    left -= 1
    # The id names the interval it was decided in: started again, the agent bids nothing twice.
    exchange.bid(f"{participant}@{clearing['interval']}", TIER, TOKENS, price)
    print(f"interval {clearing['interval']}: {TIER} at {tier['price'] / TICKS_PER_DOLLAR:.4f},"
          f" bid {price:.4f}", flush=True)

bought = spent = 0
for record, event in exchange.events(awards, participant, patience=5):
    if record == "OrderRejected":
        print(record, event["reason"], event["detail"])
    if record == "OrderAwarded":
        bought += event["lots"]
        spent += event["nanoDollars"]
print(f"bought {bought * 1_000:,} tokens for ${spent / 1e9:.6f}")
