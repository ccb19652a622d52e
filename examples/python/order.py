"""Places an order, follows it to its outcome, and prints the price at which the market cleared.

usage: python3 order.py CONNECT.PROPERTIES MARKET PARTICIPANT
"""
import sys
import uuid

from exchange import LOT, TICKS_PER_DOLLAR, Exchange, settings

connect, market, participant = sys.argv[1:]
exchange = Exchange(settings(connect), market, participant)
# Read from here before anything is sent, so that no answer is missed.
events = exchange.reader("order-events")
clearings = exchange.reader("clearings")

order = str(uuid.uuid4())
exchange.bid(order, "MEDIUM", tokens=1_000_000, limit=10.0)
interval = None
for record, event in exchange.events(events, participant):
    if event.get("orderId", event.get("commandId")) != order:
        continue
    print(record, {name: event[name] for name in event if name in (
        "reason", "detail", "interval", "tier", "lots", "price", "nanoDollars")})
    interval = event.get("interval", interval)
    if record in ("OrderFilled", "OrderExpired", "OrderCancelled", "OrderRejected"):
        break

if interval is None:
    sys.exit("the order had no outcome")
for _, clearing in exchange.events(clearings, market):
    if clearing["interval"] == interval:
        tier = next(tier for tier in clearing["tiers"] if tier["tier"] == "MEDIUM")
        print(f"MEDIUM cleared at ${tier['price'] / TICKS_PER_DOLLAR:.6f} per million tokens,"
              f" {tier['lots'] * LOT:,} sold")
        break
