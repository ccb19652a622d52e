package io.tokenmarket.rest.resource;

import java.util.List;

/**
 * What the exchange told a participant, earliest first.
 *
 * @param next cursor of the next page, null on the last
 */
public record Events(String participant, List<Event> events, @Nullable String next) {}
