package io.tokenmarket.rest.resource;

/**
 * Whether a node does, or ever can do, all that it is for.
 *
 * @param status UP or DOWN
 * @param reason why DOWN, null where UP
 */
public record Health(String status, @Nullable String reason) {}
