import { request } from "./api.js";

/** The node says that it is there every 10 s. */
const SILENCE = 25_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;

/**
 * Server-sent events. EventSource does not tell a connection that has died from a quiet one; so this reads the stream itself
 * and goes on behind the last event it has.
 */
export class Stream {
  #url;
  #listener;
  #last;
  #pause = FIRST_PAUSE;

  /** @param listener `{connected(), heard(), event(data), cutOff()}`; connected may be asynchronous */
  constructor(url, listener) {
    this.#url = url;
    this.#listener = listener;
  }

  /** Never ends. */
  async run() {
    for (;;) {
      await this.#read().catch(problem => this.#forget(problem));
      this.#listener.cutOff();
      await new Promise(done => setTimeout(done, this.#pause));
      this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
    }
  }

  /** Of another exchange than the one that is there now, no event is waited for. */
  #forget(problem) {
    if (problem.type?.endsWith(":unknown-event")) this.#last = undefined;
  }

  async #read() {
    const cut = new AbortController();
    let silence = setTimeout(() => cut.abort(), SILENCE);
    try {
      const headers = this.#last === undefined ? {} : { "Last-Event-ID": this.#last };
      const response = await request(this.#url, { headers, cache: "no-store", signal: cut.signal });
      await this.#listener.connected();
      this.#pause = FIRST_PAUSE;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(() => cut.abort(), SILENCE);
        this.#listener.heard();
        const events = (rest + part.value).split("\n\n");
        rest = events.pop();
        events.forEach(event => this.#take(event));
      }
    } finally {
      clearTimeout(silence);
      cut.abort();
    }
  }

  #take(event) {
    const fields = Object.fromEntries(event.split("\n").map(line => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trimStart()]));
    if (!fields.data) return;
    this.#listener.event(JSON.parse(fields.data));
    this.#last = fields.id;
  }
}
