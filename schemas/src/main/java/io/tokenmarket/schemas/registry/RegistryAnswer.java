package io.tokenmarket.schemas.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** What a registry's error answer means: the HTTP status decides first, then its error code. */
enum RegistryAnswer {
  NOT_FOUND,
  INCOMPATIBLE,
  INVALID,
  UNAVAILABLE;

  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int SCHEMA_NOT_FOUND = 40403;

  static RegistryAnswer of(RestClientException e) {
    return switch (e.getStatus()) {
      case 404 -> ofNotFound(e.getErrorCode());
      case 409 -> INCOMPATIBLE;
      case 422 -> INVALID;
      default -> UNAVAILABLE;
    };
  }

  /** A 404 without a registry's code is some other server's: a wrong path, or a proxy. */
  private static RegistryAnswer ofNotFound(int errorCode) {
    boolean registrys = errorCode >= SUBJECT_NOT_FOUND && errorCode <= SCHEMA_NOT_FOUND;
    return registrys ? NOT_FOUND : UNAVAILABLE;
  }
}
