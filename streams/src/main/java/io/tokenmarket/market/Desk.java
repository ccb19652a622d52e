package io.tokenmarket.market;

import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Decides one command that is well named and of a market that is defined. */
interface Desk {
  /** The first rule the command breaks. */
  Optional<Refusal> refusal();

  /** The answer where it breaks none, and behind it what follows for other orders. */
  List<SpecificRecord> granted();
}
