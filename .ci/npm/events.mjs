// Opens a stream as any page would, waits for its first event through whatever comes before, and says what it was.
// usage: node events.mjs URL EVENT SECONDS
import { EventSource } from "eventsource";

const [url, event, seconds] = process.argv.slice(2);
const source = new EventSource(url);
const problems = new Set();
source.addEventListener("problem", told => problems.add(JSON.parse(told.data).type));
source.addEventListener(event, told => {
  console.log(`EventSource: ${event} ${told.lastEventId}${problems.size ? `, after ${[...problems].join(", ")}` : ""}`);
  process.exit(0);
});
source.addEventListener("error", failed => {
  if (source.readyState === source.CLOSED) {
    console.error(`EventSource: gave up for good: ${failed.message}, after ${[...problems].join(", ") || "no problem"}`);
    process.exit(1);
  }
});
setTimeout(() => {
  console.error(`EventSource: no ${event} within ${seconds} s, state ${source.readyState}`);
  process.exit(1);
}, seconds * 1000);
