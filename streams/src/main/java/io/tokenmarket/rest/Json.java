package io.tokenmarket.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** JSON as the resources need it: decimals as strings, so that no reader rounds them; ISO 8601. */
final class Json {
  private Json() {}

  static ObjectMapper mapper() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(BigDecimal.class, new DecimalString());
    module.addSerializer(Instant.class, ToStringSerializer.instance);
    return JsonMapper.builder().addModule(module).build();
  }

  /** Never in scientific notation: 0.000000000 and not 0E-9. */
  private static final class DecimalString extends StdSerializer<BigDecimal> {
    private static final long serialVersionUID = 1L;

    DecimalString() {
      super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.toPlainString());
    }
  }
}
