"""A client of the exchange with librdkafka and Avro's Python library, and nothing else of ours.

Debian and Ubuntu: apt-get install python3-confluent-kafka python3-avro
elsewhere:         pip install confluent-kafka avro
"""
import io
import json
import time
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

SUBJECTS = "io.tokenmarket.schemas."
LOT = 1_000  # tokens
TICKS_PER_DOLLAR = 1_000_000  # a price is ticks per million tokens
PRICE_STEP = 1_000  # ticks; the market's priceStep, which /v1/markets/{market} tells


def settings(file):
    """Those of a properties file, such as connect.properties in the data folder of a run."""
    lines = (line.strip() for line in open(file, encoding="utf-8"))
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().replace("\\:", ":") for name, value in pairs}


class Records:
    """Avro in Confluent's wire format, by the schemas that the registry has."""

    def __init__(self, registry):
        self.registry = registry
        self.by_id = {}

    def encode(self, name, fields):
        """The record with these fields, and what its schema has for the others."""
        latest = self._get(f"/subjects/{SUBJECTS}{name}/versions/latest")
        schema = avro.schema.parse(latest["schema"])
        body = {field.name: field.default for field in schema.fields if field.has_default}
        body.update(fields)
        out = io.BytesIO()
        out.write(b"\0" + latest["id"].to_bytes(4, "big"))
        avro.io.DatumWriter(schema).write(body, avro.io.BinaryEncoder(out))
        return out.getvalue()

    def decode(self, value):
        """The record's name and its fields."""
        number = int.from_bytes(value[1:5], "big")
        if number not in self.by_id:
            self.by_id[number] = avro.schema.parse(self._get(f"/schemas/ids/{number}")["schema"])
        schema = self.by_id[number]
        body = avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))
        return schema.name, body

    def _get(self, path):
        with urllib.request.urlopen(self.registry + path, timeout=60) as answer:
            return json.load(answer)


class Exchange:
    """Sends commands of one participant to one market, and reads what the exchange publishes."""

    def __init__(self, connect, market, participant):
        self.market = market
        self.participant = participant
        self.records = Records(connect["schema.registry.url"])
        self.brokers = {"bootstrap.servers": connect["bootstrap.servers"]}
        # The exchange finds a participant's records by murmur2; librdkafka's default is another.
        self.producer = Producer({**self.brokers, "partitioner": "murmur2_random", "acks": "all"})

    def send(self, topic, record, command_id, **fields):
        """Sends a command; its answer is an event. Returns once the brokers have it."""
        fields.update(commandId=command_id, market=self.market, participant=self.participant)
        failed = []
        self.producer.produce(
            topic, self.records.encode(record, fields), self.participant,
            on_delivery=lambda error, _: failed.append(error) if error else None)
        self.producer.flush(30)
        if failed:
            raise KafkaException(failed[0])

    def bid(self, command_id, tier, tokens, limit, auctions=1):
        """Bids for tokens in each of the coming auctions, at most at this price in $."""
        self.send(
            "token-demand", "TokenDemand", command_id, tier=tier, lots=tokens // LOT,
            limitPrice=round(limit * TICKS_PER_DOLLAR / PRICE_STEP) * PRICE_STEP,
            intervals=auctions)

    def cancel(self, command_id, order):
        self.send("token-demand", "DemandCancelled", command_id, demandId=order)

    def reader(self, topic):
        """Reads a topic from now on: only what is committed, all partitions, no group."""
        consumer = Consumer({
            **self.brokers, "group.id": self.participant, "isolation.level": "read_committed",
            "enable.auto.commit": False})
        numbers = consumer.list_topics(topic, 30).topics[topic].partitions
        ends = [
            (number, consumer.get_watermark_offsets(TopicPartition(topic, number))[1])
            for number in numbers]
        consumer.assign([TopicPartition(topic, number, end) for number, end in ends])
        return consumer

    def events(self, consumer, key, patience=60):
        """Yields (record, fields) under a key, until none has come for so many seconds."""
        deadline = time.time() + patience
        while time.time() < deadline:
            message = consumer.poll(0.5)
            if message is None or message.error() or message.key() != key.encode():
                continue
            deadline = time.time() + patience
            yield self.records.decode(message.value())
