// Reads an AsyncAPI document with the parser of AsyncAPI itself; any problem that it names fails.
// usage: node asyncapi.mjs FILE
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";
import { AvroSchemaParser } from "@asyncapi/avro-schema-parser";

const parser = new Parser();
parser.registerSchemaParser(AvroSchemaParser());
const { document, diagnostics } = await parser.parse(readFileSync(process.argv[2], "utf8"));
const errors = diagnostics.filter(found => found.severity <= 1);
errors.slice(0, 20).forEach(found => console.error(`${found.path.join(".")}: ${found.message}`));
if (!document || errors.length > 0) {
  console.error(`AsyncAPI: ${errors.length} problems`);
  process.exit(1);
}
console.log(`AsyncAPI ${document.version()}: ${document.channels().length} channels, ${document.messages().length} messages`);
