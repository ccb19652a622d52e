"""The exchange as clients of other languages meet it: librdkafka and Avro's Python library, curl.

usage: strangers.py CONNECT.PROPERTIES REST-URL MARKET

Each check is one line of output; the first that fails ends the program with exit code 1.
"""
import json
import pathlib
import subprocess
import sys
import time

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "examples" / "python"))
from exchange import Records, settings  # as the examples read and write

PATIENCE = 60


class Exchange:
    """Sends commands with librdkafka, and reads the events of participants."""

    def __init__(self, settings, market):
        self.market = market
        self.records = Records(settings["schema.registry.url"])
        brokers = {"bootstrap.servers": settings["bootstrap.servers"]}
        # Not librdkafka's default: the protocol names the partitioner.
        self.producer = Producer({**brokers, "partitioner": "murmur2_random", "acks": "all"})
        self.consumer = Consumer(
            {**brokers, "group.id": "strangers", "isolation.level": "read_committed",
             "enable.auto.commit": False})
        topic = self.consumer.list_topics("order-events", PATIENCE).topics["order-events"]
        self.consumer.assign(
            [TopicPartition("order-events", number, self.end(number))
             for number in topic.partitions])
        self.heard = []

    def end(self, number):
        return self.consumer.get_watermark_offsets(TopicPartition("order-events", number))[1]

    def send(self, name, participant, command_id, topic="token-demand", key=None, stamp=0, **body):
        fields = {"commandId": command_id, "market": self.market, "participant": participant, **body}
        failed = []
        self.producer.produce(
            topic, self.records.encode(name, fields), key or participant, timestamp=stamp,
            on_delivery=lambda error, _: failed.append(error) if error else None)
        self.producer.flush(PATIENCE)
        if failed:
            raise KafkaException(failed[0])

    def demand(self, participant, command_id, **more):
        self.send("TokenDemand", participant, command_id, tier="MEDIUM", lots=10,
                  limitPrice=10_000, intervals=1_000, **more)

    def answer(self, participant, command_id, topic_time=False):
        """The first event about a command, and the time of its record."""
        deadline = time.time() + PATIENCE
        while time.time() < deadline:
            for key, name, body, stamp in self.heard:
                if key == participant and body.get("commandId") == command_id:
                    return (name, body, stamp) if topic_time else (name, body)
            message = self.consumer.poll(0.2)
            if message is not None and message.error() is None:
                name, body = self.records.decode(message.value())
                self.heard.append((message.key().decode(), name, body, message.timestamp()[1]))
        raise AssertionError(f"no answer to {command_id} of {participant}")


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found} where {wanted} was expected")
    print(f"strangers: {what}: {found}", flush=True)


def kafka(exchange):
    exchange.demand("lena", "1")
    exchange.demand("omar", "1")
    expect("two participants use one id",
           [exchange.answer(who, "1")[0] for who in ("lena", "omar")], ["OrderAccepted"] * 2)

    exchange.send("DemandCancelled", "omar", "2-cancel", demandId="2")
    expect("a cancellation before its order",
           exchange.answer("omar", "2-cancel")[1]["reason"], "ORDER_NOT_FOUND")
    exchange.demand("omar", "2")
    expect("its order", exchange.answer("omar", "2")[1]["reason"], "ALREADY_CANCELLED")

    exchange.demand("lena", "3" * 201)
    expect("an id of 201 characters",
           exchange.answer("lena", "3" * 201)[1]["reason"], "COMMAND_ID_INVALID")

    exchange.demand("lena", "4", key="omar")
    expect("a command under another's key",
           exchange.answer("omar", "4")[1]["reason"], "IDENTITY_MISMATCH")

    exchange.demand("lena", "5", stamp=1)
    name, _, stamp = exchange.answer("lena", "5", topic_time=True)
    expect("a command stamped 1970", (name, stamp > time.time() * 1000 - 600_000),
           ("OrderAccepted", True))

    exchange.send("DemandAmended", "lena", "6", demandId="1", lots=20, limitPrice=20_000, ifVersion=0)
    expect("an amendment of another version",
           exchange.answer("lena", "6")[1]["reason"], "ORDER_CHANGED")


def curl(url, *arguments):
    """Status, headers by lower-case name, and JSON of an answer."""
    done = subprocess.run(
        ["curl", "-sS", "-i", "--max-time", str(PATIENCE), *arguments, url],
        capture_output=True, check=True)
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = dict((part.strip() for part in line.split(":", 1)) for line in lines[1:])
    headers = {name.lower(): value for name, value in headers.items()}
    return int(lines[0].split()[1]), headers, json.loads(body) if body else None


def rest(base, market):
    def orders(participant):
        return f"{base}/v1/participants/{participant}/markets/{market}/demand"

    def command(method, url, name, body, *headers):
        arguments = ["-X", method, "-H", f"Idempotency-Key: {name}"]
        if body is not None:
            arguments += ["-H", "Content-Type: application/json", "-d", json.dumps(body)]
        return curl(url, *arguments, *(part for header in headers for part in ("-H", header)))

    terms = {"tier": "MEDIUM", "tokens": 10_000, "limitPrice": "0.01", "intervals": 1000}
    expect("curl: two participants use one key",
           [command("POST", orders(who), "first", terms)[0] for who in ("lena", "omar")],
           [201, 201])
    expect("curl: the same once more", command("POST", orders("lena"), "first", terms)[0], 200)
    expect("curl: another under the key",
           command("POST", orders("lena"), "first", {**terms, "tokens": 1000})[2]["reason"],
           "COMMAND_ID_CONFLICT")

    order = orders("lena") + "/first"
    status, headers, body = curl(order)
    expect("curl: the order", (status, body["demand"]["tokens"]), (200, 10_000))
    tag = headers["etag"]
    other = {**terms, "limitPrice": "0.02"}
    expect("curl: PUT for another version",
           command("PUT", order, "second", other, 'If-Match: "0"')[0], 412)
    expect("curl: PUT for this one",
           command("PUT", order, "third", other, f"If-Match: {tag}")[0], 201)
    expect("curl: DELETE for the one before",
           command("DELETE", order, "fourth", None, f"If-Match: {tag}")[0], 412)
    expect("curl: DELETE", command("DELETE", order, "fifth", None)[0], 201)
    expect("curl: it is gone", curl(order)[0], 404)

    for wrong in ({"once": 2}, {"interval": ""}, {"tokens": "5000"}, {"tier": 7},
                  {"untilCancelled": "True"}, {"nothing": 1}):
        expect(f"curl: {json.dumps(wrong)}",
               command("POST", orders("lena"), "wrong", {**terms, **wrong})[0], 400)
    expect("curl: a form", curl(orders("lena"), "-H", "Idempotency-Key: form", "-d", "a=b")[0], 415)
    expect("curl: a method in a header",
           curl(orders("omar") + "/first", "-H", "X-HTTP-Method-Override: DELETE")[0], 200)
    expect("curl: no JSON to be had", curl(base + "/v1/markets", "-H", "Accept: text/html")[0], 406)


def main():
    file, base, market = sys.argv[1:]
    kafka(Exchange(settings(file), market))
    rest(base.rstrip("/"), market)


main()
