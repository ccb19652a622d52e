import { Problem } from "./api.js";

const PAUSE = 1_000;

/**
 * Asks the node one thing at a time: where auctions come faster than answers, only the latest is asked about. While the node
 * cannot answer yet it is asked again.
 */
export class Inquiry {
  #ask;
  #refused;
  #next = [];
  #busy = false;

  /**
   * @param ask asynchronous: asks about a subject and shows the answer
   * @param refused told the problem where there will be no answer
   */
  constructor(ask, refused) {
    this.#ask = ask;
    this.#refused = refused;
  }

  async about(subject) {
    this.#next = [subject];
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#next.length > 0) await this.#answer(this.#next.pop());
    } finally {
      this.#busy = false;
    }
  }

  async #answer(subject) {
    try {
      await this.#ask(subject);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!problem.passing) return this.#refused(problem);
      await new Promise(done => setTimeout(done, PAUSE));
      if (this.#next.length === 0) this.#next = [subject];
    }
  }
}
