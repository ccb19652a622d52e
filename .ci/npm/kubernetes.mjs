// Holds Kubernetes resources against the schemas that Kubernetes publishes; one that does not fit fails.
// usage: node kubernetes.mjs FILE...
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import * as apps from "kubernetes-models/apps/v1";
import * as core from "kubernetes-models/v1";
import * as networking from "kubernetes-models/networking.k8s.io/v1";
import * as policy from "kubernetes-models/policy/v1";

const groups = { "apps/v1": apps, v1: core, "networking.k8s.io/v1": networking, "policy/v1": policy };
let count = 0;
for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, "utf8"))) {
    const resource = document.toJS();
    const Model = groups[resource.apiVersion]?.[resource.kind];
    if (document.errors.length > 0 || !Model) {
      throw new Error(`${file}: ${document.errors[0] ?? `no ${resource.kind} in ${resource.apiVersion}`}`);
    }
    new Model(resource).validate();
    count++;
  }
}
console.log(`Kubernetes: ${count} resources are as their schemas have them`);
