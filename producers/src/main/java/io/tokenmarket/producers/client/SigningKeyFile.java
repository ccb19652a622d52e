package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.FileTrouble;
import io.tokenmarket.schemas.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A private Ed25519 key in a file, as {@code openssl genpkey -algorithm ed25519} writes it. */
public final class SigningKeyFile {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final int LARGEST = 64 << 10;
  private static final String END = "-----END PRIVATE KEY-----";

  private SigningKeyFile() {}

  /**
   * The key in the file, with the public key that belongs to it.
   *
   * @param pem PKCS#8 in PEM
   * @throws IllegalArgumentException where there is none in it, in a sentence for who named it
   */
  public static KeyPair read(Path pem) {
    try {
      String text = SmallFile.text(pem, LARGEST);
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(body(text)));
      return new KeyPair(publicKey((EdECPrivateKey) key), key);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s holds no private Ed25519 key (%s); make one with: openssl genpkey -algorithm ed25519 -out %s"
              .formatted(pem, words(e), pem.getFileName()),
          e);
    }
  }

  private static String words(Exception trouble) {
    return trouble instanceof IOException unreadable
        ? FileTrouble.words(unreadable)
        : trouble.getMessage();
  }

  private static byte[] body(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("no " + BEGIN);
    }
    return Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
  }

  /**
   * Java derives a public key only while it makes a pair, from 32 random bytes that are the private
   * key; so it is handed these.
   */
  private static PublicKey publicKey(EdECPrivateKey key) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Given(key.getBytes().orElseThrow()));
    return generator.generateKeyPair().getPublic();
  }

  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] wanted) {
      System.arraycopy(bytes, 0, wanted, 0, wanted.length);
    }
  }
}
