package io.tokenmarket.schemas.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** What a registry's error answer means: the HTTP status decides, then its error code. */
enum RegistryAnswer {
  SCHEMA_NOT_FOUND,
  INCOMPATIBLE,
  INVALID,
  UNAVAILABLE;

  static RegistryAnswer of(RestClientException e) {
    return switch (e.getStatus()) {
      case 404 -> e.getErrorCode() == 40403 ? SCHEMA_NOT_FOUND : UNAVAILABLE;
      case 409 -> INCOMPATIBLE;
      case 422 -> INVALID;
      default -> UNAVAILABLE;
    };
  }
}
