package io.tokenmarket.rest.resource;

/** An error as RFC 9457 has it. */
public record Problem(String type, String title, int status, String detail, String instance) {}
