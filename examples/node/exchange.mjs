// A client of the exchange with kafkajs and its schema registry client, and nothing else of ours.
// Set up: npm ci
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { SchemaRegistry, SchemaType } from "@kafkajs/confluent-schema-registry";
import { Kafka, Partitioners, logLevel } from "kafkajs";

const SUBJECTS = "io.tokenmarket.schemas.";
export const LOT = 1_000; // tokens
export const TICKS_PER_DOLLAR = 1_000_000; // a price is ticks per million tokens
const PRICE_STEP = 1_000; // ticks; the market's priceStep, which /v1/markets/{market} tells

/** Those of a properties file, such as connect.properties in the data folder of a run. */
export function settings(file) {
  const lines = readFileSync(file, "utf8").split("\n").map(line => line.trim());
  return Object.fromEntries(lines
    .filter(line => line && !line.startsWith("#"))
    .map(line => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1).replaceAll("\\:", ":")]));
}

/** Sends commands of one participant to one market, and reads what the exchange publishes. */
export class Exchange {
  static async open(connect, market, participant) {
    const exchange = new Exchange();
    exchange.market = market;
    exchange.participant = participant;
    exchange.registry = new SchemaRegistry({ host: connect["schema.registry.url"] });
    exchange.kafka = new Kafka({
      clientId: participant,
      brokers: connect["bootstrap.servers"].split(","),
      logLevel: logLevel.ERROR,
    });
    // The exchange finds a participant's records by murmur2, as this one does.
    exchange.producer = exchange.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    exchange.consumers = [];
    await exchange.producer.connect();
    return exchange;
  }

  /** Sends a command; its answer is an event. */
  async send(topic, record, commandId, fields) {
    const id = await this.registry.getLatestSchemaId(SUBJECTS + record);
    const value = await this.registry.encode(id, {
      ...fields, commandId, market: this.market, participant: this.participant,
    });
    await this.producer.send({ topic, acks: -1, messages: [{ key: this.participant, value }] });
  }

  /** Bids for tokens in each of the coming auctions, at most at this price in $. */
  async bid(commandId, tier, tokens, limit, auctions = 1) {
    await this.send("token-demand", "TokenDemand", commandId, {
      tier,
      lots: Math.floor(tokens / LOT),
      limitPrice: Math.round(limit * TICKS_PER_DOLLAR / PRICE_STEP) * PRICE_STEP,
      intervals: auctions,
    });
  }

  /** Calls back with (record, fields) for what comes under a key from now on; only what is committed. */
  async follow(topic, key, told) {
    const consumer = this.kafka.consumer({
      groupId: `${this.participant}-${randomUUID()}`, readUncommitted: false,
    });
    this.consumers.push(consumer);
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: false });
    const joined = new Promise(resolve => consumer.on(consumer.events.GROUP_JOIN, resolve));
    await consumer.run({
      eachMessage: async ({ message }) => {
        if (message.key?.toString() === key) {
          const { name } = await this.registry.getSchema(message.value.readInt32BE(1));
          await told(name.split(".").pop(), await this.registry.decode(message.value));
        }
      },
    });
    await joined;
  }

  async close() {
    await this.producer.disconnect();
    await Promise.all(this.consumers.map(consumer => consumer.disconnect()));
  }
}
