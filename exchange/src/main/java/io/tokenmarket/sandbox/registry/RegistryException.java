package io.tokenmarket.sandbox.registry;

import java.util.List;

/** An error answer of the registry: HTTP status, Confluent's error code, and a sentence. */
final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;

  private RegistryException(int status, int errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  static RegistryException forbidden() {
    return new RegistryException(
        403,
        40301,
        "This registry answers clients on this machine, who call it localhost, and no web pages.");
  }

  static RegistryException unauthorized() {
    return new RegistryException(401, 40101, "This registry asks for user and password.");
  }

  static RegistryException unsupportedMediaType(String sent) {
    return new RegistryException(
        415, 415, "The body is " + sent + "; send application/vnd.schemaregistry.v1+json.");
  }

  static RegistryException bodyTooLarge(int most) {
    return new RegistryException(413, 413, "A body has at most " + most + " bytes.");
  }

  static RegistryException full(int most) {
    return new RegistryException(
        507, 50001, "All schemas and levels together have at most " + most + " bytes.");
  }

  static RegistryException subjectNotFound(String subject) {
    return new RegistryException(404, 40401, "Subject '" + subject + "' not found.");
  }

  static RegistryException versionNotFound(int version) {
    return new RegistryException(404, 40402, "Version " + version + " not found.");
  }

  static RegistryException schemaNotFound(String what) {
    return new RegistryException(404, 40403, "Schema " + what + " not found");
  }

  static RegistryException levelNotFound(String subject) {
    return new RegistryException(
        404, 40408, "Subject '" + subject + "' has no compatibility level of its own");
  }

  static RegistryException incompatible(String subject, List<String> differences) {
    return new RegistryException(
        409,
        409,
        "Schema being registered is incompatible with an earlier schema for subject '"
            + subject
            + "', details: "
            + differences);
  }

  static RegistryException invalidSchema(String reason) {
    return new RegistryException(422, 42201, "Invalid schema: " + reason);
  }

  static RegistryException invalidSubject(int longest) {
    return new RegistryException(
        422,
        42208,
        "A subject has 1 to " + longest + " characters, and none that ends a line or commands.");
  }

  static RegistryException invalidVersion(String version) {
    return new RegistryException(
        422,
        42202,
        "The specified version '"
            + version
            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and 'latest'");
  }

  static RegistryException invalidLevel(String level) {
    return new RegistryException(422, 42203, "Invalid compatibility level '" + level + "'");
  }

  int status() {
    return status;
  }

  int errorCode() {
    return errorCode;
  }
}
