package io.tokenmarket.rest.resource;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error as RFC 9457 has it.
 *
 * @param instance the path that was asked for, absent where it could not be read
 * @param reason of a refused command, its reason code
 * @param logPosition of a refused command, where it is in the log; of a read, how far the node is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    @Nullable String reason,
    @Nullable Long logPosition) {}
