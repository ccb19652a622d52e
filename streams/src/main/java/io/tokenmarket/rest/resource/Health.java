package io.tokenmarket.rest.resource;

/**
 * Whether questions can be answered.
 *
 * @param status UP or DOWN
 * @param reason why DOWN, null where UP
 */
public record Health(String status, @Nullable String reason) {}
