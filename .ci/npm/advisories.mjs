// Asks the Open Source Vulnerabilities database which of the libraries on standard input (group:artifact:version, or
// name@version of npm, one a line) have a known hole, and says so. Exit code 3: some have; 4: it cannot be asked.
// usage: node advisories.mjs [URL of the database] < libraries
const url = process.argv[2] ?? "https://api.osv.dev/v1/querybatch";

let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const libraries = input.split("\n").map(line => line.trim()).filter(line => line !== "");

function query(library) {
  const [group, artifact, version] = library.split(":");
  if (version) return { package: { ecosystem: "Maven", name: `${group}:${artifact}` }, version };
  const at = library.lastIndexOf("@");
  return { package: { ecosystem: "npm", name: library.slice(0, at) }, version: library.slice(at + 1) };
}

let results;
try {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ queries: libraries.map(query) }),
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  ({ results } = await answer.json());
} catch (failed) {
  console.log(`known holes of ${libraries.length} libraries not asked for: ${failed.message} (${url})`);
  process.exit(4);
}
const holes = libraries.flatMap((library, n) => (results[n]?.vulns ?? []).map(hole => `${library} ${hole.id}`));
holes.forEach(hole => console.log(`KNOWN HOLE ${hole}`));
console.log(`${libraries.length} libraries, ${holes.length} known holes`);
process.exit(holes.length > 0 ? 3 : 0);
