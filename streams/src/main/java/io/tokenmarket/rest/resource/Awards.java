package io.tokenmarket.rest.resource;

import java.util.List;

/**
 * What a participant's orders got in a market, by interval.
 *
 * @param logPosition of the last auction these are complete to, null before the first
 * @param next cursor of the next page, null on the last
 */
public record Awards(
    String participant,
    String market,
    @Nullable Long logPosition,
    List<Award> awards,
    @Nullable String next) {}
