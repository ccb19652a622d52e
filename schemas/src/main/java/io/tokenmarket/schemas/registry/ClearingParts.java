package io.tokenmarket.schemas.registry;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.PoolClearing;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Cuts a clearing that is too large for a record into parts that are not. Each is the clearing with
 * a piece of its lists; one that fits is left as it is.
 */
public final class ClearingParts {
  /** Most bytes of a number; the wire format's header and the numbers of a part are a few more. */
  private static final int LONG_BYTES = 10;

  private static final int FRAME_BYTES = 64;

  private final Clearing whole;
  private final long room;
  private final List<Clearing> pieces = new ArrayList<>();
  private final List<OfferClearing> offers = new ArrayList<>();
  private final List<PoolClearing> pools = new ArrayList<>();
  private final List<Long> recipeLots = new ArrayList<>();
  private long bytes;

  private ClearingParts(Clearing whole, long most) {
    this.whole = whole;
    this.room = most - FRAME_BYTES - EncodedSize.of(empty(whole));
  }

  /**
   * What is to be published of a clearing.
   *
   * @param most bytes of a record
   * @return the clearing itself, or its parts in order
   */
  public static List<SpecificRecord> of(Clearing clearing, long most) {
    return FRAME_BYTES + EncodedSize.of(clearing) <= most
        ? List.of(clearing)
        : new ClearingParts(clearing, most).parts();
  }

  private static Clearing empty(Clearing whole) {
    return with(whole, List.of(), List.of(), List.of());
  }

  private static Clearing with(
      Clearing whole, List<OfferClearing> offers, List<PoolClearing> pools, List<Long> recipeLots) {
    return Clearing.newBuilder(whole)
        .setOffers(offers)
        .setPools(pools)
        .setRecipeLots(recipeLots)
        .build();
  }

  private List<SpecificRecord> parts() {
    for (OfferClearing offer : whole.getOffers()) {
      take(EncodedSize.of(offer), offer, offers);
    }
    for (PoolClearing pool : whole.getPools()) {
      take(EncodedSize.of(pool), pool, pools);
    }
    for (Long lots : whole.getRecipeLots()) {
      take(LONG_BYTES, lots, recipeLots);
    }
    end();
    List<SpecificRecord> parts = new ArrayList<>();
    for (Clearing piece : pieces) {
      parts.add(new ClearingPart(parts.size(), pieces.size(), piece));
    }
    return parts;
  }

  private <T> void take(long size, T element, List<T> into) {
    if (bytes > 0 && bytes + size > room) {
      end();
    }
    bytes += size;
    into.add(element);
  }

  private void end() {
    pieces.add(with(whole, List.copyOf(offers), List.copyOf(pools), List.copyOf(recipeLots)));
    offers.clear();
    pools.clear();
    recipeLots.clear();
    bytes = 0;
  }

  /** The clearing of which these are all parts, in order, each of which follows the other. */
  public static Clearing join(List<ClearingPart> parts) {
    List<OfferClearing> offers = new ArrayList<>();
    List<PoolClearing> pools = new ArrayList<>();
    List<Long> recipeLots = new ArrayList<>();
    for (ClearingPart part : parts) {
      offers.addAll(part.getClearing().getOffers());
      pools.addAll(part.getClearing().getPools());
      recipeLots.addAll(part.getClearing().getRecipeLots());
    }
    return with(parts.get(0).getClearing(), offers, pools, recipeLots);
  }

  /**
   * Whether a part is the next of the same clearing.
   *
   * @param before null before the first
   */
  public static boolean follows(ClearingPart part, ClearingPart before) {
    if (before == null) {
      return part.getPart() == 0 && part.getParts() > 0;
    }
    return part.getPart() == before.getPart() + 1
        && part.getPart() < part.getParts()
        && part.getParts() == before.getParts()
        && empty(part.getClearing()).equals(empty(before.getClearing()));
  }
}
