package io.tokenmarket.rest.resource;

/**
 * What a participant's commands to a market must be signed with.
 *
 * @param publicKey the 32 bytes of an Ed25519 public key in base64; null: no signature
 */
public record PublicKey(@Nullable String publicKey) {}
