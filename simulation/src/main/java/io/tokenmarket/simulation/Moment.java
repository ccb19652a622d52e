package io.tokenmarket.simulation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.tokenmarket.schemas.IsoTimes;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** A point of a run as it is written: the number of an interval, or a time (ISO 8601). */
@JsonDeserialize(using = Moment.Written.class)
public sealed interface Moment {

  record Interval(long number) implements Moment {}

  record Time(Instant at) implements Moment {}

  /** A whole number is an interval, a text a time. */
  final class Written extends StdDeserializer<Moment> {
    private static final long serialVersionUID = 1L;

    Written() {
      super(Moment.class);
    }

    @Override
    public Moment deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return new Interval(parser.getLongValue());
      }
      try {
        return new Time(IsoTimes.instant(parser.getText()));
      } catch (DateTimeException notATime) {
        throw context.weirdStringException(parser.getText(), Moment.class, "no time");
      }
    }
  }
}
