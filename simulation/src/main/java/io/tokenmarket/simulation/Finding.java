package io.tokenmarket.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What a run is watched for beside its sums; its size does not depend on the run's length. */
interface Finding {

  /** Every event of the run, in order. */
  void see(SpecificRecord event);

  /** For people, after the run. */
  List<String> text();

  /** For machines, after the run. */
  void addTo(ObjectNode json);
}
