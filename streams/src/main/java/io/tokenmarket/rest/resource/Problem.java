package io.tokenmarket.rest.resource;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error as RFC 9457 has it.
 *
 * @param reason of a refused command, its reason code
 * @param logPosition of a refused command, where it stands in the log; of a read, how far the node
 *     is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable String reason,
    @Nullable Long logPosition) {}
