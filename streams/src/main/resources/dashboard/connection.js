import { text } from "./element.js";
import { clock } from "./figures.js";

const place = document.getElementById("connection");
let heard;

function show(state, sentence) {
  document.body.dataset.connection = state;
  text(place, sentence);
}

/** What the header says of the connection to the node. */
export const connection = {
  live() {
    heard = Date.now();
    show("live", "live");
  },
  /** Since it was heard last, not since it was missed. */
  cutOff() {
    show("stale", heard ? "stale since " + clock(heard) + " UTC" : "the node does not answer");
  },
};
