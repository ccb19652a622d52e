/** The last auctions of a market, earliest first, and what each factory sold of what it offered in them. */
export class History {
  #length;
  #auctions = new Map();
  #factories = new Map();

  constructor(length) {
    this.#length = length;
  }

  get length() {
    return this.#length;
  }

  get auctions() {
    return [...this.#auctions.values()];
  }

  /** The same with an auction that sold nothing at either end of each stretch in which none was held. */
  get timeline() {
    const all = this.auctions;
    return all.flatMap((auction, at) => {
      const skipped = at === 0 ? 0 : auction.interval - all[at - 1].interval - 1;
      return skipped === 0 ? auction : [between(all[at - 1], auction, 1), between(all[at - 1], auction, skipped), auction];
    });
  }

  /** The last auction with its offers, undefined before the first. */
  latest;

  /** Takes the next auction. */
  add(clearing) {
    this.#auctions.set(clearing.interval, clearing);
    this.latest = clearing;
    for (const factory of this.factories()) this.#use(factory.name, clearing.interval, factory.sold / factory.offered);
    for (const interval of this.#auctions.keys()) {
      if (this.#auctions.size <= this.#length) break;
      this.#forget(interval);
    }
  }

  /** Takes auctions from before those it has. */
  prepend(clearings) {
    const known = this.auctions;
    this.#auctions = new Map([...clearings, ...known].slice(-this.#length).map(each => [each.interval, each]));
  }

  /** Takes what a factory did in these auctions, as REST tells it. */
  used(factory, intervals) {
    for (const each of intervals) if (this.#auctions.has(each.interval) && each.utilisation !== null) this.#use(factory, each.interval, Number(each.utilisation));
  }

  #use(factory, interval, share) {
    if (!this.#factories.has(factory)) this.#factories.set(factory, new Map());
    if (Number.isFinite(share)) this.#factories.get(factory).set(interval, share);
  }

  #forget(interval) {
    this.#auctions.delete(interval);
    for (const [name, shares] of this.#factories) {
      shares.delete(interval);
      if (shares.size === 0) this.#factories.delete(name);
    }
  }

  /** For each factory by name the share of its power that was sold, by interval. */
  get utilisation() {
    return [...this.#factories].sort(([a], [b]) => a.localeCompare(b, "en"));
  }

  /** Those of the last auction, most power first, their offers added up. */
  factories() {
    const found = new Map();
    for (const offer of this.latest?.offers ?? []) {
      const factory = found.get(offer.factory) ?? { name: offer.factory, where: new Set(), offered: 0, sold: 0, revenue: 0, rent: 0, tiers: {} };
      found.set(offer.factory, factory);
      factory.where.add(offer.site + " · " + offer.hardware);
      factory.offered += Number(offer.mw);
      factory.rent += Number(offer.rent);
      for (const run of offer.runs) {
        factory.sold += Number(run.mw);
        factory.revenue += Number(run.revenue);
        factory.tiers[run.tier] = (factory.tiers[run.tier] ?? 0) + Number(run.mw);
      }
    }
    return [...found.values()].sort((a, b) => b.offered - a.offered || a.name.localeCompare(b.name, "en"));
  }
}

function between(one, other, intervals) {
  const from = Date.parse(one.at), length = (Date.parse(other.at) - from) / (other.interval - one.interval);
  return { at: new Date(from + intervals * length).toISOString(), interval: one.interval + intervals, tiers: [] };
}
