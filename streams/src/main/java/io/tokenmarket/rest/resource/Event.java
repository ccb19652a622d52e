package io.tokenmarket.rest.resource;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Something the exchange told a participant. Fields that an event of its type does not have are
 * null.
 *
 * @param sequence rises from event to event, with gaps, the same on every node
 * @param type name of the record in the protocol
 * @param reason code of a refusal
 * @param value $ of an award
 */
public record Event(
    long sequence,
    String type,
    String market,
    long logPosition,
    @Nullable String commandId,
    @Nullable String orderId,
    @Nullable String reason,
    @Nullable String detail,
    @Nullable Boolean repeated,
    @Nullable Long interval,
    @Nullable String tier,
    @Nullable BigInteger tokens,
    @Nullable BigDecimal price,
    @Nullable BigDecimal value,
    @Nullable BigDecimal fee) {}
